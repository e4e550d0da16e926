package io.rubro.platform.persistence.internal.schema;

import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.internal.Database;
import io.rubro.platform.persistence.internal.TenantTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Runs one module's changelog under a lock that dies with the process, checks the rules tenant tables must keep, and
 * puts row-level security on them. A schema whose changelog has not changed since its last run is left alone, which
 * keeps a restart short.
 */
public final class SchemaMigration {

    /** Any number, the same on every node. */
    private static final long LOCK = 0x7275_6272_6f00_0001L;

    private static final Object ONE_AT_A_TIME = new Object();

    private final Database database;
    private final TenantTables tables;

    public SchemaMigration(Database database, TenantTables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** Brings the schema up to date and says whether anything had to be done. */
    public boolean run(Changelog changelog) throws Exception {
        synchronized (ONE_AT_A_TIME) {
            try (Connection c = database.local().getConnection();
                    Lock lock = new Lock(c, database.dialect())) {
                createBookkeeping(c);
                boolean upToDate = changelog.checksum().equals(appliedChecksum(c, changelog.module()));
                if (!upToDate) {
                    createSchema(c, changelog.schema());
                    liquibase(c, changelog);
                }
                SchemaRules rules = new SchemaRules(c, database.dialect());
                Set<String> tenantTables = rules.check(changelog.schema(), changelog.globalTables());
                if (!upToDate) {
                    rules.protect(changelog.schema(), tenantTables);
                    remember(c, changelog);
                }
                tables.put(changelog.schema(), tenantTables);
                return !upToDate;
            }
        }
    }

    /** Keeps other nodes out. Held by the session, so that it goes with a killed process. */
    private static final class Lock implements AutoCloseable {

        private final Connection connection;
        private final Dialect dialect;

        Lock(Connection connection, Dialect dialect) throws SQLException {
            this.connection = connection;
            this.dialect = dialect;
            connection.setAutoCommit(true);
            advisory(connection, dialect, "lock");
        }

        @Override
        public void close() throws SQLException {
            connection.setAutoCommit(true);
            advisory(connection, dialect, "unlock");
        }

        private static void advisory(Connection c, Dialect dialect, String what) throws SQLException {
            if (dialect == Dialect.POSTGRESQL) {
                try (Statement s = c.createStatement()) {
                    s.execute("select pg_advisory_" + what + "(" + LOCK + ")");
                }
            }
        }
    }

    private static void createBookkeeping(Connection c) throws SQLException {
        createSchema(c, "platform");
        if (!SchemaRules.exists(c, "platform", "schema_version")) {
            try (Statement s = c.createStatement()) {
                s.execute(
                        "create table platform.schema_version (module varchar(64) not null primary key,"
                                + " version varchar(64) not null, checksum varchar(64) not null, applied_at timestamp not null)");
            }
        }
    }

    private static void createSchema(Connection c, String schema) throws SQLException {
        try (ResultSet schemas = c.getMetaData().getSchemas()) {
            while (schemas.next()) {
                if (schemas.getString(1).equalsIgnoreCase(schema)) {
                    return;
                }
            }
        }
        try (Statement s = c.createStatement()) {
            s.execute("create schema " + schema);
        }
    }

    private static String appliedChecksum(Connection c, String module) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement("select checksum from platform.schema_version where module = ?")) {
            s.setString(1, module);
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? r.getString(1) : "";
            }
        }
    }

    private static void remember(Connection c, Changelog changelog) throws SQLException {
        try (PreparedStatement delete = c.prepareStatement("delete from platform.schema_version where module = ?");
                PreparedStatement insert = c.prepareStatement("insert into platform.schema_version"
                        + " (module, version, checksum, applied_at) values (?, ?, ?, current_timestamp)")) {
            delete.setString(1, changelog.module());
            delete.executeUpdate();
            insert.setString(1, changelog.module());
            insert.setString(2, changelog.version());
            insert.setString(3, changelog.checksum());
            insert.executeUpdate();
        }
    }

    private static void liquibase(Connection c, Changelog changelog) throws Exception {
        ClassLoader own = Liquibase.class.getClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader previous = thread.getContextClassLoader();
        thread.setContextClassLoader(own); // Liquibase finds its own parts through it
        ResourceAccessor resources = new CompositeResourceAccessor(
                new ClassLoaderResourceAccessor(changelog.resources()), new ClassLoaderResourceAccessor(own));
        try {
            Map<String, Object> scope = Map.of(
                    Scope.Attr.classLoader.name(), own,
                    Scope.Attr.resourceAccessor.name(), resources,
                    Scope.Attr.ui.name(), new LoggerUIService());
            Scope.child(scope, () -> {
                liquibase.database.Database db =
                        DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(c));
                // ours is the lock that counts; Liquibase's own survives a killed process and would block the next
                // start
                LockServiceFactory.getInstance().getLockService(db).forceReleaseLock();
                Liquibase run = new Liquibase(changelog.path(), resources, db);
                run.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
                run.update(new Contexts(), new LabelExpression());
            });
            if (!c.getAutoCommit()) {
                c.commit();
            }
        } finally {
            if (!c.getAutoCommit()) {
                c.rollback();
            }
            LockServiceFactory.getInstance().resetAll();
            thread.setContextClassLoader(previous);
        }
    }
}
