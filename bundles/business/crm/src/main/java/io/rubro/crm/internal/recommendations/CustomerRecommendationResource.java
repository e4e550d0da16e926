package io.rubro.crm.internal.recommendations;

import io.rubro.crm.Interaction;
import io.rubro.crm.recommendations.Recommendation;
import io.rubro.crm.recommendations.Recommendations;
import io.rubro.platform.ids.Id;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What to do about one customer. */
@Component(service = CustomerRecommendationResource.class)
@JaxrsResource
@Path("contacts/{id}/recommendations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CustomerRecommendationResource {

    private static final String READ = "crm.recommendation.read";
    private static final String WRITE = "crm.recommendation.write";

    private final Recommendations recommendations;

    @Activate
    public CustomerRecommendationResource(@Reference Recommendations recommendations) {
        this.recommendations = recommendations;
    }

    /**
     * Which recommendation of the rule is meant.
     *
     * @param subject as in the recommendation; absent if it has none
     */
    public record Which(@Nullable Id subject) {}

    /**
     * For how long it is put off.
     *
     * @param days from 1 to 365
     */
    public record Snooze(@Nullable Id subject, @NotNull Integer days) {}

    @GET
    @RequiresPermission(READ)
    @Operation(summary = "What to do about a customer now, with the reasons, the weightiest first")
    public List<Recommendation> of(@PathParam("id") Id contact) {
        return recommendations.of(contact);
    }

    @POST
    @Path("{rule}/dismiss")
    @RequiresPermission(WRITE)
    @Operation(summary = "Decides against a recommendation, for good and for everybody of the organisation")
    public void dismiss(@PathParam("id") Id contact, @PathParam("rule") String rule, @NotNull @Valid Which which) {
        recommendations.dismiss(contact, rule, which.subject());
    }

    @POST
    @Path("{rule}/snooze")
    @RequiresPermission(WRITE)
    @Operation(summary = "Puts a recommendation off for some days, for everybody of the organisation")
    public void snooze(@PathParam("id") Id contact, @PathParam("rule") String rule, @NotNull @Valid Snooze snooze) {
        recommendations.snooze(contact, rule, snooze.subject(), snooze.days());
    }

    @POST
    @Path("{rule}/act")
    @RequiresPermission("crm.interaction.write")
    @Operation(
            summary = "Plans what is recommended",
            description =
                    "Writes the call, meeting or task down, still to be done, and puts the recommendation away until"
                            + " thirty days after it is due. 409 if its action is not to plan something.")
    public Response act(
            @PathParam("id") Id contact,
            @PathParam("rule") String rule,
            @NotNull @Valid Which which,
            @Context UriInfo uri) {
        Interaction planned = recommendations.act(contact, rule, which.subject());
        return Response.created(uri.getBaseUriBuilder()
                        .path("interactions")
                        .path(planned.id().toString())
                        .build())
                .entity(planned)
                .build();
    }
}
