package io.rubro.platform.security.internal.rest;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.BodyLimit;
import io.rubro.platform.security.Authenticated;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.security.internal.service.Logos;
import io.rubro.platform.security.internal.service.Logos.Logo;
import io.rubro.platform.tenancy.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The logo of the caller's organisation. */
@Component(service = LogoResource.class)
@JaxrsResource
@Path("organization/logo")
public final class LogoResource {

    private final Logos logos;

    @Activate
    public LogoResource(@Reference Logos logos) {
        this.logos = logos;
    }

    @GET
    @Authenticated
    @Produces({"image/png", "image/jpeg", "image/webp", "application/json"})
    @Operation(summary = "See the organisation's logo", description = "204 if it has none.")
    public Response get(@HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String seen) {
        requireOrganization();
        Optional<Logo> found = logos.find();
        if (found.isEmpty()) {
            return Response.noContent().build();
        }
        Logo logo = found.get();
        EntityTag tag = new EntityTag(logo.hash());
        if (seen != null && seen.contains("\"" + logo.hash() + "\"")) {
            return Response.notModified(tag).build();
        }
        return Response.ok(logo.bytes(), logo.type()).tag(tag).build();
    }

    @PUT
    @RequiresPermission("security.organization.manage")
    @Consumes({"image/png", "image/jpeg", "image/webp"})
    @BodyLimit(Logos.MOST_BYTES)
    @Operation(summary = "Set the organisation's logo", description = "PNG, JPEG or WebP of up to 512 KiB.")
    public void put(InputStream picture) throws IOException {
        logos.put(picture.readAllBytes());
    }

    @DELETE
    @RequiresPermission("security.organization.manage")
    @Operation(summary = "Remove the organisation's logo")
    public void remove() {
        logos.remove();
    }

    private static void requireOrganization() {
        if (Tenant.find().isEmpty()) {
            throw ProblemException.of(404, "security.organization.none", Map.of());
        }
    }
}
