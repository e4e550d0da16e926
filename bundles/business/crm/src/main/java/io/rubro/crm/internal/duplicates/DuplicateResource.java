package io.rubro.crm.internal.duplicates;

import io.rubro.crm.internal.duplicates.Duplicates.Group;
import io.rubro.crm.internal.duplicates.Duplicates.Similar;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Contacts that may be one. */
@Component(service = DuplicateResource.class)
@JaxrsResource
@Path("duplicates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DuplicateResource {

    private final Duplicates duplicates;

    /** Called by the component runtime. */
    @Activate
    public DuplicateResource(@Reference Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    /** How many there are. */
    public record Count(int groups) {}

    @GET
    @RequiresPermission("crm.contact.read")
    @Operation(
            summary = "Groups of contacts that may be one and the same, the likeliest first",
            description = "Each pair says what the two have in common and how likely they are one, from 0 to 100.")
    public Page<Group> list(@BeanParam PageRequest page) {
        return duplicates.list(page);
    }

    @GET
    @Path("count")
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "How many groups of contacts may be one and the same")
    public Count count() {
        return new Count(duplicates.count());
    }

    @GET
    @Path("{id}")
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "The contacts that may be the same as a given one, the likeliest first")
    public List<Similar> of(@PathParam("id") Id id) {
        return duplicates.of(id);
    }

    @POST
    @Path("{one}/{other}/dismiss")
    @RequiresPermission("crm.contact.write")
    @Operation(summary = "Says that two contacts are not one", description = "The pair is not shown again.")
    public void dismiss(@PathParam("one") Id one, @PathParam("other") Id other) {
        duplicates.dismiss(one, other);
    }
}
