package io.rubro.crm.internal.duplicates;

import io.rubro.crm.ContactKind;
import io.rubro.crm.internal.duplicates.Duplicates.Similar;
import io.rubro.platform.ids.Id;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Objects;
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

/** Who is like somebody who is being written down. */
@Component(service = SimilarResource.class)
@JaxrsResource
@Path("contacts/similar")
@Produces(MediaType.APPLICATION_JSON)
public final class SimilarResource {

    private final Duplicates duplicates;

    /** Called by the component runtime. */
    @Activate
    public SimilarResource(@Reference Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    @GET
    @RequiresPermission("crm.contact.read")
    @Operation(
            summary = "Contacts that may be the one that is being written down, the likeliest first",
            description = "At most five, archived ones too. except: the contact that is being changed.")
    public List<Similar> similar(
            @QueryParam("kind") @Nullable ContactKind kind,
            @QueryParam("name") @Nullable String name,
            @QueryParam("phone") @Nullable String phone,
            @QueryParam("email") @Nullable String email,
            @QueryParam("taxId") @Nullable String taxId,
            @QueryParam("country") @Nullable String country,
            @QueryParam("except") @Nullable Id except) {
        return duplicates.similar(
                Objects.requireNonNullElse(kind, ContactKind.COMPANY), name, phone, email, taxId, country, except);
    }
}
