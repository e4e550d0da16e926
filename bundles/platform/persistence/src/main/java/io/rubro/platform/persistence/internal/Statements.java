package io.rubro.platform.persistence.internal;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.Sql.RowMapper;
import io.rubro.platform.persistence.Transactions;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs prepared statements in the current transaction, or one of their own. */
public final class Statements {

    private final Transactions transactions;
    private final TenantDataSource source;
    private final TenantDataSource aside;
    private final Dialect dialect;

    /**
     * @param source connections of the current transaction
     * @param aside connections for a transaction beside it
     */
    public Statements(Transactions transactions, TenantDataSource source, TenantDataSource aside, Dialect dialect) {
        this.transactions = transactions;
        this.source = source;
        this.aside = aside;
        this.dialect = dialect;
    }

    @FunctionalInterface
    private interface Action<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    Dialect dialect() {
        return dialect;
    }

    int update(String sql, @Nullable Object[] args) {
        return update(source, sql, args);
    }

    private int update(TenantDataSource from, String sql, @Nullable Object[] args) {
        return run(from, sql, s -> {
            bind(s, args);
            return s.executeUpdate();
        });
    }

    boolean insertUnlessThere(String sql, @Nullable Object[] args) {
        try {
            return transactions.requiresNew(() -> update(aside, sql, args)) == 1;
        } catch (DataAccessException e) {
            if (e.isDuplicate()) {
                return false;
            }
            throw e;
        }
    }

    void batch(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        if (rows.size() == 1) {
            update(sql, rows.get(0));
            return;
        }
        run(source, sql, s -> {
            for (@Nullable Object[] row : rows) {
                bind(s, row);
                s.addBatch();
            }
            return s.executeBatch();
        });
    }

    <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object[] args) {
        return run(source, sql, s -> {
            bind(s, args);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = s.executeQuery()) {
                while (result.next()) {
                    rows.add(mapper.map(result));
                }
            }
            return rows;
        });
    }

    <T> Optional<T> queryOne(String sql, RowMapper<T> mapper, @Nullable Object[] args) {
        List<T> rows = query(sql, mapper, args);
        if (rows.size() > 1) {
            throw new IllegalStateException(rows.size() + " rows where one was expected: " + sql);
        }
        return rows.stream().findFirst();
    }

    private <T> T run(TenantDataSource from, String sql, Action<T> action) {
        return transactions.required(() -> {
            try (Connection connection = from.open();
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                return action.on(statement);
            } catch (SQLException e) {
                SQLException cause = e.getNextException() != null ? e.getNextException() : e;
                throw new DataAccessException(cause.getMessage() + " in: " + sql, cause);
            }
        });
    }

    private void bind(PreparedStatement s, @Nullable Object[] args) throws SQLException {
        for (int i = 0; i < args.length; i++) {
            bind(s, i + 1, args[i]);
        }
    }

    private void bind(PreparedStatement s, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            // Derby wants the type of a null, PostgreSQL infers it
            int type = dialect == Dialect.DERBY ? s.getParameterMetaData().getParameterType(index) : Types.NULL;
            s.setNull(index, type);
        } else if (value instanceof Long number) {
            s.setLong(index, number);
        } else if (value instanceof Id id) {
            s.setLong(index, id.value());
        } else if (value instanceof String text) {
            s.setString(index, text);
        } else if (value instanceof Integer number) {
            s.setInt(index, number);
        } else if (value instanceof BigDecimal number) {
            s.setBigDecimal(index, number);
        } else if (value instanceof Instant instant) {
            s.setTimestamp(index, Rows.timestamp(instant));
        } else if (value instanceof LocalDate date) {
            s.setDate(index, Date.valueOf(date));
        } else if (value instanceof Boolean flag) {
            s.setBoolean(index, flag);
        } else if (value instanceof Enum<?> constant) {
            s.setString(index, constant.name());
        } else {
            s.setObject(index, value);
        }
    }
}
