package io.rubro.platform.rest.internal.testing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.BodyLimit;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.rest.Versioned;
import io.rubro.platform.security.AllowAnonymous;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.tenancy.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.validation.Valid;
import javax.validation.constraints.AssertTrue;
import javax.validation.constraints.Max;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotEmpty;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Positive;
import javax.validation.constraints.Size;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;

/** A resource with everything a module's resource may have. */
@Path("notes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class NotesResource {

    public static final Id KNOWN = Id.valueOf("0JCR5M7Q8X2ZP");

    public enum Color {
        RED,
        GREEN
    }

    public record Line(@NotBlank String text, @Positive BigDecimal quantity, @Valid Extra extra) {}

    public record Extra(@Size(max = 3) @JsonProperty("short") String brief) {}

    public record NewNote(
            @NotBlank @Size(max = 20) String title,
            @NotNull BigDecimal amount,
            int count,
            boolean urgent,
            LocalDate day,
            Instant at,
            Color color,
            Id parent,
            List<@NotBlank String> tags,
            @Valid @NotEmpty List<Line> lines) {

        public NewNote {
            if (count == 13) {
                throw ProblemException.invalid("count", "notes.unlucky");
            }
        }

        @AssertTrue(message = "notes.name-or-text")
        boolean isTitled() {
            return !"x".equals(title);
        }
    }

    public record Note(Id id, String title, BigDecimal amount, LocalDate day, Instant at, String empty, long version)
            implements Versioned {}

    public static Note note(long version) {
        return new Note(
                KNOWN,
                "Ñandú",
                new BigDecimal("1E+2"),
                LocalDate.of(2026, 11, 20),
                Instant.parse("2026-11-20T10:15:30Z"),
                null,
                version);
    }

    @GET
    @RequiresPermission("notes.note.read")
    @Operation(summary = "Lists notes")
    public Page<Note> list(@BeanParam PageRequest page, @QueryParam("from") LocalDate from) {
        page.order("title", "-day");
        return new Page<>(List.of(note(1)), page.limit() == 1 ? PageRequest.cursor(1) : null);
    }

    @GET
    @Path("{id}")
    @RequiresPermission("notes.note.read")
    public Note get(@PathParam("id") Id id) {
        if (!id.equals(KNOWN)) {
            throw ProblemException.notFound("notes.not-found", id);
        }
        return note(7);
    }

    @POST
    @RequiresPermission("notes.note.write")
    public Response create(@Valid NewNote note) {
        return Response.created(URI.create("notes/" + KNOWN)).entity(note(1)).build();
    }

    @PUT
    @Path("{id}")
    @RequiresPermission("notes.note.write")
    public Note change(@PathParam("id") Id id, @HeaderParam("If-Match") IfMatch seen, @Valid NewNote note) {
        IfMatch.require(seen, 7);
        return note(8);
    }

    @GET
    @Path("count")
    @RequiresPermission("notes.note.read")
    public int count(@QueryParam("max") @DefaultValue("5") @Max(10) int max, @QueryParam("color") Color color) {
        return max;
    }

    @GET
    @Path("open")
    @AllowAnonymous
    public Map<String, String> open() {
        return Map.of(
                "caller",
                Caller.current().name(),
                "language",
                Caller.current().locale().toLanguageTag());
    }

    @GET
    @Path("me")
    @Authenticated
    public Map<String, String> me() {
        return Map.of("tenant", Tenant.find().map(Id::toString).orElse("none"));
    }

    @GET
    @Path("closed")
    public String closed() {
        return "nobody may read this";
    }

    @POST
    @Path("touch")
    @Authenticated
    public void touch() {}

    @POST
    @Path("upload")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @BodyLimit(1 << 20)
    @Authenticated
    public Map<String, Long> upload(InputStream body) throws IOException {
        return Map.of("bytes", body.transferTo(OutputStream.nullOutputStream()));
    }

    @GET
    @Path("broken")
    @AllowAnonymous
    public String broken() {
        throw new IllegalStateException("secret detail");
    }

    @GET
    @Path("web")
    @AllowAnonymous
    public String web() {
        throw new WebApplicationException(Response.status(410)
                .entity("a text of its own")
                .type("text/plain")
                .build());
    }

    @GET
    @Path("plain-conflict")
    @AllowAnonymous
    public Response plainConflict() {
        return Response.status(409).entity("a text of its own").build();
    }

    @GET
    @Path("unwritable")
    @AllowAnonymous
    public Object unwritable() {
        return new Object();
    }

    @GET
    @Path("unwritable-csv")
    @Produces("text/csv")
    @AllowAnonymous
    public Note unwritableCsv() {
        return note(1);
    }

    @GET
    @Path("csv")
    @Produces("text/csv")
    @AllowAnonymous
    public byte[] csv() {
        return "a;b\n".getBytes();
    }

    @GET
    @Path("slow-down")
    @AllowAnonymous
    public String slowDown() {
        throw ProblemException.tooMany("notes.slow-down", 17);
    }
}
