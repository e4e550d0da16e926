package io.rubro.platform.console.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.platform.console.internal.preferences.Preference;
import io.rubro.platform.console.internal.preferences.Preferences;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.BodyLimit;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.Authenticated;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import javax.validation.constraints.NotNull;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What the calling user has arranged in this organisation. */
@Component(service = PreferenceResource.class)
@JaxrsResource
@Path("preferences")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PreferenceResource {

    private final Preferences preferences;

    /** Called by the component runtime. */
    @Activate
    public PreferenceResource(@Reference Preferences preferences) {
        this.preferences = preferences;
    }

    @GET
    @Operation(summary = "See all own preferences", description = "By key. An API key has none: 403.")
    public Map<String, Preference> all() {
        return preferences.all(Person.require());
    }

    @GET
    @Path("{key}")
    @Operation(summary = "See an own preference", description = "204 if nothing is kept under that key.")
    public Response get(@PathParam("key") String key) {
        Id user = Person.require();
        return preferences
                .find(user, key)
                .map(preference -> Response.ok(preference).build())
                .orElseGet(() -> Response.noContent().build());
    }

    @PUT
    @Path("{key}")
    @BodyLimit(Preferences.MOST_BYTES)
    @Operation(
            summary = "Keep a preference",
            description = "Any JSON of up to 32 KiB. key: 1 to 60 of a-z, 0-9, dot and hyphen. If-Match: optional.")
    public Preference put(
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch seen,
            @NotNull JsonNode value) {
        return preferences.put(Person.require(), key, seen, value);
    }

    @DELETE
    @Path("{key}")
    @Operation(summary = "Forget a preference")
    public void remove(@PathParam("key") String key) {
        preferences.remove(Person.require(), key);
    }
}
