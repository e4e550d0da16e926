package io.rubro.platform.marketplace.internal;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that should be installed, as the database remembers it.
 *
 * @param plugin the id of the plugin
 * @param running whether it should run
 * @param deployFile the name of the file in the deploy folder it came from; null if it came another way
 * @param installedBy who installed this version
 */
record PluginRow(
        Id id,
        String plugin,
        String version,
        String sha256,
        String symbolicName,
        boolean running,
        @Nullable String deployFile,
        Instant installedAt,
        String installedBy) {

    PluginRow withRunning(boolean wanted) {
        return new PluginRow(id, plugin, version, sha256, symbolicName, wanted, deployFile, installedAt, installedBy);
    }

    PluginRow withDeployFile(String file) {
        return new PluginRow(id, plugin, version, sha256, symbolicName, running, file, installedAt, installedBy);
    }
}
