package io.rubro.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An installation made for the benchmark: fresh, on Derby or PostgreSQL, set up with a few organisations. */
final class Target implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();
    private static final String PASSWORD = "una frase larga y mía";

    private final Path root;
    private final Path data;
    private final EmbeddedPostgres postgres;
    private final Map<String, String> environment = new java.util.HashMap<>();
    private final int http;
    private final int mqtt;

    Target(Path root, boolean postgresql) throws Exception {
        this.root = root;
        this.data = Files.createTempDirectory("rubro-bench");
        this.http = freePort();
        this.mqtt = freePort();
        environment.put("RUBRO_DATA", data.toString());
        environment.put("RUBRO_HTTP_PORT", "" + http);
        environment.put("RUBRO_MQTT_PORT", "" + mqtt);
        environment.put("RUBRO_SSH_PORT", "" + freePort());
        environment.put("RUBRO_AS_BUILT", "1");
        environment.put("LANG", "en_US.UTF-8");
        postgres = postgresql
                ? EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("fsync", "on")
                        .start()
                : null;
        if (postgres != null) {
            try (Connection c = postgres.getPostgresDatabase().getConnection();
                    Statement s = c.createStatement()) {
                s.execute("create role rubro login createrole password 'secret'");
                s.execute("create database rubro owner rubro");
            }
            environment.put("RUBRO_DB_URL", "jdbc:postgresql://localhost:" + postgres.getPort() + "/rubro");
            environment.put("RUBRO_DB_USER", "rubro");
            environment.put("RUBRO_DB_PASSWORD", "secret");
        }
        start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    void start() throws Exception {
        launcher("start");
    }

    void stop() throws Exception {
        launcher("stop");
    }

    private void launcher(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(root.resolve("rubro").toString(), command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("launcher.txt").toFile());
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException(
                    "./rubro " + command + ": " + exit + "\n" + Files.readString(data.resolve("launcher.txt")));
        }
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + http);
    }

    String mqtt() {
        return "tcp://127.0.0.1:" + mqtt;
    }

    Yardstick yardstick() {
        return postgres == null
                ? new Yardstick("jdbc:derby:" + data.resolve("data/derby"), "", "")
                : new Yardstick(environment.get("RUBRO_DB_URL"), "rubro", "secret");
    }

    String databaseUrl() {
        return postgres == null ? "jdbc:derby:" + data.resolve("data/derby") : environment.get("RUBRO_DB_URL");
    }

    /** Access tokens of the owners of so many new organisations. */
    List<String> organizations(int count) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (HttpConnection anonymous = new HttpConnection(http(), "")) {
            String token = Files.readString(data.resolve("data/setup-token")).trim();
            JsonNode first = send(
                    anonymous,
                    "/api/v1/security/setup",
                    Map.of(
                            "token", token,
                            "organization", organization(0),
                            "administrator", person(0)));
            tokens.add(first.at("/accessToken").asText());
            try (HttpConnection admin = new HttpConnection(http(), tokens.get(0))) {
                for (int i = 1; i < count; i++) {
                    send(
                            admin,
                            "/api/v1/security/platform/organizations",
                            Map.of("organization", organization(i), "owner", person(i)));
                    JsonNode login = send(
                            anonymous,
                            "/api/v1/security/login",
                            Map.of("email", person(i).get("email"), "password", PASSWORD));
                    tokens.add(login.at("/accessToken").asText());
                }
            }
        }
        return tokens;
    }

    private static Map<String, String> organization(int i) {
        return Map.of("name", "Organización " + i, "taxId", "B12345674", "country", "ES");
    }

    private static Map<String, String> person(int i) {
        return Map.of("email", "p" + i + "@example.com", "name", "P" + i, "password", PASSWORD);
    }

    static JsonNode send(HttpConnection connection, String path, Object body) throws IOException {
        HttpConnection.Answer answer =
                connection.post(path, JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(path + " answered " + answer.status() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    private ProcessHandle process() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info()
                        .arguments()
                        .map(a -> List.of(a).contains("-Dkaraf.base=" + data))
                        .orElse(false))
                .findFirst()
                .orElseThrow();
    }

    /** CPU the server has used so far, in seconds. */
    double cpuSeconds() {
        return process().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** Resident memory of the server, in megabytes. */
    long residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", "" + process().pid(), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return -1;
    }

    @Override
    public void close() throws Exception {
        stop();
        if (postgres != null) {
            postgres.close();
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
