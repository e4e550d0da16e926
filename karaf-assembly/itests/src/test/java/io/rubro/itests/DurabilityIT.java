package io.rubro.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rubro.itests.Api.Answer;
import io.rubro.itests.Installation.Database;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process is killed in the middle of the work, again and again. */
class DurabilityIT {

    private static final int KILLS = Integer.getInteger("rubro.kills", 3);
    private static final int WRITERS = 6;

    @ParameterizedTest
    @EnumSource(Database.class)
    void what_was_acknowledged_survives_kill_9_and_every_event_takes_effect_once(Database database) throws Exception {
        try (Installation installation = Installation.started(database)) {
            Api owner = Api.setUp(installation, "Apagones", "ana@example.com");
            ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
            for (int kill = 0; kill < KILLS; kill++) {
                killUnderLoad(installation, owner, acknowledged, 60 + 40 * kill);
                installation.start();
                owner = Api.login(installation, "ana@example.com", Api.PASSWORD);
            }
            checkBooks(owner, new HashSet<>(acknowledged));
        }
    }

    private static void killUnderLoad(
            Installation installation, Api owner, ConcurrentLinkedQueue<String> acknowledged, int invoices)
            throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(invoices);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            writers.execute(() -> {
                try {
                    while (true) {
                        Answer answer = owner.post(
                                "/api/v1/billing/invoices?issue=true", Api.invoice("Acme Corp", "info@acme.com", "10"));
                        if (answer.status() == 201) {
                            acknowledged.add(answer.text("/number"));
                            enough.countDown();
                        }
                    }
                } catch (RuntimeException connectionLost) {
                    // the server is gone: that is the point
                }
            });
        }
        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
        installation.kill();
        writers.shutdown();
        assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void checkBooks(Api owner, Set<String> acknowledged) {
        Answer chain = owner.get("/api/v1/fiscal-verifactu/verification").expect(200);
        assertThat(chain.json().at("/intact").asBoolean()).as(chain.body()).isTrue();
        int issued = chain.json().at("/chains/0/records").asInt();
        assertThat(owner.get("/api/v1/audit/verification").json().at("/intact").asBoolean())
                .isTrue();

        Set<String> numbers = new HashSet<>();
        for (String cursor = ""; cursor != null; ) {
            JsonNode page = owner.get("/api/v1/billing/invoices?limit=200" + cursor)
                    .expect(200)
                    .json();
            page.at("/items").forEach(i -> numbers.add(i.at("/number").asText()));
            cursor = page.hasNonNull("next") ? "&cursor=" + page.get("next").asText() : null;
        }
        assertThat(numbers).hasSize(issued).containsAll(acknowledged);
        assertThat(numbers).anyMatch(number -> number.endsWith("-%03d".formatted(issued))); // as many, so without a gap

        // each invoice is in the customer's file exactly once, whatever was being delivered when the process died
        BigDecimal expected = new BigDecimal("12.10").multiply(BigDecimal.valueOf(issued));
        Eventually.check(Duration.ofSeconds(60), () -> {
            JsonNode contacts = owner.get("/api/v1/crm/contacts").json().at("/items");
            assertThat(contacts).hasSize(1);
            String id = contacts.get(0).at("/id").asText();
            String invoiced =
                    owner.get("/api/v1/crm/contacts/" + id + "/summary").text("/accounts/0/invoiced");
            assertThat(new BigDecimal(invoiced)).isEqualByComparingTo(expected);
        });
        assertThat(owner.get("/api/v1/events/held").expect(200).json().at("/items"))
                .isEmpty();
    }
}
