package io.rubro.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** The CRM with a long history: {@code ./rubro bench crm [derby|postgresql|both] [seconds] [contacts] [invoices]}. */
final class CrmBench {

    /** What somebody types into the search, letter by letter. */
    private static final List<String> TYPED = List.of(
            "ma",
            "mar",
            "mari",
            "maria",
            "maria c",
            "maria ca",
            "juan",
            "ca",
            "caro",
            "caromi",
            "nora ro",
            "example7.c",
            "zen",
            "hugo sa",
            "nobody");

    private static final int WORKERS = 2;

    private final Target target;
    private final int seconds;

    CrmBench(Target target, int seconds) {
        this.target = target;
        this.seconds = seconds;
    }

    void run(String token, int contacts, int invoices) throws Exception {
        target.stop();
        long begun = System.nanoTime();
        List<Long> people;
        try (Connection connection = target.yardstick().connect()) {
            CrmHistory history = new CrmHistory(connection, organization(connection));
            history.fill(contacts, invoices);
            if (!target.databaseUrl().startsWith("jdbc:derby:")) {
                connection.setAutoCommit(true);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("analyze");
                }
            }
            people = history.contacts();
        }
        Yardstick.release(target.databaseUrl());
        System.out.printf(
                "  %,d contacts and %,d invoices written in %d s%n",
                contacts, invoices, (System.nanoTime() - begun) / 1_000_000_000);
        target.start();
        rebuild(token);
        Random random = new Random(1);
        measure(
                token,
                "GET contact's file",
                i -> "/api/v1/crm/contacts/" + CrmHistory.text(people.get(random.nextInt(people.size()))) + "/file");
        measure(
                token,
                "GET contacts?q=, as it is typed",
                i -> "/api/v1/crm/contacts?limit=20&q="
                        + TYPED.get(i % TYPED.size()).replace(" ", "%20"));
        measure(
                token,
                "GET search over everything, as it is typed",
                i -> "/api/v1/console/search?q=" + TYPED.get(i % TYPED.size()).replace(" ", "%20"));
        System.out.println("  resident " + target.residentMegabytes() + " MB");
    }

    private static long organization(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select min(id) from security.organization")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void rebuild(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(target.url() + "/api/v1/crm/health/rebuild"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        JsonNode result = Target.JSON.readTree(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
        System.out.println("  rebuild of all projections: " + result);
    }

    private void measure(String token, String name, IntFunction<String> path) throws Exception {
        Latencies warm = new Latencies(1);
        read(token, path, warm, seconds);
        Latencies latencies = new Latencies(WORKERS);
        double cpu = target.cpuSeconds();
        Thread[] threads = new Thread[WORKERS];
        for (int i = 0; i < WORKERS; i++) {
            int worker = i;
            threads[i] = new Thread(() -> {
                try {
                    read(token, path, latencies, worker, seconds);
                } catch (Exception e) {
                    latencies.error(e);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(latencies.line(name, seconds, target.cpuSeconds() - cpu));
    }

    private void read(String token, IntFunction<String> path, Latencies latencies, int time) throws Exception {
        read(token, path, latencies, 0, time);
    }

    private void read(String token, IntFunction<String> path, Latencies latencies, int worker, int time)
            throws Exception {
        long end = System.nanoTime() + time * 1_000_000_000L;
        try (HttpConnection connection = new HttpConnection(target.http(), token)) {
            for (int i = worker; System.nanoTime() < end; i++) {
                String asked = path.apply(i);
                long start = System.nanoTime();
                HttpConnection.Answer answer = connection.get(asked);
                if (answer.status() / 100 == 2) {
                    latencies.recorder(worker).add(System.nanoTime() - start);
                } else {
                    latencies.error(new IllegalStateException(asked + " answered " + answer.status()));
                }
            }
        }
    }
}
