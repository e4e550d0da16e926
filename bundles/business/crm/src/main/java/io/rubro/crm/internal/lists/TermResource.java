package io.rubro.crm.internal.lists;

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

/** The words the contacts are described with. */
@Component(service = TermResource.class)
@JaxrsResource
@Path("contacts/terms")
@Produces(MediaType.APPLICATION_JSON)
public final class TermResource {

    private final Terms terms;

    /** Called by the component runtime. */
    @Activate
    public TermResource(@Reference Terms terms) {
        this.terms = terms;
    }

    @GET
    @RequiresPermission("crm.contact.read")
    @Operation(summary = "The sectors, sources, cities and tags of the contacts in use")
    public Terms.Words words() {
        return terms.words();
    }
}
