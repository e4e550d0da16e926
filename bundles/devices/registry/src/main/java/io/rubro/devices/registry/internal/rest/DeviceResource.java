package io.rubro.devices.registry.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.registry.internal.service.DeviceList;
import io.rubro.devices.registry.internal.service.DeviceRow;
import io.rubro.devices.registry.internal.service.JpaDevices;
import io.rubro.devices.registry.internal.service.Json;
import io.rubro.devices.registry.internal.service.LoadedDrivers;
import io.rubro.devices.registry.internal.service.RegisteredDevice;
import io.rubro.devices.registry.internal.service.Shadow;
import io.rubro.devices.registry.internal.service.StoredShadows;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.HoldsSecret;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.tenancy.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Devices, their credentials, shadows and commands; and the drivers there are. */
@Component(service = DeviceResource.class)
@JaxrsResource
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DeviceResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final JpaDevices devices;
    private final DeviceList list;
    private final StoredShadows shadows;
    private final LoadedDrivers drivers;

    @Activate
    public DeviceResource(
            @Reference JpaDevices devices,
            @Reference DeviceList list,
            @Reference StoredShadows shadows,
            @Reference LoadedDrivers drivers) {
        this.devices = devices;
        this.list = list;
        this.shadows = shadows;
        this.drivers = drivers;
    }

    @GET
    @RequiresPermission("devices.device.read")
    @Operation(
            summary = "Lists devices with their presence",
            description = "q: occurs in the name. state: online, offline, silent (has said nothing for 15 minutes) or"
                    + " blocked. sort: name (default) or createdAt, with - before it for descending.")
    public Page<DeviceRow> list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("group") @Nullable String group,
            @QueryParam("driver") @Nullable String driver,
            @QueryParam("state") @Nullable String state,
            @BeanParam PageRequest page) {
        return list.list(new DeviceList.Filter(text, group, driver, state(state)), page);
    }

    private static DeviceList.@Nullable State state(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        for (DeviceList.State state : DeviceList.State.values()) {
            if (state.name().equalsIgnoreCase(text.strip())) {
                return state;
            }
        }
        throw ProblemException.invalid("state", "devices.state.unknown", Map.of("value", text));
    }

    @GET
    @Path("figures")
    @RequiresPermission("devices.device.read")
    @Operation(summary = "Counts the devices: all, online, blocked, and those that have said nothing for 15 minutes")
    public DeviceList.Figures figures() {
        return list.figures();
    }

    @GET
    @Path("drivers")
    @RequiresPermission("devices.device.read")
    @Operation(
            summary = "Lists the drivers that are running",
            description = "With the JSON Schema of the settings a device needs and of the commands it understands.")
    public List<DriverView> drivers() {
        return drivers.all().stream()
                .map(driver -> DriverView.of(driver, Caller.current().locale()))
                .toList();
    }

    @POST
    @RequiresPermission("devices.device.manage")
    @Operation(
            summary = "Registers a device",
            description = "It connects with the credentials made by POST {id}/credentials.")
    public Response create(@NotNull @Valid DeviceRequest request, @Context UriInfo uri) {
        RegisteredDevice device = devices.create(request.toDraft());
        return Response.created(
                        uri.getBaseUriBuilder().path(device.id().toString()).build())
                .entity(device)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("devices.device.read")
    @Operation(summary = "Reads what is registered of a device")
    public RegisteredDevice get(@PathParam("id") Id id) {
        return devices.get(id);
    }

    @PUT
    @Path("{id}")
    @RequiresPermission("devices.device.manage")
    @Operation(
            summary = "Replaces what is registered of a device",
            description = "enabled=false closes its connections and refuses what it sends.")
    public RegisteredDevice update(
            @PathParam("id") Id id,
            @HeaderParam("If-Match") @Nullable IfMatch seen,
            @NotNull @Valid DeviceRequest request) {
        return devices.update(id, seen, request.toDraft());
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("devices.device.manage")
    @Operation(
            summary = "Removes a device and its credentials",
            description = "Its readings stay until their time is up.")
    public void delete(@PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen) {
        devices.delete(id, seen);
    }

    @GET
    @Path("{id}/status")
    @RequiresPermission("devices.device.read")
    @Operation(
            summary = "Reads what is known of a device now",
            description = "Connected, last seen, firmware, driver running.")
    public DeviceRow status(@PathParam("id") Id id) {
        return list.get(id);
    }

    @HoldsSecret
    @POST
    @Path("{id}/credentials")
    @RequiresPermission("devices.device.manage")
    @Operation(
            summary = "Makes new credentials for a device",
            description =
                    "The secret is shown this once. Credentials it had are worth nothing any more; its connections"
                            + " are closed.")
    public Credentials rotateCredentials(@PathParam("id") Id id) {
        String secret = devices.rotateCredentials(id);
        return Credentials.of(new DeviceIdentity(Tenant.current(), id), secret, devices.brokerAddress());
    }

    @POST
    @Path("{id}/commands")
    @RequiresPermission("devices.command.send")
    @Operation(
            summary = "Sends a command to a device",
            description =
                    "202 when the broker has it; a device that is away gets it when it returns, if it keeps a session.")
    public Response command(@PathParam("id") Id id, @NotNull @Valid CommandRequest request) {
        @Nullable ObjectNode arguments = request.arguments();
        devices.send(id, request.command(), arguments == null ? Map.of() : Json.values(arguments));
        return Response.accepted().build();
    }

    @GET
    @Path("{id}/shadow")
    @RequiresPermission("devices.device.read")
    @Operation(summary = "Reads the desired and the reported state of a device")
    public Shadow shadow(@PathParam("id") Id id) {
        return shadows.get(id);
    }

    @PATCH
    @Path("{id}/shadow")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @RequiresPermission("devices.command.send")
    @Operation(
            summary = "Merges into the desired state of a device (RFC 7396)",
            description = "The device finds the whole desired state as the retained message of its topic down/shadow."
                    + " If-Match is honoured if sent.")
    public Shadow wish(
            @PathParam("id") Id id, @HeaderParam("If-Match") @Nullable IfMatch seen, @NotNull ObjectNode patch) {
        return shadows.wish(id, seen, patch);
    }
}
