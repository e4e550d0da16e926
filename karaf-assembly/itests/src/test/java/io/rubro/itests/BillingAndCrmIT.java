package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.itests.Api.Answer;
import io.rubro.itests.Installation.Database;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the business does every day, over HTTP, on both databases. */
class BillingAndCrmIT {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final LocalDate TODAY = LocalDate.now(MADRID);

    @ParameterizedTest
    @EnumSource(Database.class)
    void invoice_and_payment_find_the_customer_and_tell_the_crm(Database database) {
        Api shop = Server.on(database).newOrganization("Seeds");
        // case 1: the user fills in customer, e-mail and amount
        Answer invoice = shop.post(
                        "/api/v1/billing/invoices?issue=true", Api.invoice("Acme Corp", "info@acme.com", "4132.23"))
                .expect(201);
        String number = "FAC-" + TODAY.getYear() + "-001";
        assertThat(invoice.text("/number")).isEqualTo(number);
        assertThat(invoice.text("/total")).isEqualTo("5000.00");
        assertThat(invoice.text("/fiscal/hash")).matches("[0-9A-F]{64}");

        JsonNode contact = eventually(() -> onlyContact(shop, "Acme"));
        assertThat(contact.at("/name").asText()).isEqualTo("Acme Corp");
        assertThat(contact.at("/email").asText()).isEqualTo("info@acme.com");
        assertThat(contact.at("/kind").asText()).isEqualTo("COMPANY");
        assertThat(contact.at("/status").asText()).isEqualTo("ACTIVE");
        String file = "/api/v1/crm/contacts/" + contact.at("/id").asText();
        JsonNode sale = eventually(() -> interaction(shop, file, "SALE"));
        assertThat(sale.at("/title").asText()).isEqualTo("Factura #" + number);
        assertThat(sale.at("/description").asText()).isEqualTo("Factura de 5000€");
        assertThat(Instant.parse(sale.at("/at").asText()).atZone(MADRID).toLocalDate())
                .isEqualTo(TODAY);
        assertThat(sale.at("/done").asBoolean()).isTrue();

        // case 2: the invoice is marked as paid
        shop.post(
                        "/api/v1/billing/invoices/" + invoice.text("/id") + "/payments",
                        Map.of("amount", "5000.00", "method", "TRANSFER"))
                .expect(201);
        JsonNode payment = eventually(() -> interaction(shop, file, "PAYMENT"));
        assertThat(payment.at("/title").asText()).isEqualTo("Pago recibido - Factura #" + number);
        assertThat(new BigDecimal(payment.at("/amount").asText())).isEqualByComparingTo("5000");
        Answer summary = shop.get(file + "/summary").expect(200);
        assertThat(new BigDecimal(summary.text("/accounts/0/balance"))).isZero();
        assertThat(new BigDecimal(summary.text("/accounts/0/invoiced"))).isEqualByComparingTo("5000");

        // and a second invoice finds the same customer
        shop.post("/api/v1/billing/invoices?issue=true", Api.invoice("Acme Corp.", "INFO@acme.com", "100"))
                .expect(201);
        eventually(() -> {
            assertThat(new BigDecimal(shop.get(file + "/summary").text("/accounts/0/balance")))
                    .isEqualByComparingTo("121");
            return true;
        });
        assertThat(onlyContact(shop, "Acme").at("/id")).isEqualTo(contact.at("/id"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void an_issued_invoice_is_told_to_another_program_with_a_signature_that_holds(Database database) throws Exception {
        Server server = Server.on(database);
        Api shop = server.newOrganization("Avisos");
        try (WebhookReceiver receiver = WebhookReceiver.allowedBy(server.installation(), shop.with("If-Match", "*"))) {
            Answer made = shop.post(
                            "/api/v1/webhooks/endpoints",
                            Map.of("url", receiver.url(), "types", List.of("billing.invoice.*")))
                    .expect(201);
            receiver.knows(made.text("/secret"));
            String deliveries = "/api/v1/webhooks/endpoints/" + made.text("/endpoint/id") + "/deliveries";
            assertThat(shop.get("/api/v1/webhooks/endpoints/event-types")
                            .expect(200)
                            .body())
                    .contains("\"billing.invoice.issued\"", "\"crm.contact.created\"", "\"devices.device.created\"");
            Answer invoice = shop.post(
                            "/api/v1/billing/invoices?issue=true", Api.invoice("Acme", "info@acme.example", "100"))
                    .expect(201);
            JsonNode message = receiver.next();
            assertThat(message.at("/type").asText()).isEqualTo("billing.invoice.issued");
            assertThat(message.at("/aggregate").asText()).isEqualTo(invoice.text("/id"));
            assertThat(message.at("/data/number").asText()).isEqualTo(invoice.text("/number"));
            JsonNode delivered = eventually(() -> {
                JsonNode item = shop.get(deliveries + "?state=DELIVERED")
                        .expect(200)
                        .json()
                        .at("/items/0");
                assertThat(item.at("/lastStatus").asInt()).isEqualTo(200);
                return item;
            });
            assertThat(delivered.at("/event").asText())
                    .isEqualTo(message.at("/id").asText());
        }
    }

    private static JsonNode onlyContact(Api shop, String text) {
        JsonNode items =
                shop.get("/api/v1/crm/contacts?q=" + text).expect(200).json().at("/items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private static JsonNode interaction(Api shop, String file, String type) {
        for (JsonNode item : shop.get(file + "/interactions").expect(200).json().at("/items")) {
            if (item.at("/type").asText().equals(type)) {
                return item;
            }
        }
        throw new AssertionError("no " + type);
    }

    private static <T> T eventually(Callable<T> check) {
        Object[] result = new Object[1];
        Eventually.check(() -> {
            try {
                result[0] = check.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        @SuppressWarnings("unchecked")
        T value = (T) result[0];
        return value;
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void eight_writers_on_one_series_leave_no_gap_and_an_unbroken_chain(Database database) throws Exception {
        Api shop = Server.on(database).newOrganization("Numeración");
        int invoices = database == Database.DERBY ? 5_000 : 1_000;
        AtomicInteger left = new AtomicInteger(invoices);
        ExecutorService writers = Executors.newFixedThreadPool(8);
        Set<String> numbers = new HashSet<>();
        try {
            Callable<Set<String>> writer = () -> {
                Set<String> mine = new HashSet<>();
                while (left.getAndDecrement() > 0) {
                    Answer answer = shop.post(
                                    "/api/v1/billing/invoices?issue=true",
                                    Api.invoice("Cliente", "cliente@example.com", "10"))
                            .expect(201);
                    mine.add(answer.text("/number"));
                }
                return mine;
            };
            for (Future<Set<String>> result : writers.invokeAll(
                    IntStream.range(0, 8).mapToObj(i -> writer).toList())) {
                numbers.addAll(result.get());
            }
        } finally {
            writers.shutdownNow();
        }
        Set<String> expected = new HashSet<>();
        for (int i = 1; i <= invoices; i++) {
            expected.add("FAC-%d-%03d".formatted(TODAY.getYear(), i));
        }
        assertThat(numbers).isEqualTo(expected);
        Answer chain = shop.get("/api/v1/fiscal-verifactu/verification").expect(200);
        assertThat(chain.json().at("/intact").asBoolean()).as(chain.body()).isTrue();
        assertThat(chain.json().at("/chains/0/records").asInt()).isEqualTo(invoices);
        Answer audit = shop.get("/api/v1/audit/verification").expect(200);
        assertThat(audit.json().at("/intact").asBoolean()).as(audit.body()).isTrue();
    }

    @Test
    void the_published_fingerprints_of_aeat_come_out_of_the_running_server() {
        Api shop = Server.on(Database.DERBY).newOrganization("Huellas");
        String first = fingerprint(shop, alta("12345678/G33", "", "2024-01-01T19:20:30+01:00"));
        assertThat(first).isEqualTo("3C464DAF61ACB827C65FDA19F352A4E3BDC2C640E9E9FC4CC058073F38F12F60");
        String second = fingerprint(shop, alta("12345679/G34", first, "2024-01-01T19:20:35+01:00"));
        assertThat(second).isEqualTo("F7B94CFD8924EDFF273501B01EE5153E4CE8F259766F88CF6ACB8935802A2B97");
        String third = fingerprint(
                shop,
                Map.of(
                        "record",
                        "RegistroAnulacion",
                        "fields",
                        Map.of(
                                "IDEmisorFacturaAnulada", "89890001K",
                                "NumSerieFacturaAnulada", "12345679/G34",
                                "FechaExpedicionFacturaAnulada", "01-01-2024",
                                "Huella", second,
                                "FechaHoraHusoGenRegistro", "2024-01-01T19:20:40+01:00")));
        assertThat(third).isEqualTo("177547C0D57AC74748561D054A9CEC14B4C4EA23D1BEFD6F2E69E3A388F90C68");
    }

    private static Map<String, Object> alta(String number, String previous, String at) {
        return Map.of(
                "record",
                "RegistroAlta",
                "fields",
                Map.of(
                        "IDEmisorFactura", "89890001K",
                        "NumSerieFactura", number,
                        "FechaExpedicionFactura", "01-01-2024",
                        "TipoFactura", "F1",
                        "CuotaTotal", "12.35",
                        "ImporteTotal", "123.45",
                        "Huella", previous,
                        "FechaHoraHusoGenRegistro", at));
    }

    private static String fingerprint(Api api, Map<String, Object> literals) {
        return api.post("/api/v1/fiscal-verifactu/fingerprint", literals)
                .expect(200)
                .text("/fingerprint");
    }

    @Test
    void a_repeated_request_with_the_same_key_issues_one_invoice() throws Exception {
        Api shop = Server.on(Database.DERBY).newOrganization("Idempotencia");
        Api once = shop.with("Idempotency-Key", "pedido-1");
        Map<String, Object> invoice = Api.invoice("Cliente", "c@example.com", "10");
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            Callable<Answer> client = () -> once.post("/api/v1/billing/invoices?issue=true", invoice);
            Set<String> ids = new HashSet<>();
            for (Future<Answer> result : clients.invokeAll(List.of(client, client, client, client))) {
                ids.add(result.get().expect(201).text("/id"));
            }
            assertThat(ids).hasSize(1);
        } finally {
            clients.shutdownNow();
        }
        assertThat(shop.get("/api/v1/billing/invoices").json().at("/items")).hasSize(1);
        once.post("/api/v1/billing/invoices?issue=true", Api.invoice("Otro", "o@example.com", "10"))
                .expect(422);
    }
}
