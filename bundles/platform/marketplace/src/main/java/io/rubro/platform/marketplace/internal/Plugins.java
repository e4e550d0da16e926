package io.rubro.platform.marketplace.internal;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.health.HealthCheck;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.marketplace.internal.kar.Kar;
import io.rubro.platform.marketplace.internal.kar.KarReader;
import io.rubro.platform.marketplace.internal.runtime.PluginBundles;
import io.rubro.platform.marketplace.internal.runtime.PluginHealth;
import io.rubro.platform.marketplace.internal.runtime.PluginIsolation;
import io.rubro.platform.module.Messages;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.tenancy.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of this server. All changes happen on one thread of their own: one after the other, and without the
 * organisation, transaction and class loader of whoever asked for them.
 */
@Component(
        service = {Plugins.class, HealthCheck.class},
        immediate = true,
        configurationPid = "io.rubro.marketplace")
@Designate(ocd = MarketplaceConfig.class)
public final class Plugins implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    /** How long the start of the server waits for plugins: a broken one must not keep the shop closed. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(15);

    private final PluginFolder folder;
    private final PluginStore store;
    private final PluginBundles bundles;
    private final PluginHealth health;
    private final PluginSwap swap;
    private final Transactions transactions;
    private final Audit audit;
    private final Messages messages;
    private final LiveUpdates live;
    private final Map<String, Installed> installed = new ConcurrentSkipListMap<>();
    // a thread only while there is work: what a plugin leaves in its thread locals goes with it
    private final ExecutorService worker =
            new ThreadPoolExecutor(0, 1, 1, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), Plugins::thread);
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private volatile boolean restored;

    @Activate
    public Plugins(
            BundleContext context,
            MarketplaceConfig config,
            @Reference Transactions transactions,
            @Reference GlobalSql sql,
            @Reference(target = "(module=marketplace)") SchemaReady schema,
            @Reference Audit audit,
            @Reference Messages messages,
            @Reference LiveUpdates live,
            @Reference ServiceComponentRuntime components,
            @Reference PluginIsolation walls) {
        this.transactions = transactions;
        this.audit = audit;
        this.messages = messages;
        this.live = live;
        this.folder = new PluginFolder(path(context, "karaf.data", "data"));
        this.store = new PluginStore(transactions, sql);
        this.bundles = new PluginBundles(context);
        this.health = new PluginHealth(context, components);
        Duration patience = Duration.ofSeconds(config.readySeconds());
        this.swap = new PluginSwap(context, folder, store, bundles, health, messages, patience);
        Path deploy = path(context, "karaf.base", ".").resolve("deploy");
        worker.execute(() -> restore(new PluginRestore(folder, store, bundles, swap, deploy)));
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "rubro-plugins");
        thread.setContextClassLoader(Plugins.class.getClassLoader());
        return thread;
    }

    private static Path path(BundleContext context, String property, String fallback) {
        String value = context.getProperty(property);
        return Path.of(value == null ? fallback : value);
    }

    /** Lets a change that is under way come to its end. Plugins go on running. */
    @Deactivate
    void close() throws InterruptedException {
        worker.shutdown();
        if (!worker.awaitTermination(30, TimeUnit.SECONDS)) {
            LOG.warn("a change of plugins is interrupted; it is put right at the next start");
            worker.shutdownNow();
        }
    }

    private void restore(PluginRestore restore) {
        try {
            installed.putAll(restore.run());
            loaded.complete(null);
            long deadline = System.nanoTime() + START_PATIENCE.toNanos();
            for (Installed plugin : installed.values()) {
                Kar kar = plugin.kar();
                if (kar != null && plugin.row().running() && plugin.trouble() == null) {
                    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
                    List<Trouble> troubles = health.await(kar, plugin.bundles(), left);
                    if (!troubles.isEmpty()) {
                        LOG.error("plugin {} runs but lacks {}", kar.id(), troubles);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("plugins could not be brought back", e);
        } finally {
            loaded.complete(null);
            restored = true;
        }
    }

    @Override
    public String name() {
        return "plugins";
    }

    @Override
    public Optional<String> problem(Locale locale) {
        return restored
                ? Optional.empty()
                : Optional.of(new Trouble("marketplace.restoring", Map.of()).words(messages, locale));
    }

    /** All plugins by id, in the words of a language. */
    public List<PluginState> all(Locale locale) {
        loaded.join();
        return installed.values().stream().map(plugin -> state(plugin, locale)).toList();
    }

    /**
     * One plugin.
     *
     * @throws ProblemException 404 if it is not installed
     */
    public PluginState get(String id, Locale locale) {
        loaded.join();
        return state(require(id), locale);
    }

    /**
     * Installs a plugin, or a newer version in the place of the one that is there.
     *
     * @param kar the bytes of its KAR
     * @param force whether an older version, or another build of the same version, may replace what is there
     * @throws ProblemException 409, 413 or 422 saying why not; everything is as before then
     */
    public PluginState install(InputStream kar, boolean force) throws IOException {
        Caller caller = Caller.current();
        return install(kar, new Order(caller.name(), caller.locale(), null, force));
    }

    PluginState install(InputStream kar, Order order) throws IOException {
        Path received = folder.receive(kar);
        try {
            Installed plugin = change(() -> put(received, order));
            audit("install", plugin.row());
            return state(plugin, order.locale());
        } finally {
            Files.deleteIfExists(received);
        }
    }

    private Installed put(Path received, Order order) throws IOException {
        long start = System.nanoTime();
        Kar kar = KarReader.read(received);
        @Nullable Installed before = installed.get(kar.id());
        swap.check(kar, before, order);
        Installed plugin = swap.put(received, kar, before, order);
        installed.put(kar.id(), plugin);
        announce(kar.id());
        LOG.info(
                "plugin {} {} installed by {} in {} ms, sha256 {}",
                kar.id(),
                kar.version(),
                order.by(),
                (System.nanoTime() - start) / 1_000_000,
                kar.sha256());
        return plugin;
    }

    /**
     * A file lies in the deploy folder. The build that is installed already, or an older one than that, changes nothing.
     *
     * @throws ProblemException as {@link #install(InputStream, boolean)}
     */
    public void deployed(Path file) throws IOException {
        String name = file.getFileName().toString();
        Order order = new Order("deploy", Caller.DEFAULT_LOCALE, name, true);
        Path received;
        try (InputStream in = Files.newInputStream(file)) {
            received = folder.receive(in);
        }
        try {
            change(() -> {
                Kar kar = KarReader.read(received);
                @Nullable Installed before = installed.get(kar.id());
                if (before != null && before.row().sha256().equals(kar.sha256()) && before.kar() != null) {
                    return claim(before, name);
                }
                if (before != null && isOlder(kar, before.row())) {
                    Order unforced = new Order(order.by(), order.locale(), name, false);
                    swap.check(kar, before, unforced);
                }
                return put(received, order);
            });
        } finally {
            Files.deleteIfExists(received);
        }
    }

    private static boolean isOlder(Kar kar, PluginRow row) {
        return kar.version().compareTo(Version.parseVersion(row.version())) < 0;
    }

    /** The same build is in the deploy folder too: from now on deleting that file removes the plugin. */
    private Installed claim(Installed before, String deployFile) {
        if (deployFile.equals(before.row().deployFile())) {
            return before;
        }
        return save(before, before.row().withDeployFile(deployFile));
    }

    /** A file was deleted from the deploy folder: the plugin that came from it goes too. */
    public void undeployed(String file) {
        loaded.join();
        installed.values().stream()
                .map(Installed::row)
                .filter(row -> file.equals(row.deployFile()))
                .findAny()
                .ifPresent(row -> remove(row.plugin()));
    }

    /**
     * Stops a plugin; it stays installed and stopped, also after a restart.
     *
     * @throws ProblemException 404 if it is not installed
     */
    public PluginState stop(String id) {
        return state(
                audited("stop", () -> {
                    Installed plugin = require(id);
                    Installed stopped = save(plugin, plugin.row().withRunning(false));
                    bundles.stop(plugin.bundles());
                    return stopped;
                }),
                Caller.current().locale());
    }

    /**
     * Starts a plugin that was stopped or failed.
     *
     * @throws ProblemException 404 if it is not installed, 422 if it does not work; it is stopped then
     */
    public PluginState start(String id) {
        Locale locale = Caller.current().locale();
        return state(audited("start", () -> started(require(id), locale)), locale);
    }

    private Installed started(Installed plugin, Locale locale) {
        Kar kar = plugin.kar();
        @Nullable Trouble trouble = plugin.trouble();
        if (kar == null) {
            throw trouble == null
                    ? new IllegalStateException("neither a KAR nor trouble: " + plugin)
                    : ProblemException.conflict(trouble.code(), trouble.args());
        }
        boolean works = false;
        try {
            bundles.resolve(plugin.bundles());
            swap.start(kar, plugin.bundles(), locale);
            works = true;
            return save(
                    new Installed(plugin.row(), kar, plugin.bundles(), null),
                    plugin.row().withRunning(true));
        } finally {
            if (!works) {
                bundles.stop(plugin.bundles());
                save(plugin, plugin.row().withRunning(false));
            }
        }
    }

    /**
     * Removes a plugin. Its tables and their rows stay: installed again, it finds them.
     *
     * @throws ProblemException 404 if it is not installed
     */
    public void remove(String id) {
        audited("remove", () -> {
            Installed plugin = require(id);
            store.delete(id);
            installed.remove(id);
            swap.discard(plugin);
            announce(id);
            LOG.info("plugin {} {} removed", id, plugin.row().version());
            return plugin;
        });
    }

    private Installed save(Installed plugin, PluginRow row) {
        store.save(row);
        Installed saved = plugin.with(row);
        installed.put(row.plugin(), saved);
        announce(row.plugin());
        return saved;
    }

    /** Tells open screens how a plugin is now. */
    private void announce(String id) {
        @Nullable Installed plugin = installed.get(id);
        String state = plugin == null
                ? "REMOVED"
                : state(plugin, Caller.DEFAULT_LOCALE).state().name();
        live.publishToAll("plugins", "platform.plugin.read", Map.of("id", id, "state", state));
    }

    private Installed audited(String action, Callable<Installed> work) {
        Installed plugin = change(work);
        audit(action, plugin.row());
        return plugin;
    }

    /** Plugins belong to the server and not to an organisation; that of the caller keeps the record. */
    private void audit(String action, PluginRow row) {
        if (Tenant.find().isPresent()) {
            Map<String, String> details =
                    Map.of("plugin", row.plugin(), "version", row.version(), "sha256", row.sha256());
            transactions.run(() -> audit.record("marketplace.plugin." + action, "plugin", row.id(), details));
        }
    }

    private Installed require(String id) {
        @Nullable Installed plugin = installed.get(id);
        if (plugin == null) {
            throw ProblemException.notFound("marketplace.not-found", id);
        }
        return plugin;
    }

    private PluginState state(Installed plugin, Locale locale) {
        return PluginStates.of(plugin, health, messages, locale);
    }

    private Installed change(Callable<Installed> work) {
        try {
            return worker.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (RejectedExecutionException e) {
            throw ProblemException.of(503, "marketplace.closing", Map.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(503, "marketplace.closing", Map.of());
        }
    }
}
