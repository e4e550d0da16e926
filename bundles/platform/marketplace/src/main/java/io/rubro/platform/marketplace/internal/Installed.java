package io.rubro.platform.marketplace.internal;

import io.rubro.platform.marketplace.internal.kar.Kar;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * A plugin on this node.
 *
 * @param row what should be
 * @param kar what its KAR says; null if that file is missing or damaged on this node
 * @param bundles its bundles, the plugin last; empty if they are not in the framework
 * @param trouble why it could not be brought back after a restart; null if it could
 */
record Installed(PluginRow row, @Nullable Kar kar, List<Bundle> bundles, @Nullable Trouble trouble) {

    Installed {
        bundles = List.copyOf(bundles);
    }

    /** One that could not be brought back. */
    static Installed broken(PluginRow row, Trouble trouble) {
        return new Installed(row, null, List.of(), trouble);
    }

    Installed with(PluginRow changed) {
        return new Installed(changed, kar, bundles, trouble);
    }
}
