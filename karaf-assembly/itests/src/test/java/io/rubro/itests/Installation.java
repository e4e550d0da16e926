package io.rubro.itests;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A fresh installation of the built distribution, started with the launcher as a user would: own data folder, own
 * ports, Derby or PostgreSQL.
 */
final class Installation implements AutoCloseable {

    /** The databases the platform runs on. */
    enum Database {
        DERBY,
        POSTGRESQL
    }

    private static final Path ROOT = root();

    private final Path data;
    private final int httpPort;
    private final int mqttPort;
    private final Map<String, String> environment = new HashMap<>();
    private EmbeddedPostgres postgres;

    private Installation(Database database) {
        try {
            data = Files.createTempDirectory("rubro-it");
            List<Integer> ports = freePorts(3);
            httpPort = ports.get(0);
            mqttPort = ports.get(1);
            environment.put("RUBRO_DATA", data.toString());
            environment.put("RUBRO_HTTP_PORT", String.valueOf(httpPort));
            environment.put("RUBRO_MQTT_PORT", String.valueOf(mqttPort));
            environment.put("RUBRO_SSH_PORT", String.valueOf(ports.get(2)));
            environment.put("RUBRO_AS_BUILT", "1");
            environment.put("LANG", "en_US.UTF-8");
            if (database == Database.POSTGRESQL) {
                startPostgresql();
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path root() {
        String given = System.getProperty("rubro.root");
        return given == null ? Path.of("../..").toAbsolutePath().normalize() : Path.of(given);
    }

    private void startPostgresql() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .start();
        try (Connection c = postgres.getPostgresDatabase().getConnection();
                Statement s = c.createStatement()) {
            // not a superuser: the rights an operator would give
            s.execute("create role rubro login createrole password 'secret'");
            s.execute("create database rubro owner rubro");
        }
        environment.put("RUBRO_DB_URL", "jdbc:postgresql://localhost:" + postgres.getPort() + "/rubro");
        environment.put("RUBRO_DB_USER", "rubro");
        environment.put("RUBRO_DB_PASSWORD", "secret");
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
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

    /** Writes settings as an operator would, into {@code etc}; before the start, or while it runs. */
    void configure(String pid, Map<String, String> settings) {
        try {
            Path etc = Files.createDirectories(data.resolve("etc"));
            Files.write(
                    etc.resolve(pid + ".cfg"),
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + " = " + setting.getValue())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code ./rubro start}: returns when it is ready. */
    String start() {
        return launcher("start");
    }

    /** {@code ./rubro stop}. */
    void stop() {
        launcher("stop");
    }

    /** Runs one command of the launcher and returns what it printed. */
    String launcher(String... command) {
        try {
            List<String> line = new ArrayList<>(List.of(ROOT.resolve("rubro").toString()));
            line.addAll(List.of(command));
            Path output = Files.createTempFile("rubro-launcher", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("./rubro " + String.join(" ", command) + " does not end");
            }
            String text = Files.readString(output);
            Files.delete(output);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        "./rubro " + String.join(" ", command) + ": " + process.exitValue() + "\n" + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The process of the server. */
    ProcessHandle process() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info()
                        .arguments()
                        .map(args -> List.of(args).contains("-Dkaraf.base=" + data))
                        .orElse(false))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server is not running"));
    }

    /** {@code kill -9}. */
    void kill() {
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().join();
    }

    String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    String mqttUrl() {
        return "tcp://127.0.0.1:" + mqttPort;
    }

    Path deploy() {
        return data.resolve("deploy");
    }

    Path log() {
        return data.resolve("data/log/rubro.log");
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

    /** Whether the one-time token has been used. */
    boolean isSetUp() {
        return !Files.exists(data.resolve("data/setup-token"));
    }

    String setupToken() {
        try {
            return Files.readString(data.resolve("data/setup-token")).trim();
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

    @Override
    public void close() {
        try {
            stop();
        } finally {
            if (postgres != null) {
                try {
                    postgres.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    delete();
                }
            } else {
                delete();
            }
        }
    }

    private void delete() {
        if (Boolean.getBoolean("rubro.keep")) {
            System.err.println("kept: " + data);
            return;
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
