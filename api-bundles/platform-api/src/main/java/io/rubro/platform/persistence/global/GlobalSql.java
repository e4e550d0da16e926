package io.rubro.platform.persistence.global;

import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.Sql.RowMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Plain SQL on tables that belong to no organisation: users, the journal, scheduled jobs, device credentials. Works
 * with or without an organisation on the thread, in the current transaction or one of its own. On PostgreSQL row-level
 * security still hides tenant rows from it. Arguments as in {@link io.rubro.platform.persistence.Sql}.
 */
@ProviderType
public interface GlobalSql {

    /** Runs an insert, update or delete and returns the number of rows. */
    int update(String sql, @Nullable Object... args);

    /** Runs one statement for many rows. */
    void batch(String sql, List<@Nullable Object[]> rows);

    /** Reads rows, each through the mapper. */
    <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... args);

    /** Reads at most one row. */
    <T> Optional<T> queryOne(String sql, RowMapper<T> mapper, @Nullable Object... args);

    /** The dialect of the database in use. */
    Dialect dialect();
}
