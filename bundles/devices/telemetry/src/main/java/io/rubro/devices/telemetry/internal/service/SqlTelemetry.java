package io.rubro.devices.telemetry.internal.service;

import io.rubro.devices.Bucket;
import io.rubro.devices.Device;
import io.rubro.devices.Devices;
import io.rubro.devices.Measurement;
import io.rubro.devices.Reading;
import io.rubro.devices.Telemetry;
import io.rubro.devices.mqtt.DeviceIdentity;
import io.rubro.devices.mqtt.DevicePresence;
import io.rubro.devices.telemetry.internal.model.StoredReading;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what was stored, and stores what does not come over MQTT. */
@Component(service = {Telemetry.class, SqlTelemetry.class})
public final class SqlTelemetry implements Telemetry {

    private static final int DECIMALS = 9;
    private static final long FIRST_STRETCH = Duration.ofMinutes(2).toMillis();

    private static final String LAST =
            """
            select device_id, metric, at_ms, 0 as identity_hash, received_ms, unit, number_value, text_value, flag_value
              from telemetry.last_value
             where organization_id = {org} and device_id = ? and removed = false""";

    private static final String HISTORY =
            """
            select device_id, metric, at_ms, identity_hash, received_ms, unit, number_value, text_value, flag_value
              from telemetry.reading
             where organization_id = {org} and device_id = ? and metric = ? and at_ms >= ? and at_ms < ?""";

    private final Transactions transactions;
    private final Sql sql;
    private final ReadingStore store;
    private final Devices devices;
    private final DevicePresence presence;

    @Activate
    public SqlTelemetry(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference(target = "(module=telemetry)") SchemaReady schema,
            @Reference ReadingStore store,
            @Reference Devices devices,
            @Reference DevicePresence presence) {
        this.transactions = transactions;
        this.sql = sql;
        this.store = store;
        this.devices = devices;
        this.presence = presence;
    }

    @Override
    public List<Reading> last(Id device) {
        return sql.query(LAST + " order by metric", SqlTelemetry::reading, device);
    }

    @Override
    public Optional<Reading> last(Id device, String metric) {
        return sql.queryOne(LAST + " and metric = ?", SqlTelemetry::reading, device, metric);
    }

    @Override
    public List<Reading> history(Id device, String metric, Instant from, Instant to, int limit) {
        if (limit < 1 || limit > MAX_ROWS) {
            throw new IllegalArgumentException("limit " + limit);
        }
        return sql.query(
                HISTORY + " order by at_ms, identity_hash fetch first " + limit + " rows only",
                SqlTelemetry::reading,
                device,
                metric,
                from.toEpochMilli(),
                to.toEpochMilli());
    }

    private static Reading reading(ResultSet row) throws SQLException {
        return StoredReading.read(row).toReading();
    }

    /**
     * A page of the history.
     *
     * @param last the time and identity of the last row of the page before; empty for the first page
     * @param count how many rows
     */
    public List<StoredReading> page(
            Id device, String metric, Instant from, Instant to, Optional<List<String>> last, int count) {
        List<@Nullable Object> args = new ArrayList<>(List.of(device, metric, from.toEpochMilli(), to.toEpochMilli()));
        String beyond = "";
        if (last.isPresent()) {
            long at = number(last.get().get(0));
            beyond = " and (at_ms > ? or (at_ms = ? and identity_hash > ?))";
            args.addAll(List.of(at, at, number(last.get().get(1))));
        }
        return sql.query(
                HISTORY + beyond + " order by at_ms, identity_hash fetch first " + count + " rows only",
                StoredReading::read,
                args.toArray());
    }

    /** The cursor that continues after a row. */
    public static String cursor(StoredReading reading) {
        return PageRequest.cursor(reading.at(), reading.identity());
    }

