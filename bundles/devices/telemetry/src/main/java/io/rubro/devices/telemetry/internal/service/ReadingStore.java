package io.rubro.devices.telemetry.internal.service;

import io.rubro.devices.Value;
import io.rubro.devices.telemetry.internal.model.StoredReading;
import io.rubro.devices.telemetry.internal.model.StoredReading.Key;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Sql.Dialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes readings of the organisation of the thread, in bulk. A reading that is there already is not written again.
 *
 * <p>PostgreSQL skips what it has by itself. Derby cannot: there the rows are written as if they were all new, which they
 * nearly always are; if one is not, the transaction fails with a duplicate key, and is done again with {@link Care#LOOK}.
 */
@Component(service = ReadingStore.class)
public final class ReadingStore {

    private static final long DAY = 24 * 3600 * 1000L;

    private static final String INSERT = "insert into telemetry.reading"
            + " (organization_id, device_id, metric, at_ms, identity_hash, received_ms, unit, %s)"
            + " values ({org}, ?, ?, ?, ?, ?, ?, ?)";

    /** Whether rows are looked up before they are written. */
    public enum Care {
        /** Take them for new. */
        NONE,
        /** Look up each. */
        LOOK
    }

    private final Sql sql;
    private final LiveReadings live;

    @Activate
    public ReadingStore(
            @Reference Sql sql,
            @Reference LiveReadings live,
            @Reference(target = "(module=telemetry)") SchemaReady schema) {
        this.sql = sql;
        this.live = live;
    }

    /**
     * Writes readings and last values in the current transaction.
     *
     * @throws io.rubro.platform.persistence.DataAccessException with {@code isDuplicate()} if a row is there already and
     *     was not looked up
     */
    public void store(Collection<StoredReading> readings, Care care) {
        List<StoredReading> fresh = fresh(readings, care);
        if (!fresh.isEmpty()) {
            insert(fresh);
            updateLast(fresh);
            live.stored(fresh);
        }
    }

    private List<StoredReading> fresh(Collection<StoredReading> readings, Care care) {
        Map<Key, StoredReading> distinct = new LinkedHashMap<>();
        for (StoredReading reading : readings) {
            distinct.putIfAbsent(reading.key(), reading);
        }
        boolean look = care == Care.LOOK && sql.dialect() == Dialect.DERBY;
        return distinct.values().stream()
                .filter(reading -> !(reading.maybeStored() && isStoredUnderAnotherTime(reading)))
                .filter(reading -> !(look && isStored(reading)))
                .toList();
    }

    private boolean isStored(StoredReading reading) {
        return sql.queryOne(
                        "select 1 from telemetry.reading where organization_id = {org} and device_id = ?"
                                + " and metric = ? and at_ms = ? and identity_hash = ?",
                        row -> true,
                        reading.device(),
                        reading.metric(),
                        reading.at(),
                        reading.identity())
                .isPresent();
    }

    /** A message without a stamp has a new time of arrival when it is delivered again; its identity is the same. */
    private boolean isStoredUnderAnotherTime(StoredReading reading) {
        return !sql.query(
                        "select 1 from telemetry.reading where organization_id = {org} and device_id = ?"
                                + " and metric = ? and at_ms > ? and identity_hash = ?",
                        row -> true,
                        reading.device(),
                        reading.metric(),
                        reading.at() - DAY,
                        reading.identity())
                .isEmpty();
    }

    private void insert(List<StoredReading> readings) {
        List<@Nullable Object[]> numbers = new ArrayList<>();
        List<@Nullable Object[]> texts = new ArrayList<>();
        List<@Nullable Object[]> flags = new ArrayList<>();
        for (StoredReading reading : readings) {
            Value value = reading.value();
            // one statement for each sort of value: no nulls, so the driver can send them in bulk
            if (value instanceof Value.Decimal decimal) {
                numbers.add(row(reading, decimal.number()));
            } else if (value instanceof Value.Text text) {
                texts.add(row(reading, text.text()));
            } else {
                flags.add(row(reading, ((Value.Flag) value).flag()));
            }
        }
        sql.batch(insertInto("number_value"), numbers);
        sql.batch(insertInto("text_value"), texts);
        sql.batch(insertInto("flag_value"), flags);
    }

    private String insertInto(String column) {
        String insert = INSERT.formatted(column);
        return sql.dialect() == Dialect.POSTGRESQL ? insert + " on conflict do nothing" : insert;
    }

    private static @Nullable Object[] row(StoredReading reading, Object value) {
        return new @Nullable Object[] {
            reading.device(),
            reading.metric(),
            reading.at(),
            reading.identity(),
            reading.received(),
            reading.unit(),
            value
        };
    }

    private record Metric(long device, String name) implements Comparable<Metric> {
        @Override
        public int compareTo(Metric other) {
            int byDevice = Long.compare(device, other.device);
            return byDevice != 0 ? byDevice : name.compareTo(other.name);
        }
    }

    private void updateLast(List<StoredReading> readings) {
        // in one order everywhere, so that two transactions that write the same rows do not wait for each other
        // crosswise
        Map<Metric, StoredReading> last = new TreeMap<>();
        for (StoredReading reading : readings) {
            last.merge(
                    new Metric(reading.device().value(), reading.metric()),
                    reading,
                    (a, b) -> b.at() >= a.at() ? b : a);
        }
        if (sql.dialect() == Dialect.POSTGRESQL) {
            sql.batch(
                    """
                    insert into telemetry.last_value
                           (received_ms, unit, number_value, text_value, flag_value, at_ms, device_id, metric, organization_id)
                    values (?, ?, ?, ?, ?, ?, ?, ?, {org})
                    on conflict (organization_id, device_id, metric) do update
                       set received_ms = excluded.received_ms, unit = excluded.unit, number_value = excluded.number_value,
                           text_value = excluded.text_value, flag_value = excluded.flag_value, at_ms = excluded.at_ms
                     where last_value.at_ms <= excluded.at_ms""",
                    last.values().stream().map(ReadingStore::lastRow).toList());
        } else {
            updateLastOnDerby(last);
        }
    }

    private void updateLastOnDerby(Map<Metric, StoredReading> last) {
        Set<Metric> known = new HashSet<>();
        last.keySet().stream()
                .map(Metric::device)
                .distinct()
                .forEach(device -> known.addAll(sql.query(
                        "select metric from telemetry.last_value where organization_id = {org} and device_id = ?",
                        row -> new Metric(device, row.getString("metric")),
                        device)));
        List<@Nullable Object[]> updates = new ArrayList<>();
        List<@Nullable Object[]> inserts = new ArrayList<>();
        last.forEach((metric, reading) -> {
            @Nullable Object[] row = lastRow(reading);
            if (known.contains(metric)) {
                @Nullable Object[] update = Arrays.copyOf(row, row.length + 1);
                update[row.length] = reading.at();
                updates.add(update);
            } else {
                inserts.add(row);
            }
        });
        sql.batch(
                """
                update telemetry.last_value
                   set received_ms = ?, unit = ?, number_value = ?, text_value = ?, flag_value = ?, at_ms = ?
                 where device_id = ? and metric = ? and organization_id = {org} and at_ms <= ?""",
                updates);
        sql.batch(
                """
                insert into telemetry.last_value
                       (received_ms, unit, number_value, text_value, flag_value, at_ms, device_id, metric, organization_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, {org})""",
                inserts);
    }

    private static @Nullable Object[] lastRow(StoredReading reading) {
        Value value = reading.value();
        return new @Nullable Object[] {
            reading.received(),
            reading.unit(),
            value instanceof Value.Decimal decimal ? decimal.number() : null,
            value instanceof Value.Text text ? text.text() : null,
            value instanceof Value.Flag flag ? flag.flag() : null,
            reading.at(),
            reading.device(),
            reading.metric()
        };
    }
}
