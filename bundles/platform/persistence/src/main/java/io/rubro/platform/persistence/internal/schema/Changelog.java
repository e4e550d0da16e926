package io.rubro.platform.persistence.internal.schema;

import io.rubro.platform.module.Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The changelog of a module.
 *
 * @param module the id of the module
 * @param version the version of the module
 * @param schema the schema it makes
 * @param globalTables the tables without an organisation
 * @param path where it lies among the resources
 * @param checksum changes whenever one of its files does
 * @param resources where its files are
 */
public record Changelog(
        String module,
        String version,
        String schema,
        Set<String> globalTables,
        String path,
        String checksum,
        ClassLoader resources) {

    static Changelog of(Module module) {
        String path = module.changelog().orElseThrow();
        int slash = path.lastIndexOf('/');
        @Nullable
        Enumeration<URL> files = module.bundle().findEntries(slash < 0 ? "/" : path.substring(0, slash), "*", true);
        return new Changelog(
                module.id(),
                module.version(),
                module.schema(),
                module.globalTables(),
                path,
                checksum(files == null ? List.of() : Collections.list(files), module.globalTables()),
                module.bundle().adapt(BundleWiring.class).getClassLoader());
    }

    /** SHA-256 over the names and contents of the files and the names of the global tables. */
    public static String checksum(List<URL> files, Set<String> globalTables) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (URL file :
                    files.stream().sorted(Comparator.comparing(URL::getPath)).toList()) {
                digest.update(file.getPath().getBytes(StandardCharsets.UTF_8));
                if (!file.getPath().endsWith("/")) {
                    try (InputStream in = file.openStream()) {
                        digest.update(in.readAllBytes());
                    }
                }
            }
            globalTables.stream().sorted().forEach(t -> digest.update(t.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