    /**
     * A page of the history, the newest first. Only one of the databases walks the key backwards, so that it is read in
     * stretches from the end that grow until the page is full: what is sorted is never much more than what is shown.
     *
     * @param last the time and identity of the last row of the page before; empty for the first page
     * @param count how many rows
     */
    public List<StoredReading> newestPage(
            Id device, String metric, Instant from, Instant to, Optional<List<String>> last, int count) {
        List<@Nullable Object> args = new ArrayList<>();
        String beyond = "";
        long begin = from.toEpochMilli();
        long end = to.toEpochMilli();
        if (last.isPresent()) {
            long at = number(last.get().get(0));
            beyond = " and (at_ms < ? or identity_hash < ?)";
            end = Math.min(end, at + 1);
            args.addAll(List.of(at, number(last.get().get(1))));
        }
        List<StoredReading> found = List.of();
        for (long stretch = FIRST_STRETCH; found.size() < count; stretch *= 8) {
            long start = Math.max(begin, end - stretch);
            List<@Nullable Object> all = new ArrayList<>(List.of(device, metric, start, end));
            all.addAll(args);
            found = sql.query(
                    HISTORY + beyond + " order by at_ms desc, identity_hash desc fetch first " + count + " rows only",
                    StoredReading::read,
                    all.toArray());
            if (start <= begin) {
                break;
            }
        }
        return found;
    }

    /**
     * The last readings of several devices, by device and metric; those that never said anything are left out.
     *
     * @param wanted at least one
     */
    public Map<Id, List<Reading>> last(Set<Id> wanted) {
        String marks = String.join(", ", Collections.nCopies(wanted.size(), "?"));
        return sql
                .query(
                        """
                        select device_id, metric, at_ms, 0 as identity_hash, received_ms, unit,
                               number_value, text_value, flag_value
                          from telemetry.last_value
                         where organization_id = {org} and removed = false and device_id in (%s)
                         order by device_id, metric"""
                                .formatted(marks),
                        SqlTelemetry::reading,
                        wanted.toArray())
                .stream()
                .collect(Collectors.groupingBy(Reading::device, TreeMap::new, Collectors.toList()));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOurs) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    @Override
    public List<Bucket> buckets(Id device, String metric, Instant from, Instant to, Duration every) {
        long length = every.toMillis();
        if (length < 1000 || length % 1000 != 0) {
            throw new IllegalArgumentException("spans of " + every);
        }
        if (Duration.between(from, to).toMillis() / length >= MAX_ROWS) {
            throw new IllegalArgumentException("more than " + MAX_ROWS + " spans");
        }
        // whole numbers divide the same way on both databases; the length is a number we made, not a text of the
        // caller.
        // Before 1970 there is nothing.
        String span = "at_ms / " + length;
        return sql.query(
                "select span, count(*) as n, min(number_value) as lowest, sum(number_value) as total,"
                        + " max(number_value) as highest from (select " + span + " as span, number_value"
                        + " from telemetry.reading where organization_id = {org} and device_id = ? and metric = ?"
                        + " and at_ms >= ? and at_ms < ? and number_value is not null) spans"
                        + " group by span order by span",
                row -> bucket(row, length),
                device,
                metric,
                from.toEpochMilli(),
                to.toEpochMilli());
    }

    private static Bucket bucket(ResultSet row, long length) throws SQLException {
        long count = row.getLong("n");
        // the mean is made here: Derby would cut it to the digits of the column
        BigDecimal mean = row.getBigDecimal("total").divide(BigDecimal.valueOf(count), DECIMALS, RoundingMode.HALF_UP);
        return new Bucket(
                Instant.ofEpochMilli(row.getLong("span") * length),
                count,
                bare(row.getBigDecimal("lowest")),
                bare(mean),
                bare(row.getBigDecimal("highest")));
    }

    private static BigDecimal bare(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    @Override
    public void record(Id device, List<Measurement> measurements) {
        Instant now = Instant.now();
        transactions.run(() -> {
            Device known = devices.find(device)
                    .orElseThrow(() -> ProblemException.notFound("telemetry.device.not-found", device));
            if (!known.enabled()) {
                throw ProblemException.conflict("telemetry.device.disabled", Map.of("name", known.name()));
            }
            long message = Id.next().value();
            List<StoredReading> readings = new ArrayList<>();
            for (Measurement measurement : measurements) {
                readings.add(StoredReading.of(device, measurement, now, message, readings.size(), false));
            }
            store.store(readings, ReadingStore.Care.LOOK);
        });
        presence.seen(new DeviceIdentity(Tenant.current(), device), now);
    }
}
