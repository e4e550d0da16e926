package io.rubro.crm.internal.prediction;

import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** How far one can trust what is foretold of opportunities. */
@Component(service = WinningResource.class)
@JaxrsResource
@Path("predictions/winning")
@Produces(MediaType.APPLICATION_JSON)
public final class WinningResource {

    private final WinPredictions predictions;

    /** Called by the component runtime. */
    @Activate
    public WinningResource(@Reference WinPredictions predictions) {
        this.predictions = predictions;
    }

    @GET
    @RequiresPermission("crm.opportunity.read")
    @Operation(
            summary = "How well it is foretold which opportunities are won",
            description =
                    "Learnt from those decided in the last three years; tried by learning from the older 70 percent"
                            + " and foretelling the rest, beside the share of all that was won and what people had entered.")
    public WinCard card() {
        return predictions.card();
    }
}
