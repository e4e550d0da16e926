package io.rubro.crm.internal.lists;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** One deed for many contacts. */
@Component(service = BulkResource.class)
@JaxrsResource
@Path("contacts/bulk")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BulkResource {

    private static final String DELETE = "crm.contact.delete";

    private final BulkDeeds deeds;

    /** Called by the component runtime. */
    @Activate
    public BulkResource(@Reference BulkDeeds deeds) {
        this.deeds = deeds;
    }

    @POST
    @RequiresPermission("crm.contact.write")
    @Operation(
            summary = "Tags, archives or gives a role to many contacts",
            description = "Archiving and restoring need the permission crm.contact.delete, too. The answer names the"
                    + " contacts it was done to: to those the opposite deed takes it back.")
    public BulkOutcome run(@NotNull @Valid BulkDeed deed) {
        boolean putsAway = deed.deed() == BulkDeed.Kind.ARCHIVE || deed.deed() == BulkDeed.Kind.RESTORE;
        if (putsAway && !Caller.current().may(DELETE)) {
            throw ProblemException.of(403, "rest.permission", Map.of("permission", DELETE));
        }
        return deeds.run(deed);
    }
}
