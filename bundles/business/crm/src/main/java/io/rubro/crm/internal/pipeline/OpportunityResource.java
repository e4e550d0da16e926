package io.rubro.crm.internal.pipeline;

import io.rubro.crm.Interaction;
import io.rubro.crm.internal.pipeline.Board.Step;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.crm.pipeline.OpportunityFilter;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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

/** Opportunities: what contacts may buy. */
@Component(service = OpportunityResource.class)
@JaxrsResource
@Path("opportunities")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OpportunityResource {

    private static final String READ = "crm.opportunity.read";
    private static final String WRITE = "crm.opportunity.write";

    private final SqlOpportunities opportunities;
    private final SqlPipelines pipelines;
    private final DealActivities activities;

    /** Called by the component runtime. */
    @Activate
    public OpportunityResource(
            @Reference SqlOpportunities opportunities,
            @Reference SqlPipelines pipelines,
            @Reference DealActivities activities) {
        this.opportunities = opportunities;
        this.pipelines = pipelines;
        this.activities = activities;
    }

    @GET
    @RequiresPermission(READ)
    @Operation(
            summary = "Lists opportunities",
            description =
                    "q: words in the title or the contact's name. kind: OPEN, WON or LOST. owner: the user who follows"
                            + " it. sort: -updatedAt (default), expectedClose, value, createdAt or rank.")
    public Page<Opportunity> list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("contact") @Nullable Id contact,
            @QueryParam("pipeline") @Nullable Id pipeline,
            @QueryParam("stage") @Nullable Id stage,
            @QueryParam("kind") @Nullable StageKind kind,
            @QueryParam("owner") @Nullable Id owner,
            @BeanParam PageRequest page) {
        return opportunities.list(new OpportunityFilter(contact, pipeline, stage, kind, owner, text), page);
    }

    @POST
    @RequiresPermission(WRITE)
    @Operation(
            summary = "Writes an opportunity down, at the top of its stage",
            description = "Without a stage it goes into the first one of the standard pipeline.")
    public Response create(@NotNull @Valid OpportunityRequest request, @Context UriInfo uri) {
        return created(uri, opportunities.create(request.toDraft(), request.lostReason()));
    }

    static Response created(UriInfo uri, Opportunity made) {
        return Response.created(uri.getBaseUriBuilder()
                        .path("opportunities")
                        .path(made.id().toString())
                        .build())
                .entity(made)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    @Operation(summary = "Reads an opportunity")
    public Opportunity get(@PathParam("id") Id id) {
        return opportunities.get(id);
    }

    @PUT
    @Path("{id}")
    @RequiresPermission(WRITE)
    @Operation(
            summary = "Replaces what is stored of an opportunity",
            description = "Another stage is a move, to the top of that stage.")
    public Opportunity update(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid OpportunityRequest request) {
        return opportunities.update(id, seen, request.toDraft(), request.lostReason());
    }

    /**
     * Where a card goes.
     *
     * @param before the card it is to stand before; null for the end of the column
     * @param lostReason required if the stage is a lost one
     */
    public record Move(
            @NotNull Id stageId,
            @Nullable Id before,
            @Size(max = OpportunityDraft.MAX_LOST_REASON) @Nullable String lostReason) {}

    @POST
    @Path("{id}/move")
    @RequiresPermission(WRITE)
    @Operation(
            summary = "Puts an opportunity into a stage of its pipeline, before another one",
            description = "412 if somebody changed it since: the problem says who, and where it is now.")
    public Opportunity move(
            @PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen, @NotNull @Valid Move move) {
        return opportunities.move(id, seen, move.stageId(), move.before(), move.lostReason());
    }

    @GET
    @Path("{id}/history")
    @RequiresPermission(READ)
    @Operation(summary = "Every stage an opportunity was in, oldest first")
    public List<Step> history(@PathParam("id") Id id) {
        Map<Id, String> names = pipelines.stageNames();
        return opportunities.history(id).stream()
                .map(move -> new Step(
                        move, move.from() == null ? null : names.get(move.from()), names.getOrDefault(move.to(), "")))
                .toList();
    }

    @GET
    @Path("{id}/interactions")
    @RequiresPermission("crm.interaction.read")
    @Operation(summary = "What was done and is to be done for an opportunity, newest first, at most 30")
    public List<Interaction> interactions(@PathParam("id") Id id) {
        return activities.of(id);
    }

    @DELETE
    @Path("{id}/alert")
    @RequiresPermission(WRITE)
    @Operation(
            summary = "Says that the alert about the expected close was seen",
            description = "The next one comes all the same.")
    public void seen(@PathParam("id") Id id) {
        opportunities.seen(id);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("crm.opportunity.delete")
    @Operation(summary = "Deletes an opportunity and its history")
    public void delete(@PathParam("id") Id id) {
        opportunities.delete(id);
    }
}
