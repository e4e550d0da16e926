package io.rubro.platform.marketplace.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Makes further versions of a plugin from its KAR, for tests of upgrades. */
public final class KarVersions {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private KarVersions() {}

    /**
     * Writes a copy of a KAR whose plugin bundle has another version, and is otherwise the same.
     *
     * @return the copy, beside the original: {@code <name>-<version>.kar}
     */
    public static Path withVersion(Path kar, String version) {
        String name = kar.getFileName().toString().replaceFirst("\\.kar$", "");
        Path copy = kar.resolveSibling(name + "-" + version + ".kar");
        return withVersion(kar, version, copy);
    }

    /** As {@link #withVersion(Path, String)}, to a file of choice. */
    public static Path withVersion(Path kar, String version, Path copy) {
        try (ZipFile from = new ZipFile(kar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
            Enumeration<? extends ZipEntry> entries = from.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                try (InputStream in = from.getInputStream(entry)) {
                    byte[] content = in.readAllBytes();
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(entry.getName().endsWith(".jar") ? jar(content, version) : content);
                    to.closeEntry();
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] jar(byte[] content, String version) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(content));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                byte[] file = from.readAllBytes();
                to.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals(MANIFEST)) {
                    Manifest manifest = new Manifest(new ByteArrayInputStream(file));
                    Attributes main = manifest.getMainAttributes();
                    if (main.getValue("Rubro-Module") == null) {
                        return content; // a library the plugin brings along
                    }
                    main.putValue("Bundle-Version", version);
                    manifest.write(to);
                } else {
                    to.write(file);
                }
                to.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
