package io.rubro.platform.persistence.internal;

import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.Sql.RowMapper;
import io.rubro.platform.persistence.global.GlobalSql;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL as it is written: for the platform's own tables. */
public record PlainGlobalSql(Statements statements) implements GlobalSql {

    @Override
    public int update(String sql, @Nullable Object... args) {
        return statements.update(sql, args);
    }

    @Override
    public void batch(String sql, List<@Nullable Object[]> rows) {
        statements.batch(sql, rows);
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... args) {
        return statements.query(sql, mapper, args);
    }

    @Override
    public <T> Optional<T> queryOne(String sql, RowMapper<T> mapper, @Nullable Object... args) {
        return statements.queryOne(sql, mapper, args);
    }

    @Override
    public Dialect dialect() {
        return statements.dialect();
    }
}
