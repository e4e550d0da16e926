package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.itests.Api.Answer;
import io.rubro.itests.Installation.Database;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The owner of one organisation calls every operation of the OpenAPI document with the ids of another one. A new
 * resource is attacked without anybody thinking of it; one that takes a body needs a valid one below, so that the
 * attack gets past validation.
 */
class CrossTenantIT {

    /** A preference the victim has. */
    private static final String PREFERENCE = "grid.contacts";

    /** Valid bodies by operation; {@code %s} stands for an id of the victim. */
    private static final Map<String, String> BODIES = new TreeMap<>();

    static {
        BODIES.put("POST /api/v1/billing/invoices/{id}/issue", "{}");
        BODIES.put("POST /api/v1/billing/invoices/{id}/cancel", "{\"reason\":\"robo\"}");
        BODIES.put("PUT /api/v1/billing/invoices/{id}", json(Api.invoice("Ladrón", "x@example.com", "1")));
        BODIES.put("POST /api/v1/billing/invoices/{id}/payments", "{\"amount\":\"1.00\",\"method\":\"CASH\"}");
        BODIES.put(
                "PUT /api/v1/billing/items/{id}",
                "{\"code\":\"ROBO\",\"name\":\"Robado\",\"unitPrice\":\"1.00\",\"taxRate\":\"21\"}");
        BODIES.put("PUT /api/v1/billing/documents/{id}", json(quote("Ladrón")));
        for (String deed : List.of("open", "accept", "reject", "close", "cancel", "reopen")) {
            BODIES.put("POST /api/v1/billing/documents/{id}/" + deed, "{}");
        }
        BODIES.put("POST /api/v1/billing/documents/{id}/convert", "{\"target\":\"INVOICE\"}");
        BODIES.put("PUT /api/v1/crm/contacts/{id}", "{\"kind\":\"PERSON\",\"status\":\"ACTIVE\",\"name\":\"Ladrón\"}");
        BODIES.put("POST /api/v1/crm/contacts/{id}/restore", "{}");
        BODIES.put(
                "POST /api/v1/crm/contacts/{id}/interactions",
                "{\"type\":\"NOTE\",\"title\":\"robo\",\"at\":\"2026-01-01T10:00:00Z\",\"done\":true}");
        BODIES.put(
                "PUT /api/v1/crm/interactions/{id}",
                "{\"type\":\"NOTE\",\"title\":\"robo\",\"at\":\"2026-01-01T10:00:00Z\",\"done\":true}");
        contactParts();
        BODIES.put(
                "PUT /api/v1/devices/{id}",
                "{\"name\":\"robada\",\"driver\":\"json\",\"settings\":{},\"enabled\":false}");
        BODIES.put("POST /api/v1/devices/{id}/credentials", "{}");
        BODIES.put("POST /api/v1/devices/{id}/commands", "{\"command\":\"zero\",\"arguments\":{}}");
        BODIES.put("PATCH /api/v1/devices/{id}/shadow", "{\"on\":true}");
        BODIES.put(
                "POST /api/v1/telemetry/devices/{id}/readings",
                "{\"readings\":[{\"metric\":\"temperature\",\"number\":1}]}");
        BODIES.put("PUT /api/v1/security/users/{id}", "{\"role\":\"viewer\",\"disabled\":false}");
        BODIES.put("PUT /api/v1/security/users/{id}/password", "{\"password\":\"otra contraseña larga\"}");
        BODIES.put("PUT /api/v1/security/roles/{id}", "{\"name\":\"robado\",\"permissions\":[]}");
        BODIES.put("PUT /api/v1/security/platform/accounts/{id}", "{\"platformAdmin\":true,\"disabled\":false}");
        BODIES.put("PUT /api/v1/security/platform/accounts/{id}/password", "{\"password\":\"otra contraseña larga\"}");
        BODIES.put("POST /api/v1/events/subscribers/{name}/replay", "{}");
        BODIES.put("POST /api/v1/events/held/{subscriber}/{position}/replay", "{}");
        BODIES.put("POST /api/v1/events/held/{subscriber}/{position}/skip", "{\"reason\":\"robo\"}");
        BODIES.put("POST /api/v1/jobs/{name}/run", "{}");
        BODIES.put("POST /api/v1/marketplace/plugins/{id}/start", "{}");
        BODIES.put("POST /api/v1/marketplace/plugins/{id}/stop", "{}");
        BODIES.put("PUT /api/v1/console/preferences/{key}", "{\"theme\":\"thief\"}");
    }

