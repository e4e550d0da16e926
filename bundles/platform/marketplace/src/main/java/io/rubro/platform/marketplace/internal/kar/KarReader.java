package io.rubro.platform.marketplace.internal.kar;

import io.rubro.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * Looks through a KAR without unpacking it and without running anything of it: every {@code .jar} in it must be a
 * bundle, exactly one of them a plugin. The {@code features.xml} that build tools put beside them is not needed and not
 * read.
 */
public final class KarReader {

    /** The largest KAR, in bytes. */
    public static final long MOST_BYTES = 50L << 20;

    private static final long MOST_UNPACKED = 200L << 20;
    private static final int MOST_ENTRIES = 500;
    private static final String MODULE = "Rubro-Module";

    private KarReader() {}

    /** What a jar of a KAR says of itself. */
    private record Jar(KarBundle bundle, @Nullable PluginDescriptor descriptor) {}

    /**
     * Looks through a KAR.
     *
     * @throws ProblemException 413 or 422 saying why it is not an acceptable plugin
     * @throws IOException if the file cannot be read at all
     */
    public static Kar read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw ProblemException.of(413, "marketplace.kar.too-large", Map.of("megabytes", MOST_BYTES >> 20));
        }
        List<Jar> jars = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Budget budget = new Budget(MOST_UNPACKED);
            for (ZipEntry entry : entries(zip)) {
                jars.add(jar(zip, entry, budget));
            }
        } catch (ZipException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
        List<Jar> plugins = jars.stream().filter(jar -> jar.descriptor != null).toList();
        if (plugins.isEmpty()) {
            throw ProblemException.of(422, "marketplace.kar.no-plugin", Map.of());
        }
        if (plugins.size() > 1) {
            String names = String.join(
                    ", ", plugins.stream().map(jar -> jar.bundle.symbolicName()).toList());
            throw ProblemException.of(422, "marketplace.kar.several-plugins", Map.of("names", names));
        }
        List<KarBundle> bundles = jars.stream()
                .map(Jar::bundle)
                .sorted(Comparator.comparing(KarBundle::plugin).thenComparing(KarBundle::entry))
                .toList();
        PluginDescriptor descriptor = plugins.get(0).descriptor;
        if (descriptor == null) {
            throw new AssertionError("filtered above");
        }
        return new Kar(descriptor, bundles, sha256(file));
    }

    /** Opens a bundle of a KAR; the caller closes the zip. */
    public static InputStream open(ZipFile zip, KarBundle bundle) throws IOException {
        @Nullable ZipEntry entry = zip.getEntry(bundle.entry());
        if (entry == null) {
            throw new IOException(bundle.entry() + " is gone from " + zip.getName());
        }
        return zip.getInputStream(entry);
    }

    private static List<ZipEntry> entries(ZipFile zip) {
        if (zip.size() > MOST_ENTRIES) {
            throw ProblemException.of(422, "marketplace.kar.too-many-entries", Map.of("most", MOST_ENTRIES));
        }
        List<ZipEntry> jars = new ArrayList<>();
        zip.stream().forEach(entry -> {
            String name = entry.getName();
            if (name.startsWith("/")
                    || name.contains("\\")
                    || List.of(name.split("/")).contains("..")) {
                throw ProblemException.of(422, "marketplace.kar.unsafe-entry", Map.of("entry", name));
            }
            if (!entry.isDirectory() && name.endsWith(".jar")) {
                jars.add(entry);
            }
        });
        return jars;
    }

    private static Jar jar(ZipFile zip, ZipEntry entry, Budget budget) throws IOException {
        Attributes headers = headers(zip, entry, budget);
        @Nullable String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (name == null || !"2".equals(headers.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
            throw ProblemException.of(422, "marketplace.kar.not-a-bundle", Map.of("entry", entry.getName()));
        }
        String symbolicName = name.split(";", 2)[0].trim();
        if (headers.getValue(Constants.FRAGMENT_HOST) != null) {
            throw ProblemException.of(422, "marketplace.kar.fragment", Map.of("name", symbolicName));
        }
        @Nullable String path = headers.getValue(MODULE);
        Version version = version(entry, headers.getValue(Constants.BUNDLE_VERSION));
        KarBundle bundle = new KarBundle(entry.getName(), symbolicName, version, path != null);
        return new Jar(bundle, path == null ? null : descriptor(zip, entry, path, budget));
    }

    private static Attributes headers(ZipFile zip, ZipEntry entry, Budget budget) throws IOException {
        Optional<byte[]> manifest = NestedJar.find(zip, entry, "META-INF/MANIFEST.MF", budget);
        if (manifest.isEmpty()) {
            throw ProblemException.of(422, "marketplace.kar.not-a-bundle", Map.of("entry", entry.getName()));
        }
        try {
            return new Manifest(new ByteArrayInputStream(manifest.get())).getMainAttributes();
        } catch (IOException e) {
            throw broken(entry.getName() + ": " + e.getMessage());
        }
    }

    private static Version version(ZipEntry entry, @Nullable String text) {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            throw broken(entry.getName() + ": " + e.getMessage());
        }
    }

    private static PluginDescriptor descriptor(ZipFile zip, ZipEntry entry, String path, Budget budget)
            throws IOException {
        return NestedJar.find(zip, entry, path.trim(), budget)
                .map(PluginDescriptor::parse)
                .orElseThrow(() -> ProblemException.of(422, "marketplace.descriptor.absent", Map.of("path", path)));
    }

    static ProblemException broken(String reason) {
        return ProblemException.of(422, "marketplace.kar.broken", Map.of("reason", reason));
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
