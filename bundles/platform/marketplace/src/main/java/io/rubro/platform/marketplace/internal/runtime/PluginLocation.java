package io.rubro.platform.marketplace.internal.runtime;

import io.rubro.platform.marketplace.internal.kar.Kar;
import io.rubro.platform.marketplace.internal.kar.KarBundle;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * The part of a bundle's location that says which installation of which plugin it belongs to: {@code
 * rubro-plugin:<id>/<version>-<start of the hash>/<symbolic name>}. The hash tells two builds of one version apart.
 *
 * @param plugin the id of the plugin
 * @param build its version and the first twelve digits of the hash of its KAR
 */
public record PluginLocation(String plugin, String build) {

    private static final String PREFIX = "rubro-plugin:";
    private static final int HASH_DIGITS = 12;

    /** The location of the bundles of a KAR. */
    public static PluginLocation of(Kar kar) {
        return of(kar.id(), kar.version().toString(), kar.sha256());
    }

    /** The location of the bundles of a plugin in a version and with the hash of its KAR. */
    public static PluginLocation of(String plugin, String version, String sha256) {
        return new PluginLocation(plugin, version + "-" + sha256.substring(0, HASH_DIGITS));
    }

    /** Reads the location of a bundle; empty if it belongs to no plugin. */
    public static Optional<PluginLocation> of(Bundle bundle) {
        String location = bundle.getLocation();
        if (location == null || !location.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = location.substring(PREFIX.length()).split("/", 3);
        return parts.length == 3 ? Optional.of(new PluginLocation(parts[0], parts[1])) : Optional.empty();
    }

    String bundle(KarBundle bundle) {
        return PREFIX + plugin + "/" + build + "/" + bundle.symbolicName();
    }
}
