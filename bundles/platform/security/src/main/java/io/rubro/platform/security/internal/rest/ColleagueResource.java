package io.rubro.platform.security.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.Colleagues;
import io.rubro.platform.tenancy.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Who works here: names to give work to. What else is known of a user, {@link UserResource} tells to who may see it. */
@Component(service = ColleagueResource.class)
@JaxrsResource
@Path("colleagues")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class ColleagueResource {

    private final Colleagues colleagues;

    /** A colleague's name. */
    public record Named(Id id, String name) {}

    /** Called by the component runtime. */
    @Activate
    public ColleagueResource(@Reference Colleagues colleagues) {
        this.colleagues = colleagues;
    }

    @GET
    @Operation(
            summary = "List the names of all who work in the organisation",
            description = "By name, on one page. Who was shut out is not listed.")
    public Page<Named> list() {
        if (Tenant.find().isEmpty()) {
            throw ProblemException.of(404, "security.organization.none", Map.of());
        }
        return new Page<>(
                colleagues.all().stream()
                        .map(colleague -> new Named(colleague.id(), colleague.name()))
                        .toList(),
                null);
    }
}