    static {
        BODIES.put(
                "PUT /api/v1/billing/payment-terms/{id}",
                "{\"name\":\"robado\",\"parts\":[{\"days\":30,\"share\":\"100\"}]}");
        BODIES.put("PUT /api/v1/billing/receivables/plans/{invoice}", "{\"instalments\":[]}");
        BODIES.put("POST /api/v1/billing/receipts/{id}/allocations", "{}");
        BODIES.put("POST /api/v1/billing/receipts/{id}/refunds", "{\"amount\":\"1.00\",\"method\":\"CASH\"}");
        BODIES.put("PUT /api/v1/billing/recurring/{id}", json(recurring("robado")));
        for (String deed : List.of("pause", "resume", "skip", "run")) {
            BODIES.put("POST /api/v1/billing/recurring/{id}/" + deed, "{}");
        }
        BODIES.put("POST /api/v1/billing/reminders/{id}/send", "{}");
        BODIES.put("POST /api/v1/billing/reminders/{id}/dismiss", "{}");
        BODIES.put("PUT /api/v1/webhooks/endpoints/{id}", "{\"url\":\"https://93.184.215.14/\",\"types\":[\"*\"]}");
        BODIES.put("POST /api/v1/webhooks/endpoints/{id}/rotate", "{}");
        BODIES.put("POST /api/v1/webhooks/endpoints/{id}/test", "{}");
        BODIES.put("POST /api/v1/webhooks/endpoints/{id}/replay", "{\"since\":\"2026-01-01T00:00:00Z\"}");
        BODIES.put("POST /api/v1/webhooks/deliveries/{id}/replay", "{}");
        BODIES.put("PUT /api/v1/billing/supplier-invoices/{id}", json(bought("robado")));
        BODIES.put(
                "PUT /api/v1/crm/opportunities/{id}",
                "{\"contactId\":\"0000000000001\",\"title\":\"robada\",\"value\":\"1\"}");
        BODIES.put("POST /api/v1/crm/opportunities/{id}/move", "{\"stageId\":\"0000000000001\"}");
        BODIES.put("PUT /api/v1/crm/pipelines/{id}", "{\"name\":\"robado\"}");
        BODIES.put("POST /api/v1/crm/pipelines/{id}/restore", "{}");
        BODIES.put("POST /api/v1/fiscal-verifactu/records/{id}/correct", "{\"description\":\"robo\"}");
        BODIES.put("POST /api/v1/fiscal-verifactu/records/{id}/resend", "{}");
        BODIES.put("PUT /api/v1/invoice-documents/templates/{kind}", "{\"html\":\"<p>robo</p>\"}");
        BODIES.put("POST /api/v1/invoice-documents/templates/{kind}/preview", "{\"html\":\"<p>robo</p>\"}");
        BODIES.put("POST /api/v1/invoice-documents/templates/{kind}/picture", "{\"html\":\"<p>robo</p>\"}");
        BODIES.put("POST /api/v1/crm/contacts/{id}/recommendations/{rule}/dismiss", "{}");
        BODIES.put("POST /api/v1/crm/contacts/{id}/recommendations/{rule}/snooze", "{\"days\":7}");
        BODIES.put("POST /api/v1/crm/contacts/{id}/recommendations/{rule}/act", "{}");
    }

