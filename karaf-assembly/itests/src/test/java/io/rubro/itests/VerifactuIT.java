package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.fiscal.verifactu.standin.internal.Notes;
import io.rubro.fiscal.verifactu.standin.internal.Notes.Outcome;
import io.rubro.fiscal.verifactu.standin.internal.Options;
import io.rubro.fiscal.verifactu.standin.internal.StandIn;
import io.rubro.fiscal.verifactu.standin.internal.Weather;
import io.rubro.fiscal.verifactu.standin.internal.Weather.Kind;
import io.rubro.itests.Api.Answer;
import io.rubro.itests.Installation.Database;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A thousand tickets while the tax authority is down, slow, forgetful and rude, and the server is killed in between: none
 * is lost, none counts twice, their order is kept, and the panel says how things stand.
 */
class VerifactuIT {

    private static final int TICKETS = 1_000;
    private static final int WRITERS = 6;
    private static final String PANEL = "/api/v1/fiscal-verifactu/";

    @Test
    void the_authority_gets_every_record_once_and_in_order_whatever_happens() throws Exception {
        try (StandIn authority = StandIn.start(0, Options.defaults().waitSeconds(0));
                Installation installation = Installation.fresh(Database.DERBY)) {
            authority.weather(Weather.of(Kind.DOWN));
            installation.configure(
                    "io.rubro.fiscal.verifactu",
                    Map.of("address", authority.service().toString(), "timeoutSeconds", "4"));
            installation.start();
            Api owner = Api.setUp(installation, "Mal tiempo", "ana@example.com");

            Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
            issue(owner, acknowledged, TICKETS / 2, installation);
            installation.start();
            owner = Api.login(installation, "ana@example.com", Api.PASSWORD);
            int issued = records(owner).size();
            assertThat(issued).isGreaterThanOrEqualTo(acknowledged.size());
            issue(owner, acknowledged, TICKETS - issued, null);

            JsonNode waiting = summary(owner);
            assertThat(waiting.at("/pending").asInt()).isEqualTo(TICKETS);
            assertThat(waiting.at("/accepted").asInt()).isZero();
            String first = acknowledged.peek();
            assertThat(invoice(owner, first).at("/fiscal/state").asText()).isEqualTo("PENDING");

            authority.weather(
                    Weather.of(Kind.HTML).times(1),
                    Weather.of(Kind.FORGET).times(1),
                    Weather.of(Kind.CUT_OFF).times(1),
                    Weather.of(Kind.SERVER_FAULT).times(1),
                    Weather.of(Kind.SLOW).delay(Duration.ofSeconds(6)).times(1));
            deliver(owner);
            checkBooks(owner, authority, acknowledged);

            refuseAndCorrect(owner, authority);
            cancel(owner, authority, first);
            LocalDate today = LocalDate.now(ZoneId.of("Europe/Madrid"));
            JsonNode report = owner.post(
                            PANEL + "reconcile", Map.of("year", today.getYear(), "month", today.getMonthValue()))
                    .expect(200)
                    .json();
            assertThat(report.at("/differences")).as(report.toString()).isEmpty();
        }
    }

