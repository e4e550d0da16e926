package io.rubro.devices.telemetry.internal.rest;

import io.rubro.devices.telemetry.internal.service.SqlTelemetry;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What several devices said last, for lists. */
@Component(service = LastResource.class)
@JaxrsResource
@Path("last")
@Produces(MediaType.APPLICATION_JSON)
public final class LastResource {

    private static final int MAX_DEVICES = 200;

    private final SqlTelemetry telemetry;

    /** The last readings of one device. */
    public record DeviceReadings(Id device, List<ReadingView> readings) {}

    /** Called by the component runtime. */
    @Activate
    public LastResource(@Reference SqlTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    @GET
    @RequiresPermission("telemetry.reading.read")
    @Operation(
            summary = "Reads the last reading of each metric of several devices",
            description = "device: up to 200 identifiers. Devices that never said anything are left out.")
    public List<DeviceReadings> last(@QueryParam("device") List<Id> devices) {
        Set<Id> wanted = new TreeSet<>(devices);
        if (wanted.size() > MAX_DEVICES) {
            throw ProblemException.invalid("device", "telemetry.last.too-many", Map.of("max", MAX_DEVICES));
        }
        if (wanted.isEmpty()) {
            return List.of();
        }
        return telemetry.last(wanted).entrySet().stream()
                .map(entry -> new DeviceReadings(
                        entry.getKey(),
                        entry.getValue().stream().map(ReadingView::of).toList()))
                .toList();
    }
}
