package io.rubro.platform.security.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.HoldsSecret;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.security.internal.model.ApiKey;
import io.rubro.platform.security.internal.model.ApiKeyDraft;
import io.rubro.platform.security.internal.model.IssuedApiKey;
import io.rubro.platform.security.internal.service.ApiKeys;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The organisation's API keys. */
@Component(service = ApiKeyResource.class)
@JaxrsResource
@Path("api-keys")
@RequiresPermission("security.apikey.manage")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApiKeyResource {

    private final ApiKeys keys;

    @Activate
    public ApiKeyResource(@Reference ApiKeys keys) {
        this.keys = keys;
    }

    @GET
    @Operation(summary = "List the API keys, the newest first")
    public Page<ApiKey> list(@BeanParam PageRequest page) {
        return keys.list(page);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "See an API key, without its secret")
    public ApiKey get(@PathParam("id") Id id) {
        return keys.get(id);
    }

    @HoldsSecret
    @POST
    @Operation(summary = "Make an API key", description = "The answer holds its secret, which is never shown again.")
    public Response issue(@NotNull @Valid ApiKeyDraft draft) {
        IssuedApiKey issued = keys.issue(draft);
        return Response.created(URI.create("api-keys/" + issued.key().id()))
                .entity(issued)
                .build();
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Revoke an API key")
    public void revoke(@PathParam("id") Id id) {
        keys.revoke(id);
    }
}
