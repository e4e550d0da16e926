package io.rubro.platform.marketplace.internal;

import io.rubro.platform.marketplace.internal.kar.Kar;
import io.rubro.platform.marketplace.internal.runtime.PluginBundles;
import io.rubro.platform.marketplace.internal.runtime.PluginLocation;
import io.rubro.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the framework agree with the database after a start: plugins whose bundles are gone (a wiped cache) come back
 * from their files, and what a killed installation or removal left behind goes. A plugin that fails keeps nobody else
 * from starting.
 */
final class PluginRestore {

    private static final Logger LOG = LoggerFactory.getLogger(PluginRestore.class);

    private final PluginFolder folder;
    private final PluginStore store;
    private final PluginBundles bundles;
    private final PluginSwap swap;
    private final @Nullable Path deploy;

    /** @param deploy the deploy folder; null if there is none */
    PluginRestore(
            PluginFolder folder, PluginStore store, PluginBundles bundles, PluginSwap swap, @Nullable Path deploy) {
        this.folder = folder;
        this.store = store;
        this.bundles = bundles;
        this.swap = swap;
        this.deploy = deploy;
    }

    /** Brings all plugins back and starts those that should run; does not wait until they work. */
    Map<String, Installed> run() throws IOException {
        List<PluginRow> rows = new ArrayList<>(store.all());
        rows.removeIf(this::wasTakenOutOfTheDeployFolder);
        removeStrangers(rows);
        folder.keepOnly(rows.stream().map(folder::file).collect(Collectors.toSet()));
        cutForeignWires();
        Map<String, Installed> installed = new LinkedHashMap<>();
        for (PluginRow row : rows) {
            installed.put(row.plugin(), bringBack(row));
        }
        return installed;
    }

    /** Deleting the file removes the plugin, also while the server is down; a missing folder is no deletion. */
    private boolean wasTakenOutOfTheDeployFolder(PluginRow row) {
        String file = row.deployFile();
        if (file == null || deploy == null || !Files.isDirectory(deploy) || Files.exists(deploy.resolve(file))) {
            return false;
        }
        LOG.info("plugin {} goes: {} is no longer in {}", row.plugin(), file, deploy);
        store.delete(row.plugin());
        return true;
    }

    private void removeStrangers(List<PluginRow> rows) {
        Set<PluginLocation> wanted = rows.stream()
                .map(row -> PluginLocation.of(row.plugin(), row.version(), row.sha256()))
                .collect(Collectors.toSet());
        bundles.all().forEach((location, strangers) -> {
            if (!wanted.contains(location)) {
                bundles.remove(strangers);
            }
        });
    }

    /**
     * While the framework starts it may have wired somebody to a plugin, because the walls were not up yet. Now, before
     * the server is ready, is the moment to undo that: later it would make that bundle restart together with the plugin.
     */
    private void cutForeignWires() {
        List<Bundle> plugins =
                bundles.all().values().stream().flatMap(Collection::stream).toList();
        List<String> others = bundles.dependents(plugins);
        if (!others.isEmpty()) {
            LOG.info("{} found packages in plugins; they look again without", others);
            bundles.remove(plugins);
        }
    }

    private Installed bringBack(PluginRow row) {
        try {
            Kar kar = swap.read(row);
            Optional<List<Bundle>> present = bundles.find(kar);
            List<Bundle> all = present.isPresent() ? present.get() : bundles.install(kar, folder.file(row));
            Installed back = new Installed(row, kar, all, null);
            return row.running() ? start(back) : back;
        } catch (IOException e) {
            LOG.error("plugin {} {} does not come back: {}", row.plugin(), row.version(), e.toString());
            String file = folder.file(row).getFileName().toString();
            return broken(row, new Trouble("marketplace.lacks.file", Map.of("file", file)));
        } catch (ProblemException e) {
            LOG.error("plugin {} {} does not come back: {}", row.plugin(), row.version(), e.getMessage());
            return broken(row, new Trouble(e.code(), e.args()));
        }
    }

    private Installed broken(PluginRow row, Trouble trouble) {
        PluginLocation location = PluginLocation.of(row.plugin(), row.version(), row.sha256());
        bundles.remove(bundles.all().getOrDefault(location, List.of()));
        return Installed.broken(row, trouble);
    }

    private Installed start(Installed back) {
        try {
            bundles.resolve(back.bundles());
            bundles.start(back.bundles());
            return back;
        } catch (ProblemException e) {
            LOG.error("plugin {} does not start: {}", back.row().plugin(), e.getMessage());
            return new Installed(back.row(), back.kar(), back.bundles(), new Trouble(e.code(), e.args()));
        }
    }
}
