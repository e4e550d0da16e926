package io.rubro.platform.marketplace.internal;

import io.rubro.platform.ids.Id;
import io.rubro.platform.marketplace.internal.kar.Kar;
import io.rubro.platform.marketplace.internal.kar.KarReader;
import io.rubro.platform.marketplace.internal.runtime.PluginBundles;
import io.rubro.platform.marketplace.internal.runtime.PluginHealth;
import io.rubro.platform.module.Messages;
import io.rubro.platform.module.Module;
import io.rubro.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a plugin in the place of what was there before, or puts back what was there before. The row in the database is
 * the point of no return: a server killed before it starts with the old version, one killed after it with the new.
 */
final class PluginSwap {

    private static final Logger LOG = LoggerFactory.getLogger(PluginSwap.class);

    private final BundleContext context;
    private final PluginFolder folder;
    private final PluginStore store;
    private final PluginBundles bundles;
    private final PluginHealth health;
    private final Messages messages;
    private final Duration patience;

    PluginSwap(
            BundleContext context,
            PluginFolder folder,
            PluginStore store,
            PluginBundles bundles,
            PluginHealth health,
            Messages messages,
            Duration patience) {
        this.context = context;
        this.folder = folder;
        this.store = store;
        this.bundles = bundles;
        this.health = health;
        this.messages = messages;
        this.patience = patience;
    }

    /**
     * Checks whether a plugin may be installed here, in the place of another or of nothing.
     *
     * @throws ProblemException 409 or 422 saying why not
     */
    void check(Kar kar, @Nullable Installed before, Order order) {
        Version platform = context.getBundle().getVersion();
        if (!kar.descriptor().platform().includes(platform)) {
            Map<String, Object> args =
                    Map.of("id", kar.id(), "needs", kar.descriptor().platform().toString(), "has", platform.toString());
            throw ProblemException.of(422, "marketplace.wrong-platform", args);
        }
        if (isCore(kar.id())) {
            throw ProblemException.conflict("marketplace.id-taken", Map.of("id", kar.id()));
        }
        if (before != null) {
            checkSuccessor(kar, before, order);
        }
    }

    private boolean isCore(String id) {
        try {
            for (ServiceReference<Module> reference :
                    context.getServiceReferences(Module.class, "(module=" + id + ")")) {
                Module module = context.getService(reference);
                context.ungetService(reference);
                if (module != null && module.kind() == Module.Kind.CORE) {
                    return true;
                }
            }
            return false;
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(id, e);
        }
    }

    private static void checkSuccessor(Kar kar, Installed before, Order order) {
        PluginRow row = before.row();
        Version installed = Version.parseVersion(row.version());
        String offered = kar.version().toString();
        if (!row.symbolicName().equals(kar.plugin().symbolicName())) {
            Map<String, Object> args = Map.of("id", kar.id(), "installed", row.symbolicName());
            throw ProblemException.conflict("marketplace.other-plugin", args);
        }
        if (row.sha256().equals(kar.sha256())) {
            if (before.kar() == null) {
                return; // its file was lost: this is the repair
            }
            throw ProblemException.conflict("marketplace.installed", Map.of("id", kar.id(), "version", offered));
        }
        int newer = kar.version().compareTo(installed);
        if (newer == 0 && !order.force()) {
            throw ProblemException.conflict("marketplace.same-version", Map.of("id", kar.id(), "version", offered));
        }
        if (newer < 0 && !order.force()) {
            Map<String, Object> args = Map.of("id", kar.id(), "installed", row.version(), "offered", offered);
            throw ProblemException.conflict("marketplace.older", args);
        }
    }

    /**
     * Installs a KAR that was received and checked; on any failure everything is as before.
     *
     * @param received its file, which is moved away
     */
    Installed put(Path received, Kar kar, @Nullable Installed before, Order order) throws IOException {
        PluginRow row = new PluginRow(
                before == null ? Id.next() : before.row().id(),
                kar.id(),
                kar.version().toString(),
                kar.sha256(),
                kar.plugin().symbolicName(),
                before == null || before.row().running(),
                order.deployFile(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                order.by());
        Path file = folder.keep(received, kar);
        List<Bundle> fresh = List.of();
        boolean done = false;
        try {
            fresh = bundles.install(kar, file);
            bundles.resolve(fresh);
            if (before != null) {
                refuseIfOthersDepend(before);
            }
            if (row.running()) {
                takeOver(kar, fresh, before, order);
            }
            store.save(row);
            done = true;
        } finally {
            if (!done) {
                putBack(file, fresh, before);
            }
        }
        if (before != null && !folder.file(before.row()).equals(file)) {
            discard(before);
        }
        return new Installed(row, kar, fresh, null);
    }

    private void refuseIfOthersDepend(Installed before) {
        List<String> others = bundles.dependents(before.bundles());
        if (!others.isEmpty()) {
            throw ProblemException.conflict("marketplace.would-restart", Map.of("names", String.join(", ", others)));
        }
    }

    /** Only now the old one stops: both use the same paths, tables and names and cannot run together. */
    private void takeOver(Kar kar, List<Bundle> fresh, @Nullable Installed before, Order order) {
        if (before != null) {
            bundles.stop(before.bundles());
        }
        start(kar, fresh, order.locale());
    }

    /**
     * Starts a plugin and waits until it works.
     *
     * @throws ProblemException 422 with what it lacks
     */
    void start(Kar kar, List<Bundle> all, Locale locale) {
        bundles.start(all);
        List<Trouble> troubles = health.await(kar, all, patience);
        if (!troubles.isEmpty()) {
            Map<String, Object> args = Map.of("id", kar.id(), "reasons", Trouble.words(troubles, messages, locale));
            throw ProblemException.of(422, "marketplace.not-ready", args);
        }
    }

    private void putBack(Path file, List<Bundle> fresh, @Nullable Installed before) {
        try {
            bundles.remove(fresh);
            boolean repair = before != null && folder.file(before.row()).equals(file);
            if (!repair) {
                folder.delete(file);
            }
            if (before != null && before.row().running() && before.kar() != null) {
                bundles.start(before.bundles());
                List<Trouble> troubles = health.await(before.kar(), before.bundles(), patience);
                if (!troubles.isEmpty()) {
                    LOG.error("{} is back but lacks {}", before.row().plugin(), troubles);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("what was there before {} could not be put back", file.getFileName(), e);
        }
    }

    /** Takes away a version that was replaced or removed. Its tables stay. */
    void discard(Installed old) {
        bundles.remove(old.bundles());
        try {
            folder.delete(folder.file(old.row()));
        } catch (IOException e) {
            LOG.warn("{} is left over until the next start: {}", folder.file(old.row()), e.toString());
        }
    }

    /** Reads the KAR of a row again. */
    Kar read(PluginRow row) throws IOException {
        Kar kar = KarReader.read(folder.file(row));
        if (!kar.sha256().equals(row.sha256())) {
            throw ProblemException.of(422, "marketplace.kar.broken", Map.of("reason", "sha256 " + kar.sha256()));
        }
        return kar;
    }
}
