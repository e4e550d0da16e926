package io.rubro.crm.internal.privacy;

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

/** The data of a contact, for the person who asks for them. */
@Component(service = PersonalDataResource.class)
@JaxrsResource
@Path("contacts/{id}/personal-data")
@Produces(MediaType.APPLICATION_JSON)
public final class PersonalDataResource {

    private final PersonalData data;

    /** Called by the component runtime. */
    @Activate
    public PersonalDataResource(@Reference PersonalData data) {
        this.data = data;
    }

    @GET
    @RequiresPermission("crm.contact.export")
    @Operation(
            summary = "All the CRM knows of a contact, as one file",
            description = "With the contacts merged into it. That it was asked for is audited.")
    public PersonalData.Dossier get(@PathParam("id") Id id) {
        return data.of(id);
    }
}
