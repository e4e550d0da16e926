package io.rubro.platform.persistence.testing;

import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.persistence.internal.Database;
import io.rubro.platform.persistence.internal.DatabaseSettings;
import io.rubro.platform.persistence.internal.JtaTransactions;
import io.rubro.platform.persistence.internal.PlainGlobalSql;
import io.rubro.platform.persistence.internal.Statements;
import io.rubro.platform.persistence.internal.TenantDataSource;
import io.rubro.platform.persistence.internal.TenantSql;
import io.rubro.platform.persistence.internal.TenantTables;
import io.rubro.platform.persistence.internal.guard.GuardedProvider;
import io.rubro.platform.persistence.internal.schema.Changelog;
import io.rubro.platform.persistence.internal.schema.SchemaMigration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.apache.geronimo.transaction.manager.GeronimoTransactionManager;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.transx.tm.impl.geronimo.TransactionManagerWrapper;

/**
 * The real transactions, SQL, tenant walls, EclipseLink and Liquibase of the platform on a fresh database, without an
 * OSGi framework.
 *
 * <pre>{@code
 * try (TestPlatform platform = TestDatabase.POSTGRESQL.start()) {
 *     platform.migrate("crm", "db/changelog.xml");           // as its module.json says
 *     EntityManagerFactory unit = platform.unit("crm");      // from META-INF/persistence.xml on the class path
 *     var contacts = new JpaContacts(platform.transactions(), unit, platform.schema("crm"));
 *     Tenant.call(Id.next(), () -> contacts.create(…));
 * }
 * }</pre>
 */
public final class TestPlatform implements AutoCloseable {

    /** The most connections that business transactions hold at once, as in the server unless somebody says otherwise. */
    public static final int POOL_SIZE = 20;

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static @Nullable EmbeddedPostgres postgres;

    private final GeronimoTransactionManager manager;
    private final Database database;
    private final @Nullable Path folder;
    private final String url;
    private final TenantTables tables = new TenantTables();
    private final TenantDataSource source;
    private final Transactions transactions;
    private final Statements statements;
    private final Map<String, EntityManagerFactory> units = new HashMap<>();

    private TestPlatform(GeronimoTransactionManager manager, Database database, String url, @Nullable Path folder) {
        this.manager = manager;
        this.database = database;
        this.url = url;
        this.folder = folder;
        this.source = new TenantDataSource(database.business(), database.dialect(), tables);
        this.transactions = new JtaTransactions(manager);
        this.statements = new Statements(
                transactions,
                source,
                new TenantDataSource(database.aside(), database.dialect(), tables),
                database.dialect());
    }

    static TestPlatform start(TestDatabase kind) {
        try {
            Path folder = kind == TestDatabase.DERBY ? Files.createTempDirectory("rubro-test") : null;
            if (folder != null) {
                System.setProperty(
                        "derby.stream.error.file", folder.resolve("derby.log").toString());
            }
            String url = folder != null ? "jdbc:derby:" + folder.resolve("db") : newPostgresqlDatabase();
            return open(url, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens an existing or new database: for tests of several nodes on one database, or of a restart after a kill. */
    public static TestPlatform open(String url) {
        return open(url, null);
    }

    private static TestPlatform open(String url, @Nullable Path folder) {
        try {
            GeronimoTransactionManager manager = new GeronimoTransactionManager();
            DatabaseSettings settings =
                    new DatabaseSettings(url, url.startsWith("jdbc:postgresql") ? "postgres" : "", "", POOL_SIZE);
            return new TestPlatform(
                    manager, Database.open(settings, new TransactionManagerWrapper(manager)), url, folder);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One PostgreSQL server per JVM, durable as in production; a new database for each test that asks. */
    private static synchronized String newPostgresqlDatabase() throws IOException {
        EmbeddedPostgres server = postgres;
        if (server == null) {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
            postgres = server;
        }
        String name = "test" + NEXT.incrementAndGet();
        try (Connection c = server.getPostgresDatabase().getConnection();
                Statement s = c.createStatement()) {
            s.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server.getJdbcUrl("postgres", name).replaceFirst("\\?.*", "");
    }

    /** The URL of the database, for {@link #open(String)}. */
    public String url() {
        return url;
    }

    public Transactions transactions() {
        return transactions;
    }

    public Sql sql() {
        return new TenantSql(statements);
    }

    public GlobalSql globalSql() {
        return new PlainGlobalSql(statements);
    }

    /** The service {@code osgi.jndi.service.name=rubro}. */
    public DataSource dataSource() {
        return source;
    }

    /** The service {@code osgi.jndi.service.name=rubro-local}. */
    public DataSource localDataSource() {
        return database.local();
    }

    /** Runs a changelog of the class path, with the same checks and walls as in the server. */
    public void migrate(String module, String changelog, String... globalTables) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        @Nullable URL file = loader.getResource(changelog);
        List<URL> files = new ArrayList<>();
        if (file != null) {
            files.add(file);
        }
        Set<String> global = Set.of(globalTables);
        try {
            new SchemaMigration(database, tables)
                    .run(new Changelog(
                            module,
                            "1.0.0",
                            module.replace('-', '_'),
                            global,
                            changelog,
                            Changelog.checksum(files, global),
                            loader));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A persistence unit of {@code META-INF/persistence.xml}, guarded as in the server. */
    public EntityManagerFactory unit(String name) {
        return units.computeIfAbsent(name, n -> {
            Map<String, Object> properties = new HashMap<>();
            properties.put("eclipselink.weaving", "false"); // there is no container that could weave
            properties.put("eclipselink.target-server", TestJta.class.getName());
            properties.put("eclipselink.session-name", n + System.identityHashCode(this));
            TestJta.use(manager);
            EntityManagerFactory unit = new GuardedProvider(new PersistenceProvider())
                    .createContainerEntityManagerFactory(ClassPathUnit.read(n, source), properties);
            unit.getMetamodel(); // logs in now, while the transaction manager is set
            return unit;
        });
    }

    /** What a component references to know that its schema is there. */
    public SchemaReady schema(String module) {
        return () -> module;
    }

    @Override
    public void close() {
        units.values().forEach(EntityManagerFactory::close);
        database.close();
        if (folder != null) {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
