package io.rubro.crm.internal.recommendations;

import io.rubro.crm.recommendations.Priority;
import io.rubro.crm.recommendations.Recommendation;
import io.rubro.crm.recommendations.Recommendations;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What to do about all customers. */
@Component(service = RecommendationResource.class)
@JaxrsResource
@Path("recommendations")
@Produces(MediaType.APPLICATION_JSON)
public final class RecommendationResource {

    private final Recommendations recommendations;

    @Activate
    public RecommendationResource(@Reference Recommendations recommendations) {
        this.recommendations = recommendations;
    }

    @GET
    @RequiresPermission("crm.recommendation.read")
    @Operation(
            summary = "What to do about all customers, the weightiest first",
            description = "priority: ALERT, OPPORTUNITY or ADVICE. What happened in the last minute may be missing.")
    public Page<Recommendation> list(@QueryParam("priority") @Nullable Priority priority, @BeanParam PageRequest page) {
        return recommendations.list(priority, page);
    }
}
