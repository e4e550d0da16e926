package io.rubro.crm.internal.file;

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

/** The customer file. */
@Component(service = FileResource.class)
@JaxrsResource
@Path("contacts/{id}/file")
@Produces(MediaType.APPLICATION_JSON)
public final class FileResource {

    private final FileReader files;

    @Activate
    public FileResource(@Reference FileReader files) {
        this.files = files;
    }

    @GET
    @RequiresPermission("crm.contact.read")
    @Operation(
            summary = "The whole customer in one answer",
            description =
                    "The contact, its people, health and months, open opportunities, the latest of its time line, what"
                            + " is planned, and what to do now. What the caller may not see is null.")
    public FileView file(@PathParam("id") Id contact) {
        return files.of(contact);
    }
}
