package io.rubro.platform.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Plain SQL on an organisation's own rows, in the current transaction (or one of its own if there is none). For
 * append-only rows, bulk writes, reports and lists; business records are entities.
 *
 * <p>Every statement names the organisation with <code>{org}</code>, which is bound to {@code Tenant.current()}:
 *
 * <pre>{@code
 * sql.update("insert into crm.note (organization_id, id, text) values ({org}, ?, ?)", id, text);
 * sql.query("select n.id, n.text from crm.note n where n.organization_id = {org} and n.id > ?", Note::of, last);
 * }</pre>
 *
 * A statement without <code>{org}</code> is refused. Arguments may be {@code Id} (bound as {@code BIGINT}), {@code
 * Instant} (as a {@code TIMESTAMP} in UTC), {@code LocalDate}, {@code Boolean}, {@code BigDecimal}, numbers, enums (by
 * name), {@code String} and null.
 */
@ProviderType
public interface Sql {

    /**
     * Runs an insert, update or delete.
     *
     * @return the number of rows
     * @throws DataAccessException if the database refuses
     */
    int update(String sql, @Nullable Object... args);

    /**
     * Inserts a row that is made once and then stays: a counter, the head of a chain, whatever is locked before the first
     * of its kind can exist. In a transaction of its own, so that it is there for everybody at once, also for others who
     * make it at the same moment, and whatever becomes of the current transaction, which goes on either way.
     *
     * <p>It waits, on some databases for good, for a lock the current transaction has on the same key: look for the row,
     * or try to lock it, and call this only if it is not there.
     *
     * @param sql an insert of one row
     * @return whether the row is new
     * @throws DataAccessException if the database refuses for another reason than that the row is there
     */
    boolean insertUnlessThere(String sql, @Nullable Object... args);

    /**
     * Runs one statement for many rows, in one round trip where the driver can.
     *
     * @param rows the arguments of each row
     */
    void batch(String sql, List<@Nullable Object[]> rows);

    /** Reads rows, each through the mapper. */
    <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... args);

    /** Reads at most one row; more than one is an error of the caller's SQL. */
    <T> Optional<T> queryOne(String sql, RowMapper<T> mapper, @Nullable Object... args);

    /** The dialect of the database in use, for the few statements that differ. */
    Dialect dialect();

    /** The databases the platform runs on. */
    enum Dialect {
        DERBY,
        POSTGRESQL
    }

    /** Turns the current row of a result set into a value. */
    @FunctionalInterface
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }
}
