package io.rubro.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * {@code ./rubro bench [invoices|reads|mqtt|start|all|crm] [derby|postgresql|both] [seconds]}: closed-loop load on fresh
 * installations, the yardstick beside it. {@code crm}: with a long history, {@code [contacts] [invoices]} behind it.
 */
public final class Bench {

    private static final int WORKERS = 8;

    /** How many times a server issues before its JVM has compiled what an issue runs through. */
    private static final int WARM_UP_INVOICES = 40_000;

    /** Enough for the few classes of the yardstick. */
    private static final int YARDSTICK_WARM_UP_SECONDS = 15;

    /** Three lines, as the measure asks. */
    private static final byte[] INVOICE =
            ("{\"customer\":{\"name\":\"Acme Corp\",\"email\":\"info@acme.com\",\"taxId\":\"A58818501\",\"country\":\"ES\"},"
                            + "\"lines\":[{\"description\":\"Lomo\",\"quantity\":\"1.234\",\"unitPrice\":\"12.50\",\"taxRate\":\"10\"},"
                            + "{\"description\":\"Pan\",\"quantity\":\"2\",\"unitPrice\":\"1.10\",\"taxRate\":\"4\"},"
                            + "{\"description\":\"Bolsa\",\"quantity\":\"1\",\"unitPrice\":\"0.10\",\"taxRate\":\"21\"}]}")
                    .getBytes(StandardCharsets.UTF_8);

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        String what = args.length > 1 ? args[1] : "all";
        String where = args.length > 2 ? args[2] : "both";
        int seconds = args.length > 3 ? Integer.parseInt(args[3]) : 15;
        System.out.println("cores " + Runtime.getRuntime().availableProcessors()
                + ", shared by server, database and driver; " + WORKERS + " workers, " + seconds + " s each");
        for (boolean postgresql : new boolean[] {false, true}) {
            String name = postgresql ? "postgresql" : "derby";
            if (!where.equals("both") && !where.equals(name)) {
                continue;
            }
            System.out.println("\n== " + name);
            try (Target target = new Target(root, postgresql)) {
                List<String> tokens = target.organizations(WORKERS);
                if (what.equals("invoices") || what.equals("all")) {
                    invoices(target, tokens, seconds);
                }
                if (what.equals("reads") || what.equals("all")) {
                    http(
                            target,
                            tokens,
                            "GET contacts, 8 organisations",
                            "/api/v1/crm/contacts?limit=20",
                            null,
                            seconds);
                }
                if (what.equals("mqtt") || what.equals("all")) {
                    mqtt(target, tokens.get(0), seconds);
                }
                if (what.equals("crm")) {
                    int contacts = args.length > 4 ? Integer.parseInt(args[4]) : 100_000;
                    int history = args.length > 5 ? Integer.parseInt(args[5]) : 1_000_000;
                    new CrmBench(target, seconds).run(tokens.get(0), contacts, history);
                }
                if (what.equals("start") || what.equals("all")) {
                    start(target);
                }
            }
        }
        System.exit(0); // client threads of libraries would keep the process
    }

    private static void invoices(Target target, List<String> tokens, int seconds) throws Exception {
        String path = "/api/v1/billing/invoices?issue=true";
        http(target, tokens, "cold, the first " + seconds + " s", path, INVOICE, seconds);
        for (double issued = 0; issued < WARM_UP_INVOICES; ) {
            double more = http(target, tokens, "warm-up", path, INVOICE, seconds);
            if (more == 0) {
                throw new IllegalStateException("nothing is issued");
            }
            issued += seconds * more;
        }
        double spread = http(target, tokens, "POST 3-line invoice, issued, 8 organisations", path, INVOICE, seconds);
        http(target, List.of(tokens.get(0)), "POST 3-line invoice, issued, one series", path, INVOICE, seconds);
        System.out.println("  resident " + target.residentMegabytes() + " MB");
        fiscalShare(target);
        target.stop();
        Yardstick yardstick = target.yardstick();
        List<Long> organizations = yardstick.organizations();
        yardstick.run("yardstick warm-up", organizations, WORKERS, YARDSTICK_WARM_UP_SECONDS);
        double plain = yardstick.run("plain JDBC, the same rows, 8 organisations", organizations, WORKERS, seconds);
        yardstick.run("plain JDBC, the same rows, one series", organizations.subList(0, 1), WORKERS, seconds);
        Yardstick.release(target.databaseUrl());
        System.out.printf("  share of plain JDBC: %.0f %%%n", 100 * spread / plain);
        target.start();
    }

    /** What the fiscal record costs inside an issue, as the server itself measures it. */
    private static void fiscalShare(Target target) throws Exception {
        try (HttpConnection connection = new HttpConnection(target.http(), "")) {
            connection
                    .get("/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.contains("fiscal_record") && !line.startsWith("#"))
                    .forEach(line -> System.out.println("  " + line));
        }
    }

    private static double http(Target target, List<String> tokens, String name, String path, byte[] body, int seconds)
            throws Exception {
        Latencies latencies = new Latencies(WORKERS);
        CountDownLatch done = new CountDownLatch(WORKERS);
        double cpu = target.cpuSeconds();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        URI server = target.http();
        for (int i = 0; i < WORKERS; i++) {
            int worker = i;
            new Thread(() -> {
                        try (HttpConnection connection =
                                new HttpConnection(server, tokens.get(worker % tokens.size()))) {
                            while (System.nanoTime() < end) {
                                long start = System.nanoTime();
                                HttpConnection.Answer answer =
                                        body == null ? connection.get(path) : connection.post(path, body);
                                if (answer.status() / 100 == 2) {
                                    latencies.recorder(worker).add(System.nanoTime() - start);
                                } else {
                                    latencies.error();
                                }
                            }
                        } catch (Exception e) {
                            e.printStackTrace();
                            latencies.error();
                        } finally {
                            done.countDown();
                        }
                    })
                    .start();
        }
        done.await();
        System.out.println(latencies.line(name, seconds, target.cpuSeconds() - cpu));
        return latencies.count() / (double) seconds;
    }

    /** Four devices publish at QoS 1 with up to 50 messages in flight; counts what the broker acknowledged, then what is stored. */
    private static void mqtt(Target target, String token, int seconds) throws Exception {
        int devices = 4;
        Latencies latencies = new Latencies(devices);
        CountDownLatch done = new CountDownLatch(devices);
        AtomicLong sent = new AtomicLong();
        double cpu = target.cpuSeconds();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (HttpConnection api = new HttpConnection(target.http(), token)) {
            for (int i = 0; i < devices; i++) {
                int worker = i;
                JsonNode device = Target.send(
                        api, "/api/v1/devices", Map.of("name", "Sonda " + i, "driver", "json", "settings", Map.of()));
                JsonNode credentials =
                        Target.send(api, "/api/v1/devices/" + device.at("/id").asText() + "/credentials", Map.of());
                new Thread(() -> {
                            try {
                                publish(target.mqttUrl(), credentials, end, latencies.recorder(worker), sent);
                            } catch (Exception e) {
                                e.printStackTrace();
                                latencies.error();
                            } finally {
                                done.countDown();
                            }
                        })
                        .start();
            }
            done.await();
            System.out.println(
                    latencies.line("MQTT QoS 1, 4 devices, acknowledged", seconds, target.cpuSeconds() - cpu));
        }
    }

    private static void publish(
            String broker, JsonNode credentials, long end, Latencies.Recorder recorder, AtomicLong sent)
            throws Exception {
        String topic = credentials.at("/publishTo").asText().replace("#", "state");
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(credentials.at("/user").asText());
        options.setPassword(credentials.at("/secret").asText().toCharArray());
        options.setMaxInflight(200);
        try (MqttAsyncClient client =
                new MqttAsyncClient(broker, credentials.at("/clientId").asText(), new MemoryPersistence())) {
            client.connect(options).waitForCompletion();
            java.util.ArrayDeque<Map.Entry<IMqttDeliveryToken, Long>> inFlight = new java.util.ArrayDeque<>();
            while (System.nanoTime() < end) {
                String payload = "{\"temperature\":" + sent.incrementAndGet() % 40 + "}";
                inFlight.add(Map.entry(
                        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false), System.nanoTime()));
                if (inFlight.size() >= 50) {
                    Map.Entry<IMqttDeliveryToken, Long> oldest = inFlight.remove();
                    oldest.getKey().waitForCompletion();
                    recorder.add(System.nanoTime() - oldest.getValue());
                }
            }
            for (Map.Entry<IMqttDeliveryToken, Long> rest : inFlight) {
                rest.getKey().waitForCompletion();
                recorder.add(System.nanoTime() - rest.getValue());
            }
            client.disconnect().waitForCompletion();
        }
    }

    private static void start(Target target) throws Exception {
        target.stop();
        long begin = System.nanoTime();
        target.start();
        System.out.printf(
                "  restart to ready: %.1f s; resident after it %d MB%n",
                (System.nanoTime() - begin) / 1e9, target.residentMegabytes());
    }
}
