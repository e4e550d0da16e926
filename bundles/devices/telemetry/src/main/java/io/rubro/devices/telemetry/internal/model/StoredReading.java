package io.rubro.devices.telemetry.internal.model;

import io.rubro.devices.Measurement;
import io.rubro.devices.Reading;
import io.rubro.devices.Value;
import io.rubro.platform.ids.Id;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reading on its way into the table or out of it.
 *
 * @param at when it was measured, in milliseconds since 1970
 * @param identity tells readings of one millisecond apart; the same when the same reading is delivered again
 * @param received when it arrived, in milliseconds since 1970
 * @param unit empty if it has none
 * @param maybeStored whether it may be there already under another time of arrival: it was delivered again, has no time
 *     of its own, and the broker did not stamp it
 */
public record StoredReading(
        Id device,
        String metric,
        long at,
        long identity,
        long received,
        String unit,
        Value value,
        boolean maybeStored) {

    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");

    /** What makes two readings the same one. */
    public record Key(Id device, String metric, long at, long identity) {}

    /**
     * A measurement of a message.
     *
     * @param receivedAt when the message arrived
     * @param message the identity of the message
     * @param index which of the measurements of the message it is
     * @param redelivered whether the message may have been taken before under another time of arrival
     */
    public static StoredReading of(
            Id device, Measurement measurement, Instant receivedAt, long message, int index, boolean redelivered) {
        @Nullable Instant own = plausible(measurement.at(), receivedAt);
        String unit = measurement.unit() == null ? "" : measurement.unit();
        return new StoredReading(
                device,
                measurement.metric(),
                (own == null ? receivedAt : own).toEpochMilli(),
                own == null ? Hash.of(message, index) : Hash.of(text(measurement.value()) + '\u0001' + unit),
                receivedAt.toEpochMilli(),
                unit,
                measurement.value(),
                own == null && redelivered);
    }

    /** A clock that is a day ahead, or was never set, is not believed. */
    private static @Nullable Instant plausible(@Nullable Instant at, Instant receivedAt) {
        return at == null || at.isAfter(receivedAt.plus(AHEAD)) || at.isBefore(OLDEST) ? null : at;
    }

    private static String text(Value value) {
        if (value instanceof Value.Decimal decimal) {
            return "n" + decimal.number().toPlainString();
        }
        if (value instanceof Value.Flag flag) {
            return "f" + flag.flag();
        }
        return "t" + ((Value.Text) value).text();
    }

    public Key key() {
        return new Key(device, metric, at, identity);
    }

    /** The reading for those who ask. */
    public Reading toReading() {
        return new Reading(
                device,
                metric,
                value,
                unit.isEmpty() ? null : unit,
                Instant.ofEpochMilli(at),
                Instant.ofEpochMilli(received));
    }

    /** Reads a row of {@code reading}, or of {@code last_value} with {@code 0 as identity_hash}. */
    public static StoredReading read(ResultSet row) throws SQLException {
        return new StoredReading(
                new Id(row.getLong("device_id")),
                row.getString("metric"),
                row.getLong("at_ms"),
                row.getLong("identity_hash"),
                row.getLong("received_ms"),
                row.getString("unit"),
                value(row),
                false);
    }

    private static Value value(ResultSet row) throws SQLException {
        var number = row.getBigDecimal("number_value");
        if (number != null) {
            return Value.of(number);
        }
        String text = row.getString("text_value");
        return text != null ? Value.of(text) : Value.of(row.getBoolean("flag_value"));
    }
}