    /** Tickets, and every tenth an invoice; the server dies when half of them are acknowledged, if it is given. */
    private static void issue(Api owner, Queue<String> acknowledged, int count, Installation victim)
            throws InterruptedException {
        AtomicInteger left = new AtomicInteger(count);
        int enough = acknowledged.size() + count * 4 / 5;
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            writers.execute(() -> {
                try {
                    for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
                        Answer answer = owner.post(
                                        "/api/v1/billing/invoices?issue=true",
                                        n % 10 == 0 ? Api.invoice("Acme Corp", "info@acme.com", "10") : ticket())
                                .expect(201);
                        acknowledged.add(answer.text("/id"));
                    }
                } catch (RuntimeException | AssertionError connectionLost) {
                    if (victim == null) {
                        throw connectionLost;
                    }
                }
            });
        }
        if (victim != null) {
            Eventually.check(Duration.ofSeconds(60), () -> assertThat(acknowledged.size())
                    .isGreaterThanOrEqualTo(enough));
            victim.kill();
        }
        writers.shutdown();
        assertThat(writers.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
    }

    private static Map<String, Object> ticket() {
        return Map.of(
                "customer", Map.of("name", "Cliente de mostrador"),
                "terms", Map.of("pricesIncludeTax", true),
                "lines",
                        List.of(Map.of(
                                "description", "Lomo", "quantity", "0.5", "unitPrice", "12.90", "taxRate", "10")));
    }

    /** Until nothing waits: what failed is tried again at once, as the panel offers. */
    private static void deliver(Api owner) {
        Eventually.check(Duration.ofSeconds(120), () -> {
            owner.post(PANEL + "retry", Map.of()).expect(200);
            owner.post("/api/v1/jobs/fiscal-verifactu.send/run", Map.of());
            assertThat(summary(owner).at("/pending").asInt()).isZero();
        });
    }

    private static void checkBooks(Api owner, StandIn authority, Queue<String> acknowledged) {
        JsonNode panel = summary(owner);
        assertThat(panel.at("/accepted").asInt()).as(panel.toString()).isEqualTo(TICKETS);
        assertThat(panel.at("/rejected").asInt()).isZero();
        Notes notes = authority.notes();
        assertThat(notes.chainFaults()).isEmpty();
        assertThat(notes.faults()).hasSize(1); // the one that was ordered: it found no message wrong
        Map<String, List<Outcome>> fates = notes.judged().stream()
                .collect(Collectors.groupingBy(
                        Notes.Judged::number, Collectors.mapping(Notes.Judged::outcome, Collectors.toList())));
        assertThat(fates).hasSize(TICKETS);
        assertThat(fates).allSatisfy((number, outcomes) -> {
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome == Outcome.ACCEPTED)
                    .hasSize(1);
            assertThat(outcomes).doesNotContain(Outcome.REJECTED);
        });
        // some answers were lost on the way: those records came twice and counted once
        assertThat(notes.counts().duplicates()).isPositive();
        assertThat(notes.messages()).anyMatch(Notes.Message::incident);

        List<JsonNode> records = records(owner);
        assertThat(notes.order().values()).singleElement().satisfies(order -> assertThat(order)
                .containsExactlyElementsOf(
                        records.stream().map(r -> r.at("/fingerprint").asText()).toList()));
        assertThat(records)
                .extracting(record -> record.at("/invoiceId").asText())
                .containsAll(acknowledged)
                .doesNotHaveDuplicates();
        assertThat(owner.get(PANEL + "verification")
                        .expect(200)
                        .json()
                        .at("/intact")
                        .asBoolean())
                .isTrue();
        Eventually.check(Duration.ofSeconds(60), () -> assertThat(
                        owner.get("/api/v1/billing/invoices?fiscalState=pending&limit=1")
                                .expect(200)
                                .json()
                                .at("/items"))
                .isEmpty());
    }

    /** A refused record stays in the chain, is shown with the authority's words, and is put right by a new one. */
    private static void refuseAndCorrect(Api owner, StandIn authority) {
        authority.weather(Weather.of(Kind.REFUSE).times(1));
        String invoice = owner.post(
                        "/api/v1/billing/invoices?issue=true", Api.invoice("Acme Corp", "info@acme.com", "10"))
                .expect(201)
                .text("/id");
        deliver(owner);
        assertThat(summary(owner).at("/rejected").asInt()).isEqualTo(1);
        JsonNode refused = recordsOf(owner, invoice).get(0);
        assertThat(refused.at("/submission/state").asText()).isEqualTo("REJECTED");
        assertThat(refused.at("/submission/code").asText()).isNotBlank();
        Eventually.check(Duration.ofSeconds(30), () -> assertThat(
                        invoice(owner, invoice).at("/fiscal/state").asText())
                .isEqualTo("REJECTED"));

        owner.post(
                        PANEL + "records/" + refused.at("/id").asText() + "/correct",
                        Map.of("recipient", Map.of("name", "Acme Corporation SA", "id", "A58818501")))
                .expect(200);
        deliver(owner);
        JsonNode corrected = recordsOf(owner, invoice).get(0);
        assertThat(corrected.at("/recipient/name").asText()).isEqualTo("Acme Corporation SA");
        assertThat(corrected.at("/submission/state").asText())
                .as(corrected.toString())
                .isEqualTo("ACCEPTED");
        Eventually.check(Duration.ofSeconds(30), () -> assertThat(
                        invoice(owner, invoice).at("/fiscal/state").asText())
                .isEqualTo("ACCEPTED"));
    }

    private static void cancel(Api owner, StandIn authority, String invoice) {
        Answer cancelled = owner.post(
                        "/api/v1/billing/invoices/" + invoice + "/cancel", Map.of("reason", "emitida por error"))
                .expect(200);
        assertThat(cancelled.text("/status")).isEqualTo("CANCELLED");
        deliver(owner);
        JsonNode fields = recordsOf(owner, invoice).get(0).at("/fields");
        assertThat(authority.state(
                        fields.at("/IDEmisorFacturaAnulada").asText(),
                        fields.at("/NumSerieFacturaAnulada").asText(),
                        fields.at("/FechaExpedicionFacturaAnulada").asText()))
                .isEqualTo("CANCELLED");
        Eventually.check(Duration.ofSeconds(30), () -> assertThat(
                        invoice(owner, invoice).at("/fiscal/state").asText())
                .isEqualTo("CANCELLED"));
    }

    private static JsonNode summary(Api owner) {
        return owner.get(PANEL + "summary").expect(200).json();
    }

    private static JsonNode invoice(Api owner, String id) {
        return owner.get("/api/v1/billing/invoices/" + id).expect(200).json();
    }

    /** The whole chain, oldest first. */
    private static List<JsonNode> records(Api owner) {
        return all(owner, PANEL + "records?sort=position&limit=200");
    }

    /** The records of an invoice, newest first. */
    private static List<JsonNode> recordsOf(Api owner, String invoice) {
        return all(owner, PANEL + "records?invoice=" + invoice);
    }

    private static List<JsonNode> all(Api owner, String list) {
        List<JsonNode> all = new ArrayList<>();
        for (String cursor = ""; cursor != null; ) {
            JsonNode page = owner.get(list + cursor).expect(200).json();
            page.at("/items").forEach(all::add);
            cursor = page.hasNonNull("next") ? "&cursor=" + page.get("next").asText() : null;
        }
        return all;
    }
}
