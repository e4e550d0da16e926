package io.rubro.platform.console.internal.assets;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** The files under {@code console/} of bundles. What is asked for often stays in memory, up to a total. */
final class BundleFiles {

    /** What browsers may ask for: no hidden files, nothing that climbs. */
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z0-9_@][A-Za-z0-9._@-]*(/[A-Za-z0-9_@][A-Za-z0-9._@-]*)*");

    private final long capacity;
    private final Map<Key, Asset> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long weight;

    /** A file of one state of a bundle. */
    private record Key(long bundle, long modified, String path) {}

    /** @param capacity how many bytes may stay in memory */
    BundleFiles(long capacity) {
        this.capacity = capacity;
    }

    /** A file, if there is one and it is of a kind that is served. */
    Optional<Asset> find(Bundle bundle, String path) throws IOException {
        Optional<String> type = Asset.type(path);
        if (type.isEmpty() || !PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        Key key = new Key(bundle.getBundleId(), bundle.getLastModified(), path);
        Optional<Asset> known = known(key);
        if (known.isPresent()) {
            return known;
        }
        Optional<byte[]> bytes = read(bundle, path);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        Asset asset = Asset.of(type.get(), bytes.get());
        keep(key, asset);
        return Optional.of(asset);
    }

    /** The bytes of a file, not kept. */
    static Optional<byte[]> read(Bundle bundle, String path) throws IOException {
        @Nullable URL url = entry(bundle, "console/" + path);
        if (url == null) {
            return Optional.empty();
        }
        try (InputStream in = url.openStream()) {
            return Optional.of(in.readAllBytes());
        }
    }

    /** The names of the files in a folder. */
    static List<String> list(Bundle bundle, String folder) {
        @Nullable Enumeration<URL> files = bundle.findEntries("console/" + folder, "*", false);
        return files == null
                ? List.of()
                : Collections.list(files).stream()
                        .map(URL::getPath)
                        .map(path -> path.substring(path.lastIndexOf('/') + 1))
                        .filter(name -> !name.isEmpty())
                        .sorted()
                        .toList();
    }

    /** A bundle that is being uninstalled has no files any more. */
    private static @Nullable URL entry(Bundle bundle, String path) {
        try {
            return bundle.getEntry(path);
        } catch (IllegalStateException uninstalled) {
            return null;
        }
    }

    private synchronized Optional<Asset> known(Key key) {
        return Optional.ofNullable(kept.get(key));
    }

    private synchronized void keep(Key key, Asset asset) {
        if (asset.weight() > capacity / 4 || kept.putIfAbsent(key, asset) != null) {
            return;
        }
        weight += asset.weight();
        Iterator<Asset> eldest = kept.values().iterator();
        while (weight > capacity) {
            weight -= eldest.next().weight();
            eldest.remove();
        }
    }

    /** What stays in memory now, in bytes. */
    synchronized long weight() {
        return weight;
    }
}
