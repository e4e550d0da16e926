package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.itests.Api.Answer;
import io.rubro.itests.Installation.Database;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong at each edge gets the right status and words a person understands; nothing changes, nothing leaks. */
class BadInputIT {

    private static final String INVOICES = "/api/v1/billing/invoices";

    private static Api shop;

    @BeforeAll
    static void open() {
        shop = Server.on(Database.DERBY).newOrganization("Torpezas");
    }

    /** Every refusal: a problem document without a trace of the inside. */
    private static void isProblem(Answer answer, int status, String code) {
        answer.expect(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("/code")).isEqualTo(code);
        assertThat(answer.text("/detail")).isNotBlank().isNotEqualTo(code);
        assertThat(answer.text("/requestId")).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "\tat ", "io.rubro", "SQL");
    }

    private static void field(Answer answer, String field) {
        assertThat(answer.json().at("/errors").findValuesAsText("field"))
                .as(answer.body())
                .contains(field);
        assertThat(answer.json().at("/errors").findValuesAsText("message"))
                .allSatisfy(m -> assertThat(m).isNotBlank().contains(" "));
    }

    private static Map<String, Object> invoice(String key, Object value) {
        Map<String, Object> line =
                new HashMap<>(Map.of("description", "Servicios", "quantity", "1", "unitPrice", "10", "taxRate", "21"));
        line.put(key, value);
        return Map.of(
                "customer", Map.of("name", "Acme", "taxId", "A58818501", "country", "ES"), "lines", List.of(line));
    }

    @ParameterizedTest
    @CsvSource({"quantity,-1", "quantity,0", "unitPrice,-5", "taxRate,20", "discountPercent,101"})
    void impossible_amounts_are_refused_at_their_field(String key, String value) {
        Answer answer = shop.post(INVOICES + "?issue=true", invoice(key, value));
        isProblem(answer, 422, "rest.invalid");
        field(answer, "lines[0]." + key);
    }

    @Test
    void wrong_types_and_unknown_fields_are_named() {
        Answer type = shop.post(INVOICES, invoice("quantity", List.of("uno")));
        assertThat(type.status()).isIn(400, 422);
        assertThat(type.body()).contains("lines[0].quantity");
        Answer unknown = shop.post(INVOICES, invoice("precio", "10"));
        assertThat(unknown.status()).isIn(400, 422);
        assertThat(unknown.body()).contains("lines[0].precio");
        Answer number = shop.post("/api/v1/crm/contacts", "{\"kind\":\"ROBOT\",\"status\":\"ACTIVE\",\"name\":\"X\"}");
        assertThat(number.status()).isIn(400, 422);
        assertThat(number.body()).contains("kind");
    }

    @Test
    void an_unknown_contact_is_named() {
        Answer answer = shop.post(
                INVOICES,
                Map.of(
                        "customer", Map.of("contactId", "0000000000001"),
                        "lines",
                                List.of(Map.of(
                                        "description", "x", "quantity", "1", "unitPrice", "1", "taxRate", "21"))));
        isProblem(answer, 422, "rest.invalid");
        field(answer, "customer.contactId");
    }

    @Test
    void an_invalid_tax_id_and_a_ticket_over_the_limit_are_refused_with_their_rule() {
        Answer taxId = shop.post(
                INVOICES + "?issue=true",
                Map.of(
                        "customer", Map.of("name", "Acme", "taxId", "A58818502", "country", "ES"),
                        "lines",
                                List.of(Map.of(
                                        "description", "x", "quantity", "1", "unitPrice", "1", "taxRate", "21"))));
        assertThat(taxId.status()).as(taxId.body()).isEqualTo(422);
        assertThat(taxId.body()).contains("taxId");
        Answer ticket = shop.post(
                INVOICES + "?issue=true",
                Map.of(
                        "customer", Map.of("name", "Acme"),
                        "lines",
                                List.of(Map.of(
                                        "description", "x", "quantity", "1", "unitPrice", "4000", "taxRate", "21"))));
        assertThat(ticket.status()).as(ticket.body()).isEqualTo(422);
    }

    @Test
    void malformed_json_says_where() {
        Answer answer = shop.post(INVOICES, "{\"customer\":\n{\"name\": oops}}");
        answer.expect(400);
        assertThat(answer.text("/detail")).containsAnyOf("2", "línea", "line");
        isProblem(shop.post(INVOICES, "{\"customer\""), 400, "rest.json.malformed");
    }

    @Test
    void broken_utf_8_is_refused() {
        byte[] body = "{\"kind\":\"PERSON\",\"status\":\"ACTIVE\",\"name\":\"Jos?\"}".getBytes(StandardCharsets.UTF_8);
        body[new String(body, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xE9; // Latin-1's é
        Answer answer = shop.send("POST", "/api/v1/crm/contacts", body, "application/json");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(shop.get("/api/v1/crm/contacts?q=Jos").json().at("/items")).isEmpty();
    }

    @Test
    void ten_megabytes_are_refused() {
        byte[] body = ("{\"name\":\"" + "x".repeat(10_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        try {
            shop.send("POST", "/api/v1/crm/contacts", body, "application/json").expect(413);
        } catch (java.io.UncheckedIOException closedWhileSending) {
            // the server may stop reading and close before the client has sent it all
        }
        shop.get("/api/v1/crm/contacts").expect(200);
    }

    @Test
    void wrong_method_type_and_path_are_told_apart() {
        isProblem(shop.get("/api/v1/billing/nothing"), 404, "rest.not-found");
        Answer method = shop.delete("/api/v1/billing/series");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET", "POST");
        assertThat(shop.send(
                                "POST",
                                INVOICES,
                                "a=b".getBytes(StandardCharsets.UTF_8),
                                "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(415);
        assertThat(shop.get(INVOICES + "/not-an-id").status()).isEqualTo(404);
        assertThat(shop.get(INVOICES + "?limit=0").status()).isEqualTo(422);
        assertThat(shop.get(INVOICES + "?cursor=%00%01").status()).isEqualTo(422);
    }

    @Test
    void forged_tokens_and_keys_are_refused() {
        Api nobody = Api.anonymous(Server.on(Database.DERBY).installation().url());
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String claims = base64.encodeToString(
                "{\"sub\":\"0000000000001\",\"org\":\"0000000000001\",\"iss\":\"rubro\",\"exp\":9999999999}"
                        .getBytes(StandardCharsets.UTF_8));
        String none = base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "." + claims + ".";
        String forged = base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "." + claims
                + "." + base64.encodeToString(new byte[32]);
        for (String token : List.of("x", none, forged)) {
            Answer answer = nobody.as(token).get(INVOICES);
            answer.expect(401);
            assertThat(answer.header("WWW-Authenticate")).isNotBlank();
        }
        nobody.get(INVOICES).expect(401);
        nobody.with("X-API-Key", "rbk_nobody_nothing").get(INVOICES).expect(401);
    }

    @Test
    void a_lower_role_is_refused_and_told_what_it_lacks() {
        shop.post(
                        "/api/v1/security/users",
                        Map.of("email", "mira@example.com", "name", "Mira", "password", Api.PASSWORD, "role", "viewer"))
                .expect(201);
        Api viewer = Api.login(Server.on(Database.DERBY).installation(), "mira@example.com", Api.PASSWORD);
        viewer.get(INVOICES).expect(200);
        Answer answer = viewer.post(INVOICES, Api.invoice("X", "x@example.com", "1"));
        isProblem(answer, 403, "rest.permission");
        assertThat(answer.body()).contains("billing.invoice.create");
    }

    @Test
    void what_is_shown_once_is_not_kept_to_be_shown_again() {
        Api keyed = shop.with("Idempotency-Key", "secreto-1");
        Answer answer = keyed.post(
                "/api/v1/security/api-keys", Map.of("name", "clave", "permissions", List.of("crm.contact.read")));
        isProblem(answer, 400, "rest.idempotency-secret");
        assertThat(shop.get("/api/v1/security/api-keys").expect(200).json().at("/items"))
                .isEmpty();
    }

    @Test
    void messages_speak_the_callers_language() {
        assertThat(shop.with("Accept-Language", "en").get("/api/v1/nothing").text("/title"))
                .isNotEqualTo(shop.with("Accept-Language", "es-ES")
                        .get("/api/v1/nothing")
                        .text("/title"));
    }

    @Test
    void two_editors_do_not_overwrite_each_other() {
        Answer created = shop.post("/api/v1/crm/contacts", Map.of("kind", "PERSON", "status", "ACTIVE", "name", "Dos"))
                .expect(201);
        String path = "/api/v1/crm/contacts/" + created.text("/id");
        String seen = shop.get(path).header("ETag");
        Map<String, String> changed = Map.of("kind", "PERSON", "status", "ACTIVE", "name", "Uno");
        shop.put(path, changed).expect(428);
        shop.with("If-Match", seen).put(path, changed).expect(200);
        isProblem(shop.with("If-Match", seen).put(path, changed), 412, "rest.stale-version");
        shop.with("If-None-Match", shop.get(path).header("ETag")).get(path).expect(304);
    }

    @Test
    void a_device_cannot_speak_for_another() throws Exception {
        Map<String, Object> json = Map.of("name", "Sonda", "driver", "json", "settings", Map.of());
        String one = shop.post("/api/v1/devices", json).expect(201).text("/id");
        String two = shop.post("/api/v1/devices", json).expect(201).text("/id");
        Answer mine = shop.post("/api/v1/devices/" + one + "/credentials", Map.of());
        Answer theirs = shop.post("/api/v1/devices/" + two + "/credentials", Map.of());
        String mqtt = Server.on(Database.DERBY).installation().mqttUrl();
        try (MqttClient client = new MqttClient(mqtt, mine.text("/clientId"), new MemoryPersistence())) {
            client.setCallback(new Silent());
            client.connect(options(mine));
            byte[] payload = "{\"temperature\":99}".getBytes(StandardCharsets.UTF_8);
            client.publish(mine.text("/publishTo").replace("#", "state"), payload, 1, false);
            try {
                client.publish(theirs.text("/publishTo").replace("#", "state"), payload, 1, false);
            } catch (MqttException refused) {
                // MQTT 3.1.1 has no other way to say it than to close
            }
            disconnect(client);
        }
        Eventually.check(() -> assertThat(
                        shop.get("/api/v1/telemetry/devices/" + one + "/last").body())
                .contains("99"));
        assertThat(shop.get("/api/v1/telemetry/devices/" + two + "/last").body())
                .doesNotContain("99");
        try (MqttClient client = new MqttClient(mqtt, theirs.text("/clientId"), new MemoryPersistence())) {
            MqttConnectOptions wrong = options(theirs);
            wrong.setPassword("guess".toCharArray());
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> client.connect(wrong))
                    .isInstanceOf(MqttException.class);
        }
    }

    private static MqttConnectOptions options(Answer credentials) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(credentials.text("/user"));
        options.setPassword(credentials.text("/secret").toCharArray());
        options.setAutomaticReconnect(false);
        return options;
    }

    private static void disconnect(MqttClient client) {
        try {
            client.disconnect();
        } catch (MqttException alreadyClosed) {
            // by the broker
        }
    }

    private static final class Silent implements MqttCallback {
        @Override
        public void connectionLost(Throwable cause) {}

        @Override
        public void messageArrived(String topic, MqttMessage message) {}

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {}
    }
}
