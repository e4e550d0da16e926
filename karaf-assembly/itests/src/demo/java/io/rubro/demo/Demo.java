package io.rubro.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * The main job, step by step, against a running server: organisation, login, invoice, payment, time line, plugin, scale
 * over MQTT, upgrade, removal. Shows every request and answer and ends with an error if one is not as it should be.
 *
 * <p>Run by {@code ./rubro demo}, and by the integration tests. Arguments: the server's URL, the broker's URL, the data
 * folder, the plugin's KAR. On an installation already set up: RUBRO_EMAIL and RUBRO_PASSWORD.
 */
public final class Demo {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final boolean ENGLISH =
            String.valueOf(System.getenv("LANG")).startsWith("en");

    private final String url;
    private final String mqtt;
    private final Path data;
    private final Path kar;
    private String access = "";

    private Demo(String url, String mqtt, Path data, Path kar) {
        this.url = url;
        this.mqtt = mqtt;
        this.data = data;
        this.kar = kar;
    }

    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            System.err.println("usage: Demo <http url> <mqtt url> <data folder> <kar>");
            System.exit(2);
        }
        try {
            new Demo(args[0], args[1], Path.of(args[2]), Path.of(args[3])).run();
        } catch (IllegalStateException e) {
            System.err.println("✗ " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws Exception {
        enter();
        bill();
        Path deployed = data.resolve("deploy/carniceria.kar");
        title("El plugin se carga en caliente", "The plugin is loaded while the server runs");
        drop(kar, deployed);
        awaitVersion(version(kar));
        weigh();
        title("Se actualiza", "It is upgraded");
        Path newer = Files.createTempFile("carniceria", ".kar");
        withVersion(kar, newer, "0.1.1");
        drop(newer, deployed);
        Files.delete(newer);
        awaitVersion("0.1.1");
        title("Se retira; sus datos se conservan", "It is removed; its data is kept");
        Files.delete(deployed);
        await("/api/v1/rubros/carniceria/products", 404, json -> true);
        System.out.println("\n✓ " + say("Todo como debe ser.", "All as it should be."));
    }

    // ------------------------------------------------------------------ the steps

    private void enter() throws IOException, InterruptedException {
        Path token = data.resolve("data/setup-token");
        if (Files.exists(token)) {
            title("Primera organización y su administradora", "First organisation and its administrator");
            JsonNode answer = post(
                    "/api/v1/security/setup",
                    Map.of(
                            "token", Files.readString(token).trim(),
                            "organization", Map.of("name", "Carnicería Ana", "taxId", "B12345674", "country", "ES"),
                            "administrator",
                                    Map.of("name", "Ana", "email", "ana@example.com", "password", "una frase larga y mía")));
            access = answer.at("/accessToken").asText();
        }
        title("Entrar", "Log in");
        JsonNode answer = post(
                "/api/v1/security/login",
                Map.of(
                        "email", System.getenv().getOrDefault("RUBRO_EMAIL", "ana@example.com"),
                        "password", System.getenv().getOrDefault("RUBRO_PASSWORD", "una frase larga y mía")));
        access = answer.at("/accessToken").asText();
    }

    private void bill() throws IOException, InterruptedException {
        title("Una factura de 5.000 € a Acme Corp", "An invoice of 5,000 € to Acme Corp");
        JsonNode invoice = post(
                "/api/v1/billing/invoices?issue=true",
                Map.of(
                        "customer", Map.of("name", "Acme Corp", "email", "info@acme.com", "taxId", "A58818501"),
                        "lines",
                                new Object[] {
                                    Map.of(
                                            "description", "Servicios",
                                            "quantity", "1",
                                            "unitPrice", "4132.23",
                                            "taxRate", "21")
                                }));
        check(invoice.at("/total").asText().equals("5000.00"), "total " + invoice.at("/total"));
        check(invoice.at("/fiscal/hash").asText().matches("[0-9A-F]{64}"), "no huella");
        title("Cobrada", "Paid");
        post(
                "/api/v1/billing/invoices/" + invoice.at("/id").asText() + "/payments",
                Map.of("amount", "5000.00", "method", "TRANSFER"));
        title("El CRM ya conoce al cliente", "The CRM knows the customer already");
        JsonNode contacts = await(
                "/api/v1/crm/contacts?q=acme", 200, json -> !json.at("/items").isEmpty());
        String contact = contacts.at("/items/0/id").asText();
        await("/api/v1/crm/contacts/" + contact + "/interactions", 200, json -> json.at("/items")
                        .toString()
                        .contains("Pago recibido - Factura #")
                && json.at("/items").toString().contains("Factura de 5000€"));
    }

    private void weigh() throws Exception {
        title("Una balanza, con su propia credencial", "A scale with credentials of its own");
        JsonNode device = post(
                "/api/v1/devices",
                Map.of("name", "Balanza 1", "driver", "carniceria.scale", "settings", Map.of("protocol", "json")));
        String id = device.at("/id").asText();
        JsonNode credentials = post("/api/v1/devices/" + id + "/credentials", Map.of());
        JsonNode product = post(
                "/api/v1/rubros/carniceria/products",
                Map.of("plu", (int) (Instant.now().toEpochMilli() % 99_999) + 1, "name", "Lomo", "pricePerKg", "12.50"));
        title("Pesa 1,234 kg y lo dice por MQTT", "It weighs 1.234 kg and says so over MQTT");
        publish(credentials, "{\"weight\":1.234,\"unit\":\"kg\",\"stable\":true}");
        await("/api/v1/telemetry/devices/" + id + "/last", 200, json -> json.toString().contains("1.234"));
        JsonNode weighing = post(
                "/api/v1/rubros/carniceria/weighings",
                Map.of("scale", id, "product", product.at("/id").asText()));
        check(weighing.at("/total").asText().equals("15.43"), "total " + weighing.at("/total"));
        check(weighing.at("/barcode").asText().length() == 13, "barcode " + weighing.at("/barcode"));
    }

    private void publish(JsonNode credentials, String payload) throws Exception {
        String topic = credentials.at("/publishTo").asText().replace("#", "weight");
        System.out.println("→ MQTT " + topic + " " + payload);
        try (MqttClient scale = new MqttClient(
                mqtt, credentials.at("/clientId").asText(), new MemoryPersistence())) {
            MqttConnectOptions options = new MqttConnectOptions();
            options.setUserName(credentials.at("/user").asText());
            options.setPassword(credentials.at("/secret").asText().toCharArray());
            scale.connect(options);
            scale.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
            scale.disconnect();
        }
    }

    private static void drop(Path from, Path to) throws IOException {
        System.out.println("→ " + to);
        Files.createDirectories(to.getParent());
        // whole or not at all: the server may look at any moment
        Path whole = to.resolveSibling("." + to.getFileName());
        Files.copy(from, whole, StandardCopyOption.REPLACE_EXISTING);
        Files.move(whole, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitVersion(String version) throws IOException, InterruptedException {
        await("/api/v1/marketplace/plugins/carniceria", 200, json -> json.at("/version").asText().equals(version)
                && json.at("/state").asText().equals("RUNNING"));
        await("/api/v1/rubros/carniceria/products", 200, json -> true);
    }

    // ------------------------------------------------------------------ HTTP

    private JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        String text = JSON.writeValueAsString(body);
        System.out.println("→ POST " + path + " " + text.replaceAll("(\"(password|token)\":)\"[^\"]*\"", "$1\"…\""));
        HttpResponse<String> response = send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(text)));
        show(response);
        check(response.statusCode() / 100 == 2, path + " answered " + response.statusCode() + " " + response.body());
        return json(response);
    }

    private JsonNode await(String path, int status, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        System.out.println("→ GET " + path);
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            HttpResponse<String> response = send(request(path).GET());
            JsonNode json = json(response);
            if (response.statusCode() == status && wanted.test(json)) {
                show(response);
                return json;
            }
            check(Instant.now().isBefore(end), path + " stays " + response.statusCode() + " " + response.body());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
        return access.isEmpty() ? builder : builder.header("Authorization", "Bearer " + access);
    }

    private static HttpResponse<String> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        return HTTP.send(builder.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return response.headers().firstValue("Content-Type").orElse("").contains("json")
                ? JSON.readTree(response.body())
                : MissingNode.getInstance();
    }

    private static void show(HttpResponse<String> response) {
        String body = response.body().replaceAll("(\"(accessToken|refreshToken|secret)\":)\"[^\"]*\"", "$1\"…\"");
        System.out.println("← " + response.statusCode() + " "
                + (body.length() > 700 ? body.substring(0, 700) + "…" : body));
    }

    // ------------------------------------------------------------------ speaking

    private static String say(String spanish, String english) {
        return ENGLISH ? english : spanish;
    }

    private static void title(String spanish, String english) {
        System.out.println("\n■ " + say(spanish, english));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    // ------------------------------------------------------------------ a newer version of a plugin

    /** The version of the plugin in a KAR. */
    public static String version(Path kar) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(kar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    return manifest(in.readAllBytes()).getMainAttributes().getValue("Bundle-Version");
                }
            }
        }
        throw new IllegalStateException("no bundle in " + kar);
    }

    /** Writes a KAR that is the same plugin in another version: what its author would build after raising the number. */
    public static void withVersion(Path kar, Path target, String version) throws IOException {
        String old = version(kar);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(kar));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName().replace(old, version)));
                if (entry.getName().endsWith(".jar")) {
                    out.write(bundle(bytes, version));
                } else if (entry.getName().endsWith("features.xml")) {
                    out.write(new String(bytes, StandardCharsets.UTF_8)
                            .replace("/" + old, "/" + version)
                            .replace("version=\"" + old + "\"", "version=\"" + version + "\"")
                            .getBytes(StandardCharsets.UTF_8));
                } else {
                    out.write(bytes);
                }
                out.closeEntry();
            }
        }
    }

    private static Manifest manifest(byte[] jar) throws IOException {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            return in.getManifest();
        }
    }

    private static byte[] bundle(byte[] jar, String version) throws IOException {
        Manifest manifest = manifest(jar);
        manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar));
                JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
