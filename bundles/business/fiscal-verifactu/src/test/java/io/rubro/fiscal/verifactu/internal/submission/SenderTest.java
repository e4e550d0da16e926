package io.rubro.fiscal.verifactu.internal.submission;

import static io.rubro.fiscal.verifactu.internal.service.Taxpayer.acme;
import static io.rubro.fiscal.verifactu.internal.service.Taxpayer.invoice;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.FiscalState;
import io.rubro.billing.FiscalStateChanged;
import io.rubro.billing.Invoice;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.RecordXml;
import io.rubro.fiscal.verifactu.internal.model.Schemas;
import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.fiscal.verifactu.internal.service.Taxpayer;
import io.rubro.fiscal.verifactu.internal.submission.ScriptedAuthority.Weather;
import io.rubro.fiscal.verifactu.internal.submission.Submissions.Submission;
import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.tenancy.Tenant;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SenderTest {

    private static final Duration PATIENCE = Duration.ofMillis(700);

    private ScriptedAuthority there;
    private final List<DomainEvent> events = new ArrayList<>();
    private final RecordedLive live = new RecordedLive();
    private final List<Notification> told = new ArrayList<>();
    private final RejectionNews news = new RejectionNews();

    @BeforeEach
    void open() throws Exception {
        there = new ScriptedAuthority();
        news.bindNotifications(told::add);
    }

    @AfterEach
    void close() {
        there.close();
    }

    private Sender sender(Taxpayer taxpayer) {
        return sender(taxpayer, there.authority(PATIENCE));
    }

    /** A sender that knows nothing but the database, as after a start. */
    private Sender sender(Taxpayer taxpayer, Authority authority) {
        return new Sender(
                taxpayer.platform.transactions(),
                taxpayer.platform.sql(),
                taxpayer.chain,
                Submissions.with(taxpayer.platform.sql(), taxpayer.clock),
                authority,
                events::add,
                live,
                news,
                taxpayer.clock);
    }

    private static void send(Taxpayer taxpayer, Sender sender) {
        Tenant.call(taxpayer.organization, sender::sendDue);
    }

    private static void later(Taxpayer taxpayer, long seconds) {
        taxpayer.now = taxpayer.now.plusSeconds(seconds);
    }

    private static List<Submission> all(Taxpayer taxpayer) {
        return Tenant.call(
                taxpayer.organization,
                () -> taxpayer.submissions.range(taxpayer.chain.heads().get(0).id(), 1, Long.MAX_VALUE));
    }

    private static List<SubmissionState> states(Taxpayer taxpayer) {
        return all(taxpayer).stream().map(Submission::state).toList();
    }

    private static Dispatch dispatch(Taxpayer taxpayer) {
        return Tenant.call(
                taxpayer.organization, () -> taxpayer.submissions.dispatches().get(0));
    }

    private static List<FiscalRecord> records(Taxpayer taxpayer) {
        return Tenant.call(
                taxpayer.organization,
                () -> taxpayer.chain.range(taxpayer.chain.heads().get(0).id(), 1, Long.MAX_VALUE));
    }

    private static void seal(Taxpayer taxpayer, int from, int to) {
        Tenant.run(taxpayer.organization, () -> {
            for (int start = from; start <= to; start += 50) {
                int first = start;
                taxpayer.platform.transactions().run(() -> {
                    for (int i = first; i <= Math.min(to, first + 49); i++) {
                        taxpayer.regime.seal(taxpayer.business(), invoice("A-" + i, acme(), "100.00"));
                    }
                });
            }
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_issued_is_sent_and_everybody_hears_of_the_answer(TestDatabase database) {
        try (Taxpayer taxpayer = new Taxpayer(database)) {
            there.flawed.put("A-2", "2001");
            there.refused.put("A-3", "1109");
            seal(taxpayer, 1, 3);
            assertThat(states(taxpayer)).containsOnly(SubmissionState.PENDING);
            send(taxpayer, sender(taxpayer));
            assertThat(states(taxpayer))
                    .containsExactly(
                            SubmissionState.ACCEPTED, SubmissionState.ACCEPTED_WITH_ERRORS, SubmissionState.REJECTED);
            assertThat(all(taxpayer)).extracting(Submission::code).containsExactly(null, "2001", "1109");
            assertThat(all(taxpayer))
                    .extracting(Submission::message)
                    .containsExactly(null, "Error <2001>", "Error <1109>");
            assertThat(all(taxpayer)).extracting(Submission::csv).containsExactly("A-CSV-1", "A-CSV-1", null);
            assertThat(events)
                    .extracting(event -> ((FiscalStateChanged) event).state())
                    .containsExactly(FiscalState.ACCEPTED, FiscalState.ACCEPTED_WITH_ERRORS, FiscalState.REJECTED);
            assertThat(live.updates())
                    .singleElement()
                    .satisfies(update -> assertThat(update.data().get("type")).isEqualTo("fiscal-verifactu.record"));
            Map<SubmissionState, Long> counts = Tenant.call(taxpayer.organization, () -> taxpayer.submissions.counts());
            assertThat(counts)
                    .containsEntry(SubmissionState.ACCEPTED, 1L)
                    .containsEntry(SubmissionState.ACCEPTED_WITH_ERRORS, 1L)
                    .containsEntry(SubmissionState.REJECTED, 1L);
        }
    }

    @Test
    void the_message_is_valid_against_the_authority_s_schema() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            seal(taxpayer, 1, 2);
            there.weather.add(Weather.HANG_UP);
            send(taxpayer, sender(taxpayer));
            later(taxpayer, 60);
            send(taxpayer, sender(taxpayer));
            String body = there.bodies.get(0).replaceFirst("(?s)^.*<soapenv:Body>(.*)</soapenv:Body>.*$", "$1");
            assertThat(body).contains("<sf:Incidencia>S</sf:Incidencia>");
            assertThat(Schemas.errors(Schemas.schema("SuministroLR.xsd"), body)).isEmpty();
        }
    }

    @Test
    void the_wait_the_authority_asks_for_is_kept_also_by_another_node() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            there.wait = 120;
            seal(taxpayer, 1, 1);
            send(taxpayer, sender(taxpayer));
            seal(taxpayer, 2, 2);
            later(taxpayer, 119);
            send(taxpayer, sender(taxpayer));
            assertThat(there.messages).hasSize(1);
            later(taxpayer, 1);
            send(taxpayer, sender(taxpayer));
            assertThat(there.messages).hasSize(2);
            assertThat(states(taxpayer)).containsOnly(SubmissionState.ACCEPTED);
        }
    }

    @Test
    void a_thousand_that_wait_go_at_once_and_no_more_than_a_thousand_in_a_message() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            seal(taxpayer, 1, 1);
            send(taxpayer, sender(taxpayer));
            seal(taxpayer, 2, 1005);
            send(taxpayer, sender(taxpayer));
            assertThat(there.messages).extracting(List::size).containsExactly(1, 1000);
            later(taxpayer, 60);
            send(taxpayer, sender(taxpayer));
            assertThat(there.messages).extracting(List::size).containsExactly(1, 1000, 4);
        }
    }

    @Test
    void nobody_there_means_an_incident_and_growing_pauses_of_an_hour_at_most() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            Authority nobody = new Authority(URI.create("http://127.0.0.1:1/"), true, "", "", "", "", PATIENCE);
            seal(taxpayer, 1, 1);
            Instant begun = taxpayer.now;
            List<Long> pauses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                send(taxpayer, sender(taxpayer, nobody));
                pauses.add(Duration.between(taxpayer.now, dispatch(taxpayer).nextAt())
                        .toMinutes());
                taxpayer.now = dispatch(taxpayer).nextAt();
            }
            assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
            assertThat(dispatch(taxpayer).problem()).isEqualTo("UNREACHABLE");
            assertThat(Duration.between(begun, dispatch(taxpayer).incidentSince()))
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(all(taxpayer).get(0).uncertain()).isFalse();
            seal(taxpayer, 2, 2);
            send(taxpayer, sender(taxpayer));
            assertThat(there.bodies.get(0)).contains("<sf:Incidencia>S</sf:Incidencia>");
            assertThat(dispatch(taxpayer).incidentSince()).isNull();
            assertThat(dispatch(taxpayer).problem()).isNull();
            later(taxpayer, 60);
            seal(taxpayer, 3, 3);
            send(taxpayer, sender(taxpayer));
            assertThat(there.bodies.get(1)).doesNotContain("Incidencia");
        }
    }

    @Test
    void a_message_whose_answer_was_lost_is_sent_again_and_its_duplicates_count_as_accepted() {
        for (Weather weather : List.of(Weather.FORGET, Weather.SLOW, Weather.TRUNCATED)) {
            try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
                there.invoices.clear();
                there.taken.clear();
                there.flawed.put("A-2", "2001");
                seal(taxpayer, 1, 2);
                there.weather.add(weather);
                send(taxpayer, sender(taxpayer));
                assertThat(states(taxpayer)).as(weather.name()).containsOnly(SubmissionState.PENDING);
                assertThat(all(taxpayer)).allMatch(Submission::uncertain);
                later(taxpayer, 60);
                send(taxpayer, sender(taxpayer));
                assertThat(states(taxpayer))
                        .containsExactly(SubmissionState.ACCEPTED, SubmissionState.ACCEPTED_WITH_ERRORS);
                assertThat(there.taken).hasSize(2);
            }
        }
    }

    @Test
    void an_answer_that_could_not_be_noted_is_asked_for_again() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            seal(taxpayer, 1, 2);
            Sender failing = new Sender(
                    taxpayer.platform.transactions(),
                    taxpayer.platform.sql(),
                    taxpayer.chain,
                    taxpayer.submissions,
                    there.authority(PATIENCE),
                    event -> {
                        throw new IllegalStateException("no journal");
                    },
                    live,
                    news,
                    taxpayer.clock);
            send(taxpayer, failing);
            assertThat(states(taxpayer)).containsOnly(SubmissionState.PENDING);
            assertThat(dispatch(taxpayer).problem()).isEqualTo("NO_ANSWER");
            later(taxpayer, 60);
            send(taxpayer, sender(taxpayer));
            assertThat(states(taxpayer)).containsOnly(SubmissionState.ACCEPTED);
            assertThat(there.taken).hasSize(2);
        }
    }

    @Test
    void a_duplicate_of_a_record_that_never_left_here_is_refused() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            there.invoices.put("A-1", "Correcta");
            seal(taxpayer, 1, 1);
            send(taxpayer, sender(taxpayer));
            assertThat(all(taxpayer).get(0).state()).isEqualTo(SubmissionState.REJECTED);
            assertThat(all(taxpayer).get(0).code()).isEqualTo("3000");
        }
    }

    @Test
    void what_the_authority_refuses_as_a_whole_is_held_and_tried_hourly() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            there.weather.add(Weather.CLIENT_FAULT);
            seal(taxpayer, 1, 2);
            send(taxpayer, sender(taxpayer));
            assertThat(dispatch(taxpayer).problem()).isEqualTo("REFUSED");
            assertThat(dispatch(taxpayer).problemText()).isEqualTo("4104: El NIF no está identificado. NIF:iii");
            later(taxpayer, 3599);
            send(taxpayer, sender(taxpayer));
            assertThat(there.messages).isEmpty();
            later(taxpayer, 1);
            send(taxpayer, sender(taxpayer));
            assertThat(states(taxpayer)).containsOnly(SubmissionState.ACCEPTED);
        }
    }

    @Test
    void somebody_can_ask_to_try_at_once() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            there.weather.add(Weather.CLIENT_FAULT);
            seal(taxpayer, 1, 1);
            send(taxpayer, sender(taxpayer));
            Tenant.run(taxpayer.organization, taxpayer.submissions::hurry);
            send(taxpayer, sender(taxpayer));
            assertThat(states(taxpayer)).containsOnly(SubmissionState.ACCEPTED);
        }
    }

    @Test
    void a_record_that_spoils_its_message_is_found_and_the_others_get_through() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            there.spoilers.add("A-7");
            seal(taxpayer, 1, 10);
            for (int i = 0; i < 12; i++) {
                there.weather.add(Weather.SCHEMA);
                send(taxpayer, sender(taxpayer));
                later(taxpayer, 60);
            }
            List<Submission> all = all(taxpayer);
            assertThat(all.get(6).state()).isEqualTo(SubmissionState.REJECTED);
            assertThat(all.get(6).code()).isEqualTo("4102");
            all.remove(6);
            assertThat(all).allMatch(submission -> submission.state() == SubmissionState.ACCEPTED);
        }
    }

    @Test
    void without_a_certificate_nothing_is_sent() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            Authority real = new Authority(URI.create("https://prewww1.aeat.es/x"), true, "", "", "", "", PATIENCE);
            assertThat(real.obstacle(taxpayer.now)).contains(Authority.Obstacle.NO_CERTIFICATE);
            Authority off = new Authority(there.address(), false, "", "", "", "", PATIENCE);
            assertThat(off.obstacle(taxpayer.now)).contains(Authority.Obstacle.SWITCHED_OFF);
            Authority missing = new Authority(there.address(), true, "/no/such.p12", "x", "", "", PATIENCE);
            assertThat(missing.obstacle(taxpayer.now)).contains(Authority.Obstacle.BAD_CERTIFICATE);
            seal(taxpayer, 1, 1);
            for (Authority authority : List.of(real, off, missing)) {
                send(taxpayer, sender(taxpayer, authority));
            }
            assertThat(there.messages).isEmpty();
            assertThat(all(taxpayer).get(0).attempts()).isZero();
        }
    }

    @Test
    void what_waited_long_for_whatever_reason_is_sent_as_late() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            seal(taxpayer, 1, 1);
            later(taxpayer, 901);
            seal(taxpayer, 2, 2);
            send(taxpayer, sender(taxpayer));
            assertThat(there.bodies.get(0)).contains("<sf:Incidencia>S</sf:Incidencia>");
            seal(taxpayer, 3, 3);
            later(taxpayer, 60);
            send(taxpayer, sender(taxpayer));
            assertThat(there.bodies.get(1)).doesNotContain("Incidencia");
        }
    }

    @Test
    void the_state_of_an_invoice_is_that_of_its_newest_record() {
        try (Taxpayer taxpayer = new Taxpayer(TestDatabase.DERBY)) {
            Invoice invoice = invoice("A-1", acme(), "100.00");
            taxpayer.seal(taxpayer.business(), invoice);
            Tenant.call(taxpayer.organization, () -> taxpayer.platform
                    .transactions()
                    .required(() -> taxpayer.regime.cancel(taxpayer.business(), invoice)));
            there.weather.add(Weather.FORGET);
            send(taxpayer, sender(taxpayer));
            later(taxpayer, 60);
            send(taxpayer, sender(taxpayer));
            assertThat(states(taxpayer)).containsOnly(SubmissionState.ACCEPTED);
            assertThat(events)
                    .singleElement()
                    .isEqualTo(new FiscalStateChanged(invoice.id(), FiscalState.CANCELLED, null, null));
            assertThat(there.invoices).containsEntry("A-1", "Anulada");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_thousand_records_through_bad_weather_and_restarts(TestDatabase database) {
        try (Taxpayer taxpayer = new Taxpayer(database)) {
            Random random = new Random(database.ordinal() + 7);
            Weather[] bad = {
                Weather.FORGET,
                Weather.HANG_UP,
                Weather.TRUNCATED,
                Weather.GARBAGE,
                Weather.ERROR_500,
                Weather.SERVER_FAULT,
                Weather.CLIENT_FAULT,
                Weather.FAIR,
                Weather.FAIR
            };
            for (int i = 1; i <= 1000; i++) {
                if (i % 97 == 0) {
                    there.refused.put("A-" + i, "1109");
                } else if (i % 89 == 0) {
                    there.flawed.put("A-" + i, "2001");
                }
            }
            there.weather.add(Weather.SLOW);
            int issued = 0;
            Sender sender = sender(taxpayer);
            for (int round = 0; round < 200 && (issued < 1000 || open(taxpayer)); round++) {
                if (issued < 1000) {
                    int more = Math.min(1000, issued + 1 + random.nextInt(120));
                    seal(taxpayer, issued + 1, more);
                    issued = more;
                }
                synchronized (there.weather) {
                    there.weather.add(round < 60 ? bad[random.nextInt(bad.length)] : Weather.FAIR);
                }
                if (round % 5 == 0) {
                    abandon(taxpayer);
                    sender = sender(taxpayer);
                }
                send(taxpayer, sender);
                later(taxpayer, 30 + random.nextInt(1800));
            }
            List<FiscalRecord> records = records(taxpayer);
            List<Submission> all = all(taxpayer);
            assertThat(records).hasSize(1000);
            assertThat(all)
                    .hasSize(1000)
                    .noneMatch(submission -> submission.state().open());
            assertThat(there.taken).as("none twice").doesNotHaveDuplicates();
            List<String> accepted = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                FiscalRecord record = records.get(i);
                SubmissionState expected =
                        there.refused.containsKey(record.content().number())
                                ? SubmissionState.REJECTED
                                : there.flawed.containsKey(record.content().number())
                                        ? SubmissionState.ACCEPTED_WITH_ERRORS
                                        : SubmissionState.ACCEPTED;
                assertThat(all.get(i).state()).as(record.content().number()).isEqualTo(expected);
                if (expected.accepted()) {
                    accepted.add(record.id().toString());
                }
            }
            assertThat(there.taken).as("none lost, in the order they were made").isEqualTo(accepted);
            assertThat(events).as("each heard of once").hasSize(1000);
            Map<SubmissionState, Long> counts = Tenant.call(taxpayer.organization, () -> taxpayer.submissions.counts());
            assertThat(counts.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(1000);
            assertThat(counts.get(SubmissionState.REJECTED)).isEqualTo(there.refused.size());
            assertThat(counts.get(SubmissionState.ACCEPTED_WITH_ERRORS)).isEqualTo(there.flawed.size());
            assertThat(RecordXml.of(records.get(0)))
                    .contains("<sf:RefExterna>" + records.get(0).id());
        }
    }

    /** A node takes records out to send them and dies; its lease ends. */
    private static void abandon(Taxpayer taxpayer) {
        Tenant.run(taxpayer.organization, () -> {
            Id chain = taxpayer.chain.heads().get(0).id();
            new Batches(taxpayer.platform.transactions(), taxpayer.platform.sql(), taxpayer.submissions)
                    .take(chain, taxpayer.now, Duration.ofMinutes(2));
        });
        later(taxpayer, 121);
    }

    private static boolean open(Taxpayer taxpayer) {
        return all(taxpayer).stream().anyMatch(submission -> submission.state().open());
    }
}
