package io.rubro.platform.testing;

import io.rubro.platform.persistence.testing.TestDatabase;
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
import org.jspecify.annotations.Nullable;

/**
 * A fresh installation of the built distribution, started with the launcher as a user would: own data folder, own
 * ports, Derby or PostgreSQL. Stopped and removed when it is closed.
 */
public class OwnInstallation implements AutoCloseable {

    /** The owner of the database on PostgreSQL. */
    public static final String DATABASE_USER = "rubro";

    public static final String DATABASE_PASSWORD = "secret";

    private final Path root;
    private final Path data;
    private final int httpPort;
    private final int mqttPort;
    private final Map<String, String> environment = new HashMap<>();
    private final @Nullable EmbeddedPostgres postgres;

    /**
     * Prepares an installation; nothing of it runs yet.
     *
     * @param root the repository, with the distribution built
     * @param settings of the PostgreSQL server, beside those every installation has
     */
    public OwnInstallation(Path root, TestDatabase database, Map<String, String> settings) {
        this.root = root;
        try {
            data = Files.createTempDirectory("rubro-own");
            List<Integer> ports = freePorts(3);
            httpPort = ports.get(0);
            mqttPort = ports.get(1);
            environment.put("RUBRO_DATA", data.toString());
            environment.put("RUBRO_HTTP_PORT", String.valueOf(httpPort));
            environment.put("RUBRO_MQTT_PORT", String.valueOf(mqttPort));
            environment.put("RUBRO_SSH_PORT", String.valueOf(ports.get(2)));
            environment.put("RUBRO_AS_BUILT", "1");
            environment.put("LANG", "en_US.UTF-8");
            postgres = database == TestDatabase.POSTGRESQL ? startPostgresql(settings) : null;
            if (postgres != null) {
                environment.put("RUBRO_DB_URL", databaseUrl());
                environment.put("RUBRO_DB_USER", DATABASE_USER);
                environment.put("RUBRO_DB_PASSWORD", DATABASE_PASSWORD);
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres startPostgresql(Map<String, String> settings) throws IOException, SQLException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100");
        settings.forEach(builder::setServerConfig);
        EmbeddedPostgres server = builder.start();
        try (Connection c = server.getPostgresDatabase().getConnection();
                Statement s = c.createStatement()) {
            // not a superuser: the rights an operator would give
            s.execute("create role " + DATABASE_USER + " login createrole password '" + DATABASE_PASSWORD + "'");
            s.execute("create database rubro owner " + DATABASE_USER);
        }
        return server;
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

    /** Writes settings as an operator would, into {@code etc}; before the start, or while it runs. */
    public final void configure(String pid, Map<String, String> settings) {
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
    public final String start() {
        return launcher("start");
    }

    /** {@code ./rubro stop}. */
    public final void stop() {
        launcher("stop");
    }

    /**
     * Runs one command of the launcher and returns what it printed.
     *
     * @throws IllegalStateException with what it printed, if it fails or takes five minutes
     */
    public final String launcher(String... command) {
        try {
            List<String> line = new ArrayList<>(List.of(root.resolve("rubro").toString()));
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
    public final ProcessHandle process() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info()
                        .arguments()
                        .map(args -> List.of(args).contains("-Dkaraf.base=" + data))
                        .orElse(false))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server is not running"));
    }

    /** {@code kill -9}. */
    public final void kill() {
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Where the console and the REST API are, without a slash at the end. */
    public final String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    public final String mqttUrl() {
        return "tcp://127.0.0.1:" + mqttPort;
    }

    /** The JDBC URL of its database; an embedded one can be opened while the server is stopped. */
    public final String databaseUrl() {
        return postgres == null
                ? "jdbc:derby:" + data.resolve("data/derby")
                : "jdbc:postgresql://localhost:" + postgres.getPort() + "/rubro";
    }

    /** Its data folder. */
    public final Path data() {
        return data;
    }

    /** The token of the link the first start has printed, until it is used. */
    public final String setupToken() {
        try {
            return Files.readString(tokenFile()).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the one-time token has been used. */
    public final boolean isSetUp() {
        return !Files.exists(tokenFile());
    }

    private Path tokenFile() {
        return data.resolve("data/setup-token");
    }

    /** Stops it and removes what is left of it; with the system property {@code rubro.keep} its data stay. */
    @Override
    public final void close() {
        try {
            stop();
        } finally {
            try {
                if (postgres != null) {
                    postgres.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
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
