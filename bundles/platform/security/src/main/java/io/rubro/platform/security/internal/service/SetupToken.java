package io.rubro.platform.security.internal.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The one-time secret of a fresh installation: a file that only whoever runs the server can read. */
final class SetupToken {

    private static final int LEAST_LENGTH = 32;

    private final Path file;

    SetupToken(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Makes the file, unless a good one is there from an earlier start. */
    void ensure() {
        if (read().isPresent()) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, ownerOnly()); // readable by nobody else from its first moment
            Files.writeString(file, Secrets.token() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this is the token. */
    boolean matches(String given) {
        return read().map(token -> Secrets.same(token, given.strip())).orElse(false);
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip()).filter(t -> t.length() >= LEAST_LENGTH)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
