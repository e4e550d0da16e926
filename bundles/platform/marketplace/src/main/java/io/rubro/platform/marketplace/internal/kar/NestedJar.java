package io.rubro.platform.marketplace.internal.kar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads single files out of a jar that is itself an entry of a zip. */
final class NestedJar {

    /** Manifests and descriptors are small; anything larger is an attempt to fill the memory. */
    private static final int MOST_BYTES = 1 << 20;

    private NestedJar() {}

    /** Finds a file; reads the jar to its end in any case, which proves its checksums and its size. */
    static Optional<byte[]> find(ZipFile zip, ZipEntry jar, String name, Budget budget) throws IOException {
        // counted twice, packed and unpacked: a bomb may be in either layer
        try (InputStream packed = budget.count(zip.getInputStream(jar));
                ZipInputStream entries = new ZipInputStream(packed)) {
            InputStream unpacked = budget.count(entries);
            byte @Nullable [] found = null;
            for (@Nullable ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    if (found != null) {
                        throw KarReader.broken(jar.getName() + "!/" + name + " ×2");
                    }
                    found = unpacked.readNBytes(MOST_BYTES + 1);
                    if (found.length > MOST_BYTES) {
                        throw KarReader.broken(jar.getName() + "!/" + name + " > 1 MiB");
                    }
                }
                unpacked.transferTo(OutputStream.nullOutputStream());
            }
            return Optional.ofNullable(found);
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw KarReader.broken(jar.getName() + ": " + e.getMessage());
        }
    }
}