    /** What belongs to a contact: people, addresses, channels, consents; and the fields of contacts. */
    private static void contactParts() {
        String person = "{\"name\":\"Ladrón\",\"main\":true}";
        BODIES.put("POST /api/v1/crm/contacts/{id}/people", person);
        BODIES.put("PUT /api/v1/crm/contacts/{id}/people/{person}", person);
        String address = "{\"kind\":\"DELIVERY\",\"address\":\"Calle del Robo 1\"}";
        BODIES.put("POST /api/v1/crm/contacts/{id}/addresses", address);
        BODIES.put("PUT /api/v1/crm/contacts/{id}/addresses/{address}", address);
        String channel = "{\"channel\":\"EMAIL\",\"value\":\"ladron@example.com\"}";
        BODIES.put("POST /api/v1/crm/contacts/{id}/channels", channel);
        BODIES.put("PUT /api/v1/crm/contacts/{id}/channels/{channel}", channel);
        BODIES.put(
                "POST /api/v1/crm/contacts/{id}/consents",
                "{\"channel\":\"EMAIL\",\"purpose\":\"MARKETING\",\"state\":\"GRANTED\",\"method\":\"PAPER\"}");
        BODIES.put("POST /api/v1/crm/contacts/{id}/erase", "{\"reason\":\"robo\"}");
        BODIES.put("PUT /api/v1/crm/contact-fields/{id}", "{\"label\":\"Robado\",\"type\":\"TEXT\"}");
        BODIES.put("POST /api/v1/crm/contact-fields/{id}/restore", "{}");
        BODIES.put("POST /api/v1/crm/contact-fields/{id}/purge", "{}");
    }

    static {
        BODIES.put(
                "POST /api/v1/crm/interactions/{id}/snooze",
                "{\"until\":\"" + Instant.now().plus(Duration.ofDays(1)) + "\"}");
        BODIES.put("POST /api/v1/crm/duplicates/{one}/{other}/dismiss", "{}");
        BODIES.put(
                "POST /api/v1/crm/contacts/{id}/merge",
                "{\"other\":\"0000000000001\",\"version\":1,\"otherVersion\":1,\"fields\":{}}");
        BODIES.put("POST /api/v1/crm/merges/{id}/undo", "{}");
        BODIES.put("PUT /api/v1/crm/segments/{id}", "{\"name\":\"robado\",\"kind\":\"STATIC\"}");
        BODIES.put("PUT /api/v1/crm/segments/{id}/members/{contact}", "{}");
        BODIES.put(
                "PUT /api/v1/crm/reports/costs/{id}",
                "{\"source\":\"robo\",\"from\":\"2026-01-01\",\"until\":\"2026-01-02\",\"amount\":\"1\"}");
        BODIES.put("POST /api/v1/crm/imports/{id}/check", "{\"mapping\":{\"0\":\"name\"}}");
        for (String deed : List.of("start", "cancel", "undo")) {
            BODIES.put("POST /api/v1/crm/imports/{id}/" + deed, "{}");
        }
        BODIES.put("PUT /api/crm/clientes/{id}", "{\"nombre_completo\":\"Ladrón\"}");
        for (String root : List.of("/api/crm/clientes", "/api/clientes")) {
            BODIES.put("POST " + root + "/{id}/actividades", "{\"tipo\":\"nota\",\"titulo\":\"robo\"}");
            BODIES.put("POST " + root + "/{id}/contactos", "{\"nombre\":\"Ladrón\"}");
        }
        BODIES.put("POST /api/crm/clientes/{id}/oportunidades", "{\"titulo\":\"robo\"}");
        BODIES.put(
                "POST /api/clientes/{id}/oportunidades",
                "{\"nombre_proyecto\":\"robo\",\"monto_estimado\":1,\"estado\":\"inicial\"}");
    }

    private static Map<String, Object> recurring(String name) {
        return Map.of(
                "name",
                name,
                "customer",
                Map.of("name", "Cuota", "taxId", "A58818501"),
                "lines",
                List.of(Map.of("description", "x", "quantity", "1", "unitPrice", "1", "taxRate", "21")),
                "unit",
                "MONTH",
                "every",
                1,
                "startsOn",
                "2030-01-01");
    }

    private static Map<String, Object> bought(String number) {
        return Map.of(
                "supplierName", "Proveedor",
                "supplierTaxId", "A58818501",
                "number", number,
                "issuedOn", "2026-11-02",
                "receivedOn", "2026-11-03",
                "taxes", List.of(Map.of("rate", "21", "base", "10.00", "tax", "2.10")));
    }

    private static Map<String, Object> quote(String customer) {
        Map<String, Object> quote = new LinkedHashMap<>(Api.invoice(customer, "x@example.com", "1"));
        quote.put("kind", "QUOTE");
        return quote;
    }

