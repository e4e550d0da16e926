package io.rubro.crm.internal.prediction;

import io.rubro.platform.ids.Id;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What the history says of an opportunity. */
@Component(service = OpportunityPredictionResource.class)
@JaxrsResource
@Path("opportunities") // not opportunities/{id}: that would take what others have below an opportunity
@Produces(MediaType.APPLICATION_JSON)
public final class OpportunityPredictionResource {

    private final WinPredictions predictions;

    /** Called by the component runtime. */
    @Activate
    public OpportunityPredictionResource(@Reference WinPredictions predictions) {
        this.predictions = predictions;
    }

    @GET
    @Path("{id}/prediction")
    @RequiresPermission("crm.opportunity.read")
    @Operation(
            summary = "How likely an opportunity is to be won, by those decided before",
            description =
                    "With reasons and accuracy in the language of the caller. Without enough history, or for what is"
                            + " decided or in another currency, statement says why nothing is foretold.")
    public WinPrediction prediction(@PathParam("id") Id id) {
        return predictions.of(id);
    }
}
