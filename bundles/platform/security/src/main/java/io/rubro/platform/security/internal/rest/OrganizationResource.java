package io.rubro.platform.security.internal.rest;

import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.security.internal.model.OrganizationChange;
import io.rubro.platform.security.internal.service.OrganizationRegister;
import io.rubro.platform.tenancy.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The caller's organisation. */
@Component(service = OrganizationResource.class)
@JaxrsResource
@Path("organization")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OrganizationResource {

    private final Organizations organizations;
    private final OrganizationRegister register;

    @Activate
    public OrganizationResource(@Reference Organizations organizations, @Reference OrganizationRegister register) {
        this.organizations = organizations;
        this.register = register;
    }

    @GET
    @Authenticated
    @Operation(summary = "See the organisation")
    public Organization get() {
        if (Tenant.find().isEmpty()) {
            throw ProblemException.of(404, "security.organization.none", Map.of());
        }
        return organizations.current();
    }

    @PUT
    @RequiresPermission("security.organization.manage")
    @Operation(summary = "Change the organisation's details")
    public Organization change(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch seen, @NotNull @Valid OrganizationChange change) {
        return register.change(seen, change);
    }
}