    private static String json(Object value) {
        try {
            return Api.JSON.writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void every_operation_refuses_the_ids_of_another_organisation(Database database) {
        Server server = Server.on(database);
        Api victim = server.newOrganization("Víctima");
        Api attacker = server.newOrganization("Atacante").with("If-Match", "*");
        Map<String, String> loot = valuables(victim);
        Map<String, JsonNode> before = snapshot(victim, loot);

        List<String> wrong = new ArrayList<>();
        int attacks = 0;
        JsonNode paths = attacker.get("/api/openapi.json").expect(200).json().at("/paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            if (!path.getKey().contains("{")) {
                continue;
            }
            for (String method : List.of("get", "post", "put", "patch", "delete")) {
                if (path.getValue().has(method)) {
                    for (String id : loot.values()) {
                        attack(attacker, method.toUpperCase(java.util.Locale.ROOT), path.getKey(), id, wrong);
                        attacks++;
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(attacks).isGreaterThan(200);
        assertThat(snapshot(victim, loot)).isEqualTo(before);
        for (String list : List.of(
                "/api/v1/crm/contacts",
                "/api/v1/billing/invoices",
                "/api/v1/billing/documents",
                "/api/v1/billing/items",
                "/api/v1/devices")) {
            assertThat(attacker.get(list).expect(200).json().at("/items"))
                    .as(list)
                    .isEmpty();
        }
    }

    private static void attack(Api attacker, String method, String path, String id, List<String> wrong) {
        String body = BODIES.get(method + " " + path);
        if (body == null && !method.equals("GET") && !method.equals("DELETE")) {
            wrong.add("no body known for " + method + " " + path);
            return;
        }
        String target = path.replace("{position}", "1")
                .replace("{name}", "crm.billing-timeline")
                .replace("{subscriber}", "crm.billing-timeline")
                .replace("{key}", PREFERENCE)
                .replaceAll("\\{\\w+}", id)
                .replaceFirst("/history$", "/history?metric=temperature")
                .replaceFirst("(/vat-books/.*)$", "$1?year=2026&quarter=4");
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        Answer answer = body == null
                ? (method.equals("GET") ? attacker.get(target) : attacker.delete(target))
                : attacker.send(method, target, bytes, "application/json");
        // 403 is right for what belongs to the platform and no organisation's owner may touch
        boolean refused = answer.status() == 404
                || (answer.status() == 403 && isOfThePlatform(path))
                || (answer.status() < 300 && isTheCallersOwn(path))
                || answer.body()
                        .equals("{\"events\":0}"); // replays the caller's own held events, of which there are none
        if (!refused) {
            wrong.add(method + " " + target + " answered " + answer.status() + " " + answer.body());
        }
    }

    /** Under the same name everybody has his own; that of the victim is in the snapshot. */
    private static boolean isTheCallersOwn(String path) {
        return path.equals("/api/v1/console/preferences/{key}")
                || path.matches("/api/v1/billing/vat-books/\\d+/\\{box}");
    }

    private static boolean isOfThePlatform(String path) {
        return path.matches("/api/v1/(jobs|marketplace|events/subscribers|security/platform)/.*");
    }

    /** One of everything that has an id. */
    private static Map<String, String> valuables(Api victim) {
        Map<String, String> loot = new LinkedHashMap<>();
        loot.put(
                "/api/v1/crm/contacts/",
                victim.post("/api/v1/crm/contacts", Map.of("kind", "PERSON", "status", "ACTIVE", "name", "Secreto"))
                        .expect(201)
                        .text("/id"));
        loot.put(
                "/api/v1/crm/interactions/",
                victim.post(
                                "/api/v1/crm/contacts/" + loot.get("/api/v1/crm/contacts/") + "/interactions",
                                Map.of("type", "NOTE", "title", "Secreto", "at", "2026-01-01T10:00:00Z", "done", true))
                        .expect(201)
                        .text("/id"));
        Answer opportunity = victim.post(
                        "/api/v1/crm/opportunities",
                        Map.of("contactId", loot.get("/api/v1/crm/contacts/"), "title", "Secreto", "value", "10"))
                .expect(201);
        loot.put("/api/v1/crm/opportunities/", opportunity.text("/id"));
        loot.put("/api/v1/crm/pipelines/", opportunity.text("/pipelineId"));
        loot.put(
                "/api/v1/crm/contact-fields/",
                victim.post("/api/v1/crm/contact-fields", Map.of("label", "Secreto", "type", "TEXT"))
                        .expect(201)
                        .text("/id"));
        String people = "/api/v1/crm/contacts/" + loot.get("/api/v1/crm/contacts/") + "/people";
        loot.put(
                people + "/",
                victim.post(people, Map.of("name", "Secreta")).expect(201).text("/id"));
        loot.put(
                "/api/v1/crm/imports/",
                victim.send(
                                "POST",
                                "/api/v1/crm/imports?name=secreto.csv",
                                "nombre\nSecreto\n".getBytes(StandardCharsets.UTF_8),
                                "text/csv")
                        .expect(201)
                        .text("/id"));
        Answer issued = victim.post(
                        "/api/v1/billing/invoices?issue=true", Api.invoice("Secreto", "s@example.com", "10"))
                .expect(201);
        loot.put("/api/v1/billing/invoices/", issued.text("/id"));
        loot.put(
                "/api/v1/billing/invoices/./",
                victim.post("/api/v1/billing/invoices", Api.invoice("Borrador", "b@example.com", "10"))
                        .expect(201)
                        .text("/id"));
        loot.put(
                "/api/v1/billing/items/",
                victim.post(
                                "/api/v1/billing/items",
                                Map.of("code", "S-1", "name", "Secreto", "unitPrice", "10", "taxRate", "21"))
                        .expect(201)
                        .text("/id"));
        loot.put(
                "/api/v1/billing/payment-terms/",
                victim.post(
                                "/api/v1/billing/payment-terms",
                                Map.of("name", "A 30", "parts", List.of(Map.of("days", 30, "share", "100"))))
                        .expect(201)
                        .text("/id"));
        loot.put(
                "/api/v1/billing/recurring/",
                victim.post("/api/v1/billing/recurring", recurring("Cuota"))
                        .expect(201)
                        .text("/id"));
        loot.put(
                "/api/v1/billing/supplier-invoices/",
                victim.post("/api/v1/billing/supplier-invoices", bought("P-1"))
                        .expect(201)
                        .text("/id"));
        loot.put(
                "/api/v1/billing/documents/",
                victim.post("/api/v1/billing/documents", quote("Secreto"))
                        .expect(201)
                        .text("/id"));
        loot.put(
                "/api/v1/fiscal-verifactu/records/",
                victim.get("/api/v1/fiscal-verifactu/records").expect(200).text("/items/0/id"));
        loot.put(
                "/api/v1/devices/",
                victim.post("/api/v1/devices", Map.of("name", "Sonda", "driver", "json", "settings", Map.of()))
                        .expect(201)
                        .text("/id"));
        loot.put(
                "/api/v1/security/api-keys/",
                victim.post(
                                "/api/v1/security/api-keys",
                                Map.of("name", "clave", "permissions", List.of("crm.contact.read")))
                        .expect(201)
                        .text("/key/id"));
        loot.put(
                "/api/v1/webhooks/endpoints/",
                victim.post(
                                "/api/v1/webhooks/endpoints",
                                Map.of("url", "https://93.184.215.14/", "types", List.of("*"), "enabled", false))
                        .expect(201)
                        .text("/endpoint/id"));
        loot.put(
                "/api/v1/security/users/",
                victim.get("/api/v1/security/users").expect(200).text("/items/0/id"));
        loot.put(
                "/api/v1/security/invitations?of=",
                victim.post("/api/v1/security/invitations", Map.of("email", "amiga@example.com", "role", "staff"))
                        .expect(201)
                        .text("/id"));
        victim.put("/api/v1/console/preferences/" + PREFERENCE, "{\"theme\":\"dark\"}")
                .expect(200);
        return loot;
    }

    /** What the victim sees of it, and the lists beside. */
    private static Map<String, JsonNode> snapshot(Api victim, Map<String, String> loot) {
        Eventually.check(
                () -> assertThat(victim.get("/api/v1/crm/contacts").json().at("/items"))
                        .hasSize(2)); // the issued invoice made a second contact
        Map<String, JsonNode> seen = new LinkedHashMap<>();
        loot.forEach((path, id) -> seen.put(
                path, victim.get(path.replace("./", "") + id).expect(200).json()));
        for (String list : List.of(
                "/api/v1/crm/contacts",
                "/api/v1/billing/invoices",
                "/api/v1/security/users",
                "/api/v1/console/preferences")) {
            seen.put(list, victim.get(list).expect(200).json());
        }
        return seen;
    }
}
