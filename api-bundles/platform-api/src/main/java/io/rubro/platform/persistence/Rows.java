package io.rubro.platform.persistence;

import io.rubro.platform.ids.Id;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads columns the way {@link Sql} writes them, the same on every database. */
public final class Rows {

    private Rows() {}

    /** A {@code BIGINT} as an identifier. */
    public static Id id(ResultSet row, String column) throws SQLException {
        return new Id(row.getLong(column));
    }

    /** A {@code BIGINT} as an identifier, or null. */
    public static @Nullable Id idOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : new Id(value);
    }

    /** A {@code TIMESTAMP} in UTC. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return instant(row.getTimestamp(column));
    }

    /** A {@code TIMESTAMP} in UTC, or null. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp value = row.getTimestamp(column);
        return value == null ? null : instant(value);
    }

    /** A {@code DATE}, or null. */
    public static @Nullable LocalDate dateOrNull(ResultSet row, String column) throws SQLException {
        java.sql.@Nullable Date value = row.getDate(column);
        return value == null ? null : value.toLocalDate();
    }

    /** The wall clock of UTC, as stored in {@code TIMESTAMP} columns: independent of the time zone of the server. */
    public static Timestamp timestamp(Instant instant) {
        return Timestamp.valueOf(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    /** The instant of a stored UTC wall clock. */
    public static Instant instant(Timestamp stored) {
        return stored.toLocalDateTime().toInstant(ZoneOffset.UTC);
    }
}
