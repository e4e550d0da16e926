package io.rubro.itests;

import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.testing.OwnInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An installation of the tests' own, with what they look into. */
final class Installation extends OwnInstallation {

    /** The databases the platform runs on. */
    enum Database {
        DERBY(TestDatabase.DERBY),
        POSTGRESQL(TestDatabase.POSTGRESQL);

        private final TestDatabase kind;

        Database(TestDatabase kind) {
            this.kind = kind;
        }
    }

    private static final Path ROOT = root();

    private Installation(Database database) {
        super(ROOT, database.kind, Map.of());
    }

    private static Path root() {
        String given = System.getProperty("rubro.root");
        return given == null ? Path.of("../..").toAbsolutePath().normalize() : Path.of(given);
    }

    /** Prepares an installation; nothing runs yet. */
    static Installation fresh(Database database) {
        return new Installation(database);
    }

    /** Prepares an installation and starts it. */
    static Installation started(Database database) {
        Installation installation = new Installation(database);
        try {
            installation.start();
            return installation;
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    Path deploy() {
        return data().resolve("deploy");
    }

    Path log() {
        return data().resolve("data/log/rubro.log");
    }

    /** What the server complained about: errors and stack traces. */
    List<String> errorsInLog() {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(l -> l.contains("\"level\":\"ERROR\"") || l.contains("Exception"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The plugin built in this repository. */
    static Path carniceria() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("rubro-plugins"))) {
            return files.filter(f -> f.toString().matches(".*/target/carniceria[^/]*\\.kar"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(() -> new IllegalStateException("carniceria's KAR is not built"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
