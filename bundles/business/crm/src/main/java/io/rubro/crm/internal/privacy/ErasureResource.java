package io.rubro.crm.internal.privacy;

import io.rubro.platform.ids.Id;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Takes the data of a contact out of the CRM for good. */
@Component(service = ErasureResource.class)
@JaxrsResource
@Path("contacts/{id}/erase")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ErasureResource {

    private final Erasures erasures;

    /** Called by the component runtime. */
    @Activate
    public ErasureResource(@Reference Erasures erasures) {
        this.erasures = erasures;
    }

    /** Why, for the audit trail; without personal data. */
    public record Request(@NotBlank @Size(max = Erasures.MAX_REASON) String reason) {}

    @POST
    @RequiresPermission("crm.contact.erase")
    @Operation(
            summary = "Erases the personal data of a contact; there is no way back",
            description =
                    "The id stays, with a name made up. The answer says what is kept, and why: invoices by the law,"
                            + " figures without a name.")
    public Erasures.Erasure erase(@PathParam("id") Id id, @NotNull @Valid Request request) {
        return erasures.erase(id, request.reason());
    }
}
