package io.rubro.devices.telemetry.internal.rest;

import io.rubro.devices.Devices;
import io.rubro.devices.Telemetry;
import io.rubro.devices.telemetry.internal.model.StoredReading;
import io.rubro.devices.telemetry.internal.service.SetAside;
import io.rubro.devices.telemetry.internal.service.SqlTelemetry;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.validation.Valid;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What devices said. */
@Component(service = TelemetryResource.class)
@JaxrsResource
@Path("devices/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TelemetryResource {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Duration DEFAULT_SPAN = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofDays(2);

    private final SqlTelemetry telemetry;
    private final SetAside setAside;
    private final Devices devices;

    @Activate
    public TelemetryResource(
            @Reference SqlTelemetry telemetry, @Reference SetAside setAside, @Reference Devices devices) {
        this.telemetry = telemetry;
        this.setAside = setAside;
        this.devices = devices;
    }

    @GET
    @Path("last")
    @RequiresPermission("telemetry.reading.read")
    @Operation(summary = "Reads the last reading of each metric of a device")
    public List<ReadingView> last(@PathParam("id") Id id) {
        requireDevice(id);
        return telemetry.last(id).stream().map(ReadingView::of).toList();
    }

    @GET
    @Path("history")
    @RequiresPermission("telemetry.reading.read")
    @Operation(
            summary = "Reads the history of a metric",
            description =
                    "from (included) and to (excluded) are instants; the last 24 hours if absent. With every (PT5M,"
                            + " P1D) the numbers come summed up in spans of that length: count, min, avg, max; else the readings"
                            + " themselves, in pages; sort: at (default) or -at, the newest first.")
    public HistoryView history(
            @PathParam("id") Id id,
            @NotBlank @QueryParam("metric") String metric,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("every") @Nullable String every,
            @BeanParam PageRequest page) {
        requireDevice(id);
        Instant now = Instant.now();
        Instant end = earlier(instant("to", to).orElse(now), now.plus(AHEAD));
        Instant begin = later(
                instant("from", from)
                        .orElseGet(() -> later(end, EARLIEST.plus(DEFAULT_SPAN)).minus(DEFAULT_SPAN)),
                EARLIEST);
        if (begin.isAfter(end)) {
            throw ProblemException.invalid("from", "telemetry.history.order");
        }
        if (every != null && !every.isBlank()) {
            Duration length = duration(every);
            if (Duration.between(begin, end).toMillis() / length.toMillis() >= Telemetry.MAX_ROWS) {
                throw ProblemException.invalid(
                        "every", "telemetry.history.too-many", Map.of("max", Telemetry.MAX_ROWS));
            }
            return new HistoryView(null, telemetry.buckets(id, metric, begin, end, length), null);
        }
        Optional<List<String>> after = page.after(2);
        List<StoredReading> rows = page.order("at").descending()
                ? telemetry.newestPage(id, metric, begin, end, after, page.limit() + 1)
                : telemetry.page(id, metric, begin, end, after, page.limit() + 1);
        Page<StoredReading> found = Page.of(rows, page.limit(), SqlTelemetry::cursor);
        return new HistoryView(
                found.items().stream()
                        .map(row -> ReadingView.of(row.toReading()))
                        .toList(),
                null,
                found.next());
    }

    @POST
    @Path("readings")
    @RequiresPermission("telemetry.reading.write")
    @Operation(
            summary = "Records readings of a device that does not speak MQTT",
            description =
                    "A reading with its own time is stored once, however often it is sent. For those without a time"
                            + " use Idempotency-Key.")
    public Response record(@PathParam("id") Id id, @NotNull @Valid ReadingsRequest request) {
        telemetry.record(id, request.toMeasurements());
        return Response.noContent().build();
    }

    @GET
    @Path("set-aside")
    @RequiresPermission("telemetry.reading.read")
    @Operation(
            summary = "Lists messages of a device that were not understood",
            description = "Oldest first. Those whose driver is missing are understood when it returns.")
    public Page<SetAsideView> setAside(@PathParam("id") Id id, @BeanParam PageRequest page) {
        requireDevice(id);
        Id after = page.after(1).map(last -> cursorId(last.get(0))).orElse(new Id(0));
        List<SetAsideView> rows = setAside.list(id, null, after, page.limit() + 1).stream()
                .map(SetAsideView::of)
                .toList();
        return Page.of(rows, page.limit(), row -> PageRequest.cursor(row.id()));
    }

    private void requireDevice(Id id) {
        if (devices.find(id).isEmpty()) {
            throw ProblemException.notFound("telemetry.device.not-found", id);
        }
    }

    private static Id cursorId(String text) {
        try {
            return Id.valueOf(text);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    private static Optional<Instant> instant(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException notAnInstant) {
            throw ProblemException.invalid(field, "telemetry.history.instant", Map.of("value", text));
        }
    }

    private static Duration duration(String text) {
        try {
            Duration length = Duration.parse(text.strip());
            if (length.toMillis() >= 1000 && length.toMillis() % 1000 == 0) {
                return length;
            }
        } catch (DateTimeException | ArithmeticException notADuration) {
            // falls through to the refusal below
        }
        throw ProblemException.invalid("every", "telemetry.history.duration", Map.of("value", text));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
