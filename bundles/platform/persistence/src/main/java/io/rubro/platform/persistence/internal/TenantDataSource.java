package io.rubro.platform.persistence.internal;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.tenancy.Tenant;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The data source everybody gets. Binds each transaction to one organisation, tells PostgreSQL's row-level security
 * which one, and hands out connections that refuse SQL on a tenant table without {@code organization_id} (against
 * forgetting, not against malice).
 */
public final class TenantDataSource implements DataSource {

    private static final ClassLoader LOADER = TenantDataSource.class.getClassLoader();

    private final DataSource pool;
    private final Dialect dialect;
    private final TenantTables tables;

    public TenantDataSource(DataSource pool, Dialect dialect, TenantTables tables) {
        this.pool = pool;
        this.dialect = dialect;
        this.tables = tables;
    }

    /** A connection of the current transaction, bound to the organisation of the thread if there is one. */
    Connection open() throws SQLException {
        TransactionContext context = TransactionContext.current();
        if (context != null && context.isDoomed()) {
            // the pool would hand out a connection outside the transaction, which commits by itself
            throw new SQLException("the transaction can only roll back", "25000");
        }
        Connection connection = pool.getConnection();
        try {
            Id organization = Tenant.find().orElse(null);
            if (context != null && organization != null && context.bind(organization)) {
                announce(connection, organization);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void announce(Connection connection, Id organization) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            try (PreparedStatement s = connection.prepareStatement("select set_config('app.tenant', ?, true)")) {
                s.setString(1, Long.toString(organization.value()));
                s.execute();
            }
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return gated(open());
    }

    private Connection gated(Connection connection) {
        return (Connection) Proxy.newProxyInstance(LOADER, new Class<?>[] {Connection.class}, (proxy, method, args) -> {
            if (method.getName().startsWith("prepare") && args != null) {
                tables.check((String) args[0]);
            }
            if (method.getName().equals("unwrap")) {
                throw new SQLException("no unwrapping of a tenant connection");
            }
            Object result = invoke(method, connection, args);
            return method.getName().equals("createStatement") ? gated((Statement) result) : result;
        });
    }

    private Statement gated(Statement statement) {
        return (Statement) Proxy.newProxyInstance(LOADER, new Class<?>[] {Statement.class}, (proxy, method, args) -> {
            if (args != null && args.length > 0 && args[0] instanceof String sql) {
                tables.check(sql);
            }
            return invoke(method, statement, args);
        });
    }

    private static Object invoke(java.lang.reflect.Method method, Object target, Object @Nullable [] args)
            throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // drivers' own traces are not wanted
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the pool has its own
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.rubro.persistence");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("no unwrapping of the tenant data source");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
