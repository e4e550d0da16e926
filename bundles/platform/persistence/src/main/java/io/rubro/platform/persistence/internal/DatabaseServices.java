package io.rubro.platform.persistence.internal;

import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.persistence.internal.schema.SchemaExtender;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.transx.tm.TransactionManager;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the database and offers what stands on it: the data sources {@code rubro} (business transactions) and {@code
 * rubro-local} (the platform's own), {@link Sql}, {@link GlobalSql} and the schema extender. A database that does not
 * answer yet is tried again until it does; nothing that needs it appears before.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.rubro.persistence")
@Designate(ocd = DatabaseConfig.class)
public final class DatabaseServices {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseServices.class);
    private static final long PAUSE_SECONDS = 2;

    private final BundleContext context;
    private final DatabaseSettings settings;
    private final TransactionManager manager;
    private final Transactions transactions;
    private final ExecutorService opener =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "rubro-database"));
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private @Nullable Database database;
    private @Nullable SchemaExtender extender;

    @Activate
    public DatabaseServices(
            BundleContext context,
            DatabaseConfig config,
            @Reference TransactionManager manager,
            @Reference Transactions transactions) {
        this.context = context;
        this.manager = manager;
        this.transactions = transactions;
        @Nullable String data = context.getProperty("karaf.data");
        this.settings = DatabaseSettings.of(config, System.getenv(), data == null ? "data" : data);
        if (data != null) {
            System.setProperty("derby.stream.error.file", data + "/log/derby.log");
        }
        opener.execute(this::open);
    }

    private void open() {
        String complaint = "";
        while (!Thread.currentThread().isInterrupted()) {
            try {
                start(Database.open(settings, manager));
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                if (!complaint.equals(e.toString())) {
                    complaint = e.toString();
                    LOG.error("{} does not open, trying on: {}", settings, complaint);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void start(Database opened) throws InterruptedException {
        if (opener.isShutdown()) {
            opened.close();
            throw new InterruptedException();
        }
        database = opened;
        TenantTables tables = new TenantTables();
        TenantDataSource source = new TenantDataSource(opened.business(), opened.dialect(), tables);
        Statements statements = new Statements(
                transactions, source, new TenantDataSource(opened.aside(), opened.dialect(), tables), opened.dialect());
        register(DataSource.class, source, Map.of("osgi.jndi.service.name", "rubro", "dataSourceName", "rubro"));
        register(DataSource.class, opened.local(), Map.of("osgi.jndi.service.name", "rubro-local"));
        register(Sql.class, new TenantSql(statements), Map.of());
        register(GlobalSql.class, new PlainGlobalSql(statements), Map.of());
        extender = new SchemaExtender(context, opened, tables);
        extender.open();
        LOG.info("{} is open", settings);
    }

    private <T> void register(Class<T> type, T service, Map<String, String> properties) {
        Dictionary<String, Object> all = new Hashtable<>(properties);
        registrations.add(context.registerService(type, service, all));
    }

    @Deactivate
    public void close() throws InterruptedException {
        opener.shutdownNow();
        opener.awaitTermination(30, TimeUnit.SECONDS);
        synchronized (this) {
            if (extender != null) {
                extender.close();
            }
            registrations.forEach(ServiceRegistration::unregister);
            if (database != null) {
                database.close();
            }
        }
    }
}
