package io.rubro.crm.internal.consent;

import io.rubro.crm.consent.Consent;
import io.rubro.crm.consent.ConsentChange;
import io.rubro.crm.consent.Consents;
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
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What a contact said to being written to and called. */
@Component(service = ConsentResource.class)
@JaxrsResource
@Path("contacts/{id}/consents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ConsentResource {

    private final Consents consents;

    /** Called by the component runtime. */
    @Activate
    public ConsentResource(@Reference Consents consents) {
        this.consents = consents;
    }

    /**
     * What holds, and how it came to that.
     *
     * @param current one for each channel and purpose
     * @param history the newest first
     */
    public record ConsentBook(List<Consent> current, List<ConsentChange> history) {}

    @GET
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "What holds for each channel and purpose, and the history of it")
    public ConsentBook get(@PathParam("id") Id id) {
        return new ConsentBook(consents.current(id), consents.history(id));
    }

    @POST
    @RequiresPermission("crm.contact.write")
    @Operation(
            summary = "Writes down what a contact said",
            description = "Nothing is overwritten. What is dated before a withdrawal changes nothing.")
    public Response record(@PathParam("id") Id id, @NotNull @Valid ConsentRequest request) {
        return Response.status(Response.Status.CREATED)
                .entity(consents.record(id, request.toDraft()))
                .build();
    }
}
