package io.rubro.platform.marketplace.internal.kar;

import java.util.List;
import org.osgi.framework.Version;

/**
 * What a KAR contains, after it was looked through: one plugin and the libraries it brings along.
 *
 * @param descriptor what the plugin says of itself
 * @param bundles the libraries first, the plugin last
 * @param sha256 of the whole file, in hexadecimal
 */
public record Kar(PluginDescriptor descriptor, List<KarBundle> bundles, String sha256) {

    public Kar {
        bundles = List.copyOf(bundles);
    }

    /** The id of the plugin. */
    public String id() {
        return descriptor.id();
    }

    /** The bundle that is the plugin. */
    public KarBundle plugin() {
        return bundles.get(bundles.size() - 1);
    }

    /** The version of the plugin: that of its bundle. */
    public Version version() {
        return plugin().version();
    }
}
