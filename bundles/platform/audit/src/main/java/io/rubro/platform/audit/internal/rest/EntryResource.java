package io.rubro.platform.audit.internal.rest;

import io.rubro.platform.audit.internal.model.Entry;
import io.rubro.platform.audit.internal.model.Head;
import io.rubro.platform.audit.internal.model.Verification;
import io.rubro.platform.audit.internal.service.Trail;
import io.rubro.platform.audit.internal.service.Trail.Search;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The organisation's trail: search, export, verification. */
@Component(service = EntryResource.class)
@JaxrsResource
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequiresPermission("audit.entry.read")
public final class EntryResource {

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    private final Trail trail;
    private final Messages messages;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public EntryResource(@Reference Trail trail, @Reference Messages messages, @Reference Organizations organizations) {
        this.trail = trail;
        this.messages = messages;
        this.organizations = organizations;
    }

    @GET
    @Path("entries")
    @Operation(
            summary = "Search the trail, the latest first",
            description =
                    "actor: part of a name. action: whole, or its beginning with * at the end. from, to: instants (to is"
                            + " the first no longer wanted), or days of the organisation, both wanted.")
    public Page<EntryView> list(
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("action") @Nullable String action,
            @QueryParam("recordType") @Nullable String recordType,
            @QueryParam("recordId") @Nullable Id recordId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @BeanParam PageRequest page) {
        Search search = new Search(actor, action, recordType, recordId, instant("from", from, 0), instant("to", to, 1));
        int limit = page.limit();
        long before = page.after(1).map(c -> number(c.get(0))).orElse(Long.MAX_VALUE);
        List<EntryView> views = trail.find(search, before, limit + 1).stream()
                .map(entry -> EntryView.of(entry, title(entry)))
                .toList();
        return Page.of(views, limit, e -> PageRequest.cursor(e.seq()));
    }

    @GET
    @Path("export")
    @Produces({"text/csv", "application/x-ndjson", MediaType.APPLICATION_JSON})
    @Operation(summary = "Download the trail", description = "format: csv or jsonl (one JSON object a line).")
    public Response export(
            @QueryParam("format") @DefaultValue("csv") String format,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Search search = new Search(null, null, null, null, instant("from", from, 0), instant("to", to, 1));
        ExportFormat chosen = ExportFormat.of(format);
        return Response.ok(new Export(trail, search, chosen), chosen.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit." + format + "\"")
                .build();
    }

    @GET
    @Path("verification")
    @Operation(
            summary = "Verify the trail",
            description = "Recomputes the chain of hashes from the first entry to the last. seq and hash: an entry"
                    + " count and last hash that were noted elsewhere, to be found unchanged.")
    public Verification verify(@QueryParam("seq") @Nullable Long seq, @QueryParam("hash") @Nullable String hash) {
        if (seq == null && hash == null) {
            return trail.verify(null);
        }
        if (seq == null || seq < 1 || hash == null || !HASH.matcher(hash).matches()) {
            throw ProblemException.invalid(hash == null ? "hash" : "seq", "audit.noted");
        }
        return trail.verify(new Head(seq, hash.toLowerCase(Locale.ROOT)));
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    /** The action in the caller's words, if a running module has some for it: its message {@code audit.<action>}. */
    private @Nullable String title(Entry entry) {
        return messages.text(Caller.current().locale(), "audit." + entry.action(), Map.of())
                .orElse(null);
    }

    /** An instant, or the beginning of the day so many days after the one given. */
    private @Nullable Instant instant(String field, @Nullable String text, int daysAfter) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text)
                            .plusDays(daysAfter)
                            .atStartOfDay(organizations.current().zone())
                            .toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(field, "audit.time", Map.of("value", text));
        }
    }
}
