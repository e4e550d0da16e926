package io.rubro.platform.persistence.internal;

import io.rubro.platform.persistence.Sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.resource.spi.TransactionSupport.TransactionSupportLevel;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.transx.connection.ExceptionSorter;
import org.ops4j.pax.transx.jdbc.ManagedDataSourceBuilder;
import org.ops4j.pax.transx.tm.TransactionManager;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database and the pools on it: one that takes part in business transactions, one for rows made once beside them, as
 * large as the first, for each transaction may need one while others wait for what it has locked, and mostly empty; and one
 * for the platform's own housekeeping (migrations, journal sequencer, job store) that takes part in none.
 *
 * <p>There is one database and so one resource in every transaction: it commits in one phase, and no transaction log is
 * needed.
 */
public final class Database implements AutoCloseable {

    /** The PostgreSQL role of business transactions: owner of nothing, so that row-level security binds it. */
    public static final String APPLICATION_ROLE = "rubro_app";

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DatabaseSettings settings;
    private final Dialect dialect;
    private final DataSource business;
    private final DataSource aside;
    private final DataSource local;
    private final @Nullable EmbeddedDataSource derby;

    private Database(
            DatabaseSettings settings,
            Dialect dialect,
            DataSource business,
            DataSource aside,
            DataSource local,
            @Nullable EmbeddedDataSource derby) {
        this.settings = settings;
        this.dialect = dialect;
        this.business = business;
        this.aside = aside;
        this.local = local;
        this.derby = derby;
    }

    /**
     * Opens the database, creating the embedded one or the application role if needed.
     *
     * @throws IllegalArgumentException if the URL is of another database
     * @throws Exception if the database cannot be reached
     */
    public static Database open(DatabaseSettings settings, TransactionManager transactions) throws Exception {
        if (settings.isDerby()) {
            return openDerby(settings, transactions);
        }
        if (settings.isPostgresql()) {
            return openPostgresql(settings, transactions);
        }
        throw new IllegalArgumentException("neither jdbc:derby: nor jdbc:postgresql:: " + settings);
    }

    private static Database openDerby(DatabaseSettings settings, TransactionManager transactions) throws Exception {
        // a lock held longer than this is a bug of ours; a deadlock is found after the shorter time
        System.setProperty("derby.locks.waitTimeout", "15");
        System.setProperty("derby.locks.deadlockTimeout", "1");
        System.setProperty("derby.language.statementCacheSize", "600");
        // pages, of 4 kB, but of 32 kB in tables with long texts: up to 48 MB of the heap
        System.setProperty("derby.storage.pageCacheSize", "1500");
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(settings.url().substring("jdbc:derby:".length()));
        source.setCreateDatabase("create");
        source.getConnection().close();
        return new Database(
                settings,
                Dialect.DERBY,
                pool("rubro", source, settings.poolSize(), 2, TransactionSupportLevel.LocalTransaction, transactions),
                pool(
                        "rubro-aside",
                        source,
                        settings.poolSize(),
                        0,
                        TransactionSupportLevel.LocalTransaction,
                        transactions),
                source,
                source);
    }

    private static Database openPostgresql(DatabaseSettings settings, TransactionManager transactions)
            throws Exception {
        DataSource owner = postgresql(settings);
        try (Connection c = owner.getConnection()) {
            createApplicationRole(c);
        }
        PGSimpleDataSource application = postgresql(settings);
        application.setOptions("-c role=" + APPLICATION_ROLE);
        return new Database(
                settings,
                Dialect.POSTGRESQL,
                pool(
                        "rubro",
                        application,
                        settings.poolSize(),
                        2,
                        TransactionSupportLevel.LocalTransaction,
                        transactions),
                pool(
                        "rubro-aside",
                        application,
                        settings.poolSize(),
                        0,
                        TransactionSupportLevel.LocalTransaction,
                        transactions),
                pool("rubro-local", owner, 12, 2, TransactionSupportLevel.NoTransaction, transactions),
                null);
    }

    private static PGSimpleDataSource postgresql(DatabaseSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        if (!settings.user().isEmpty()) {
            source.setUser(settings.user());
            source.setPassword(settings.password());
        }
        source.setReWriteBatchedInserts(true);
        source.setTcpNoDelay(true);
        source.setApplicationName("rubro");
        source.setPrepareThreshold(3);
        return source;
    }

    private static void createApplicationRole(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            // roles are shared by all databases of a server: another node or database may create it at the same time
            s.execute("do $$ begin create role " + APPLICATION_ROLE + " nologin;"
                    + " exception when duplicate_object or unique_violation then null;"
                    + " when insufficient_privilege then"
                    + " raise exception 'the user needs CREATEROLE once, or an administrator runs: create role "
                    + APPLICATION_ROLE + " nologin; grant " + APPLICATION_ROLE + " to %', current_user; end $$");
            s.execute("do $$ begin execute format('grant " + APPLICATION_ROLE + " to %I', current_user);"
                    + " exception when others then"
                    + " if not pg_has_role(current_user, '" + APPLICATION_ROLE + "', 'MEMBER') then raise; end if;"
                    + " end $$");
        }
    }

    private static DataSource pool(
            String name,
            DataSource source,
            int size,
            int idle,
            TransactionSupportLevel level,
            TransactionManager transactions)
            throws Exception {
        return ManagedDataSourceBuilder.builder()
                .name(name)
                .dataSource(source)
                .transaction(level)
                .transactionManager(transactions)
                .exceptionSorter(new LostConnections())
                .transactionIsolationLevel(Connection.TRANSACTION_READ_COMMITTED)
                .preparedStatementCacheSize(64)
                .minIdle(idle)
                .maxPoolSize(size)
                .connectionTimeout(30, TimeUnit.SECONDS)
                .build();
    }

    /** Connections that belong to the transaction of the thread. */
    public DataSource business() {
        return business;
    }

    /**
     * Connections for a transaction beside the one of the thread, which may hold a connection of {@link #business()}: out
     * of the same pool, as many transactions as it is large would wait for each other.
     */
    public DataSource aside() {
        return aside;
    }

    /** Connections of the owner, outside business transactions. */
    public DataSource local() {
        return local;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Closes pools and, on Derby, the database, so that the next start needs no recovery. */
    @Override
    public void close() {
        for (DataSource pool : new DataSource[] {business, aside, local}) {
            if (pool instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    LOG.warn("closing a connection pool: {}", e.toString());
                }
            }
        }
        if (derby != null) {
            derby.setCreateDatabase(null);
            derby.setShutdownDatabase("shutdown");
            try {
                derby.getConnection().close();
            } catch (SQLException e) {
                if (!"08006".equals(e.getSQLState())) { // 08006 is Derby's way to say that it has shut down
                    LOG.warn("closing {}: {}", settings, e.toString());
                }
            }
        }
    }

    /** Which refusals leave a connection useless; by default the pool would throw it away after any. */
    private static final class LostConnections implements ExceptionSorter {

        @Override
        public boolean isExceptionFatal(Exception e) {
            return e instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"));
        }

        @Override
        public boolean rollbackOnFatalException() {
            return true;
        }
    }
}
