package io.rubro.platform.marketplace.internal;

import io.rubro.platform.marketplace.internal.kar.Kar;
import io.rubro.platform.marketplace.internal.kar.KarReader;
import io.rubro.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The KAR files of installed plugins: {@code plugins/<id>/<version>-<start of the hash>.kar} in the data folder. */
final class PluginFolder {

    private static final int BUFFER = 64 << 10;

    private final Path root;
    private final Path incoming;

    PluginFolder(Path data) {
        this.root = data.resolve("plugins");
        this.incoming = root.resolve(".incoming");
        try {
            Files.createDirectories(incoming);
            clearIncoming();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only at the beginning: later a file may lie there that waits for its turn. */
    private void clearIncoming() throws IOException {
        try (Stream<Path> uploads = Files.list(incoming)) {
            for (Path upload : uploads.toList()) {
                Files.delete(upload);
            }
        }
    }

    /** Copies a stream to a file of its own, flushed to the disk; the caller deletes it or moves it with {@link #keep}. */
    Path receive(InputStream stream) throws IOException {
        Path file = Files.createTempFile(incoming, "upload", ".kar");
        boolean complete = false;
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                size += count;
                if (size > KarReader.MOST_BYTES) {
                    throw ProblemException.of(
                            413, "marketplace.kar.too-large", Map.of("megabytes", KarReader.MOST_BYTES >> 20));
                }
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(true);
            complete = true;
            return file;
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Moves a received file to where it stays. */
    Path keep(Path received, Kar kar) throws IOException {
        Path file = file(kar.id(), kar.version().toString(), kar.sha256());
        Files.createDirectories(file.getParent());
        Files.move(received, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    /** Where the KAR of a plugin lies. */
    Path file(String plugin, String version, String sha256) {
        return root.resolve(plugin).resolve(version + "-" + sha256.substring(0, 12) + ".kar");
    }

    Path file(PluginRow row) {
        return file(row.plugin(), row.version(), row.sha256());
    }

    /** Deletes all kept files but these: what a killed installation or removal left behind. */
    void keepOnly(Set<Path> files) throws IOException {
        List<Path> present;
        try (Stream<Path> walk = Files.walk(root)) {
            present = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : present) {
            if (!files.contains(file) && !file.startsWith(incoming)) {
                delete(file);
            }
        }
    }

    /** Deletes a file, and its folder if it was the last one in it. */
    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Path folder = file.getParent();
        if (folder != null && !folder.equals(root) && !folder.equals(incoming)) {
            try (Stream<Path> rest = Files.list(folder)) {
                if (rest.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(folder);
        }
    }
}
