package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.pipeline.PipelineSettings.Settings;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Pipelines, their boards and their settings. */
@Component(service = PipelineResource.class)
@JaxrsResource
@Path("pipelines")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PipelineResource {

    private static final String READ = "crm.opportunity.read";
    private static final String MANAGE = "crm.pipeline.manage";
    private static final int MAX_CARDS = 200;

    private final SqlPipelines pipelines;
    private final PipelineConfiguration configuration;
    private final PipelineSettings settings;
    private final Boards boards;

    /** Called by the component runtime. */
    @Activate
    public PipelineResource(
            @Reference SqlPipelines pipelines,
            @Reference PipelineConfiguration configuration,
            @Reference PipelineSettings settings,
            @Reference Boards boards) {
        this.pipelines = pipelines;
        this.configuration = configuration;
        this.settings = settings;
        this.boards = boards;
    }

    @GET
    @RequiresPermission(READ)
    @Operation(
            summary = "The pipelines in use, the standard one first",
            description = "archived: those that were put away instead.")
    public List<Pipeline> list(@QueryParam("archived") @DefaultValue("false") boolean archived) {
        return pipelines.all(archived);
    }

    @GET
    @Path("settings")
    @RequiresPermission(READ)
    @Operation(summary = "When people are told of an expected close, and the reasons for a loss to choose from")
    public Settings settings() {
        return settings.get();
    }

    @PUT
    @Path("settings")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Replaces the settings", description = "alertDays: null for no alerts.")
    public Settings set(@NotNull Settings wanted) {
        return settings.set(wanted);
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    @Operation(summary = "Reads a pipeline, also an archived one")
    public Pipeline get(@PathParam("id") Id id) {
        return pipelines.get(id);
    }

    @GET
    @Path("{id}/board")
    @RequiresPermission(READ)
    @Operation(
            summary = "All columns of a pipeline with their sums and first cards",
            description =
                    "cards: how many of each column, 0 to 200 (50 if absent). owner: only of this user. q: words in the"
                            + " title or the contact's name.")
    public Board board(
            @PathParam("id") Id id,
            @QueryParam("owner") @Nullable Id owner,
            @QueryParam("q") @Nullable String text,
            @QueryParam("cards") @DefaultValue("50") @Min(0) @Max(MAX_CARDS) int cards) {
        return boards.read(id, owner, text, Math.max(0, Math.min(MAX_CARDS, cards)));
    }

    @POST
    @RequiresPermission(MANAGE)
    @Operation(summary = "Adds a pipeline", description = "Without stages it gets the usual ones.")
    public Response create(@NotNull PipelineDraft draft, @Context UriInfo uri) {
        Pipeline made = configuration.create(draft);
        return Response.created(uri.getBaseUriBuilder()
                        .path("pipelines")
                        .path(made.id().toString())
                        .build())
                .entity(made)
                .build();
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(MANAGE)
    @Operation(
            summary = "Replaces what is stored of a pipeline",
            description =
                    "A stage that is not named any more goes; its cards go where moves says. 409 if it says nothing.")
    public Pipeline update(
            @PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen, @NotNull PipelineDraft draft) {
        return configuration.update(id, seen, draft);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(MANAGE)
    @Operation(
            summary = "Puts a pipeline away",
            description = "409 if it is the standard one or something is still open in it.")
    public void archive(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        configuration.archive(id, seen);
    }

    @POST
    @Path("{id}/restore")
    @RequiresPermission(MANAGE)
    @Operation(summary = "Brings a pipeline back")
    public Pipeline restore(@PathParam("id") Id id) {
        return configuration.restore(id);
    }
}
