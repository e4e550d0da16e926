package io.rubro.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.testing.OwnInstallation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An installation made for the benchmark: fresh, on Derby or a PostgreSQL that waits for its disk, set up with a few organisations. */
final class Target extends OwnInstallation {

    static final JsonMapper JSON = new JsonMapper();
    private static final String PASSWORD = "una frase larga y mía";

    private final boolean postgresql;

    /** Starts it. */
    Target(Path root, boolean postgresql) {
        super(root, postgresql ? TestDatabase.POSTGRESQL : TestDatabase.DERBY, Map.of("fsync", "on"));
        this.postgresql = postgresql;
        start();
    }

    URI http() {
        return URI.create(url());
    }

    Yardstick yardstick() {
        return postgresql
                ? new Yardstick(databaseUrl(), DATABASE_USER, DATABASE_PASSWORD)
                : new Yardstick(databaseUrl(), "", "");
    }

    /** Access tokens of the owners of so many new organisations. */
    List<String> organizations(int count) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (HttpConnection anonymous = new HttpConnection(http(), "")) {
            JsonNode first = send(
                    anonymous,
                    "/api/v1/security/setup",
                    Map.of(
                            "token", setupToken(),
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
}
