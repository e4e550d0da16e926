package io.rubro.platform.webhooks.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.webhooks.internal.model.Attempt;
import io.rubro.platform.webhooks.internal.model.Delivery;
import io.rubro.platform.webhooks.internal.model.DeliveryDetail;
import io.rubro.platform.webhooks.internal.model.DeliveryState;
import io.rubro.platform.webhooks.internal.model.Endpoint;
import io.rubro.platform.webhooks.internal.model.Endpoint.DisabledReason;
import io.rubro.platform.webhooks.internal.model.EndpointDraft;
import io.rubro.platform.webhooks.internal.model.IssuedEndpoint;
import io.rubro.platform.webhooks.internal.model.Problem;
import io.rubro.platform.webhooks.internal.service.Receiver.Message;
import io.rubro.platform.webhooks.internal.service.Receiver.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the event to whoever wants to hear of it, through all weathers. */
class SendingTest {

    private Hooks hooks;
    private Receiver receiver;

    private IssuedEndpoint start(TestDatabase database, String... types) {
        hooks = new Hooks(database);
        receiver = new Receiver(hooks.clock);
        IssuedEndpoint issued = hooks.register(receiver.url(), types);
        receiver.knows(issued.secret());
        return issued;
    }

    @AfterEach
    void stop() {
        receiver.close();
        hooks.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_event_arrives_signed_and_as_it_is_in_the_journal(TestDatabase database) throws InterruptedException {
        Endpoint endpoint = start(database, "billing.*", "crm.contact.created").endpoint();
        Id event = hooks.happens(Hooks.SHOP, "billing.invoice.issued", "{\"total\":\"121.00\",\"note\":\"año €\"}");
        Message message = receiver.messages.poll(10, TimeUnit.SECONDS); // at once, not when the job looks
        assertThat(message).as("%s", receiver.faults).isNotNull();
        assertThat(message.id()).isEqualTo(event.toString());
        assertThat(message.path()).isEqualTo("/hooks?from=rubro");
        assertThat(message.signatures()).isEqualTo(1);
        Instant at = hooks.clock.instant();
        assertThat(message.body())
                .isEqualTo(
                        "{\"id\":\"%s\",\"type\":\"billing.invoice.issued\",\"version\":1,\"organization\":\"%s\",\"at\":\"%s\",\"timestamp\":\"%s\",\"aggregate\":\"%s\",\"data\":{\"total\":\"121.00\",\"note\":\"año €\"}}",
                        event, Hooks.SHOP, at, at, new Id(4711));
        hooks.happens("crm.contact.created");
        hooks.happens("crm.contact.updated");
        hooks.happens(Hooks.OTHER, "billing.invoice.issued", "{}");
        hooks.settle();
        assertThat(receiver.types()).containsExactly("crm.contact.created");
        assertThat(hooks.deliveries(endpoint))
                .extracting(Delivery::type)
                .containsExactly("crm.contact.created", "billing.invoice.issued");
        DeliveryDetail first =
                hooks.in(() -> hooks.log.get(hooks.deliveries(endpoint).get(1).id()));
        assertThat(first.body()).isEqualTo(message.body());
        assertThat(first.delivery().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(first.tries()).extracting(Attempt::status).containsExactly(200);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_endpoint_hears_only_of_what_happens_while_it_is_there_and_enabled(TestDatabase database) {
        IssuedEndpoint issued = start(database, "*");
        Endpoint endpoint = issued.endpoint();
        hooks.deliver(new Hooks.Happening(
                Id.next(), "crm.before", Hooks.SHOP, endpoint.created().minusMillis(1), "{}"));
        hooks.happens("crm.while.enabled");
        hooks.settle();
        Endpoint off = change(endpoint, false);
        assertThat(off.disabledAt()).isEqualTo(hooks.clock.instant());
        hooks.happens("crm.while.disabled");
        hooks.clock.advance(Duration.ofMinutes(1));
        Instant before = hooks.clock.instant();
        hooks.clock.advance(Duration.ofMinutes(1));
        Endpoint on = change(off, true);
        assertThat(on.disabledAt()).isNull();
        hooks.deliver(new Hooks.Happening(Id.next(), "crm.late", Hooks.SHOP, before, "{}"));
        hooks.happens("crm.enabled.again");
        hooks.settle();
        assertThat(receiver.types()).containsExactly("crm.while.enabled", "crm.enabled.again");
        assertThat(receiver.faults).isEmpty();
    }

    private Endpoint change(Endpoint endpoint, boolean enabled) {
        return hooks.in(() -> hooks.endpoints.update(
                endpoint.id(),
                new IfMatch(endpoint.version()),
                new EndpointDraft(endpoint.url(), null, endpoint.types(), enabled)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_replaced_secret_counts_for_one_more_day(TestDatabase database) {
        IssuedEndpoint old = start(database, "*");
        IssuedEndpoint fresh =
                hooks.in(() -> hooks.endpoints.rotate(old.endpoint().id(), new IfMatch(1)));
        assertThat(fresh.secret()).isNotEqualTo(old.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        hooks.happens("crm.first"); // the receiver knows the old one only
        hooks.settle();
        receiver.forgets(old.secret());
        receiver.knows(fresh.secret());
        hooks.happens("crm.second");
        hooks.settle();
        assertThat(receiver.messages).extracting(Message::signatures).containsExactly(2, 2);
        hooks.clock.advance(Duration.ofHours(24));
        hooks.happens("crm.third");
        hooks.settle();
        assertThat(receiver.messages).extracting(Message::signatures).containsExactly(2, 2, 1);
        assertThat(receiver.faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_fails_is_tried_again_by_the_schedule_and_then_given_up(TestDatabase database) {
        Endpoint endpoint = start(database, "*").endpoint();
        receiver.alwaysAnswers(Reply.of(500).saying("out of order"));
        hooks.happens("crm.contact.created");
        hooks.settle();
        assertThat(hooks.only(endpoint).delivery().nextAttempt())
                .isBetween(
                        hooks.clock.instant().plusSeconds(5),
                        hooks.clock.instant().plusSeconds(6));
        List<Integer> attempts = new ArrayList<>();
        for (Duration pause : List.of(
                Duration.ofSeconds(6),
                Duration.ofMinutes(6),
                Duration.ofMinutes(36),
                Duration.ofMinutes(144),
                Duration.ofHours(6),
                Duration.ofHours(12),
                Duration.ofHours(17),
                Duration.ofHours(24),
                Duration.ofHours(29))) {
            attempts.add(hooks.only(endpoint).delivery().attempts());
            assertThat(hooks.only(endpoint).delivery().state()).isEqualTo(DeliveryState.PENDING);
            hooks.after(pause);
        }
        assertThat(attempts).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        DeliveryDetail failed = hooks.only(endpoint);
        assertThat(failed.delivery().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(failed.delivery().nextAttempt()).isNull();
        assertThat(failed.tries()).hasSize(10).allSatisfy(attempt -> {
            assertThat(attempt.status()).isEqualTo(500);
            assertThat(attempt.answer()).isEqualTo("out of order");
        });
        assertThat(receiver.ids())
                .hasSize(10)
                .containsOnly(failed.delivery().event().toString());
        assertThat(hooks.standing(endpoint).failed()).isEqualTo(1);
        assertThat(hooks.now(endpoint).enabled()).isTrue();

        // somebody has mended it
        receiver.alwaysAnswers(Reply.of(204));
        hooks.in(() -> hooks.log.replay(failed.delivery().id()));
        hooks.settle();
        assertThat(hooks.only(endpoint).delivery().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(hooks.only(endpoint).tries()).hasSize(11);
        assertThat(hooks.standing(endpoint).failingSince()).isNull();
        assertThat(hooks.standing(endpoint).lastDelivered()).isEqualTo(hooks.clock.instant());
        assertThat(hooks.counts)
                .containsEntry("webhooks.queued ", 1L)
                .containsEntry("webhooks.deliveries outcome retry", 9L)
                .containsEntry("webhooks.deliveries outcome failed", 1L)
                .containsEntry("webhooks.deliveries outcome delivered", 1L);
        assertThat(receiver.faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void all_that_was_given_up_since_a_moment_is_sent_again(TestDatabase database) {
        Endpoint endpoint = start(database, "*").endpoint();
        receiver.alwaysAnswers(Reply.of(500));
        hooks.happens("crm.old");
        giveUp();
        hooks.clock.advance(Duration.ofHours(1));
        Instant since = hooks.clock.instant();
        hooks.happens("crm.new.a");
        hooks.happens("crm.new.b");
        giveUp();
        assertThat(hooks.standing(endpoint).failed()).isEqualTo(3);
        receiver.alwaysAnswers(Reply.of(200));
        receiver.messages.clear();
        assertThat(hooks.in(() -> hooks.log.replayFailed(endpoint.id(), since))).isEqualTo(2);
        hooks.settle();
        assertThat(receiver.types()).containsExactly("crm.new.a", "crm.new.b");
        assertThat(hooks.standing(endpoint).delivered()).isEqualTo(2);
        assertThat(hooks.standing(endpoint).failed()).isEqualTo(1);
    }

    /** The last attempt of all that waits, without the days before it. */
    private void giveUp() {
        hooks.settle();
        hooks.in(() -> hooks.platform
                .sql()
                .update(
                        "update webhooks.delivery set failures = 9, next_at = ? where organization_id = {org}"
                                + " and state = 'PENDING'",
                        hooks.clock.instant()));
        for (int i = 0; i < 3; i++) {
            hooks.after(Sender.BREATHER); // after many failures in a row one message goes at a time
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoever_answers_gone_is_switched_off_and_somebody_is_told(TestDatabase database) {
        Endpoint endpoint = start(database, "*").endpoint();
        receiver.answers(Reply.of(500), Reply.of(410));
        hooks.happens("crm.first");
        hooks.settle();
        hooks.happens("crm.second");
        hooks.settle();
        Endpoint off = hooks.now(endpoint);
        assertThat(off.enabled()).isFalse();
        assertThat(off.disabledReason()).isEqualTo(DisabledReason.GONE);
        assertThat(off.version()).isGreaterThan(endpoint.version());
        assertThat(hooks.notifications).extracting(Notification::code).containsExactly("webhooks.disabled-gone");
        assertThat(hooks.notifications.get(0).path()).isEqualTo("endpoints/" + endpoint.id());
        assertThat(hooks.trail).anyMatch(entry -> entry.startsWith("webhooks.endpoint.switch-off"));
        hooks.after(Duration.ofMinutes(10));
        assertThat(receiver.types()).containsExactly("crm.first", "crm.second");
        // what waits goes out when it is wanted again
        change(off, true);
        hooks.settle();
        assertThat(receiver.types()).containsExactly("crm.first", "crm.second", "crm.first");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoever_is_overloaded_is_left_alone_as_long_as_he_wishes(TestDatabase database) {
        Endpoint endpoint = start(database, "*").endpoint();
        receiver.answers(Reply.of(429).with("Retry-After", "120"));
        hooks.happens("crm.first");
        hooks.settle();
        hooks.happens("crm.second");
        hooks.settle();
        assertThat(receiver.types()).containsExactly("crm.first");
        assertThat(hooks.standing(endpoint).pausedUntil())
                .isEqualTo(hooks.clock.instant().plusSeconds(120));
        hooks.after(Duration.ofSeconds(119));
        assertThat(receiver.types()).containsExactly("crm.first");
        hooks.after(Duration.ofSeconds(1));
        assertThat(receiver.types()).containsExactly("crm.first", "crm.first", "crm.second");
        assertThat(hooks.standing(endpoint).pausedUntil()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void five_days_without_anything_arriving_are_enough(TestDatabase database) {
        Endpoint endpoint = start(database, "*").endpoint();
        receiver.alwaysAnswers(Reply.of(503));
        for (int day = 0; day < 5; day++) {
            hooks.happens("crm.day");
            hooks.after(Duration.ofDays(1));
        }
        // the first failure of the first event was five days ago
        hooks.happens("crm.day");
        hooks.settle();
        Endpoint off = hooks.now(endpoint);
        assertThat(off.disabledReason()).isEqualTo(DisabledReason.FAILING);
        assertThat(hooks.notifications).extracting(Notification::code).containsExactly("webhooks.disabled-failing");
        assertThat(hooks.notifications.get(0).args().get("host")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_restart_loses_nothing_and_repeats_nothing_that_arrived(TestDatabase database) {
        IssuedEndpoint issued = start(database, "*");
        int port = receiver.port();
        hooks.happens("crm.arrives");
        hooks.settle();
        assertThat(receiver.messages).hasSize(1);
        receiver.close();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(hooks.happens("crm.waits").toString());
        }
        hooks.settle();
        assertThat(hooks.deliveries(issued.endpoint()).get(4).lastProblem()).isEqualTo(Problem.UNREACHABLE);
        assertThat(hooks.standing(issued.endpoint()).waiting()).isEqualTo(5);
        hooks.restart();
        receiver = new Receiver(hooks.clock, port).knows(issued.secret());
        hooks.after(Duration.ofMinutes(1));
        assertThat(receiver.ids()).containsExactlyElementsOf(ids);
        assertThat(receiver.faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_a_node_left_behind_in_the_middle_is_sent_by_another(TestDatabase database) {
        Endpoint endpoint = start(database, "*").endpoint();
        // another node takes the endpoint and dies before anything is noted
        EndpointRows dead = new EndpointRows(hooks.platform.sql(), hooks.platform.schema("webhooks"));
        assertThat(hooks.in(() -> dead.lease(endpoint.id(), hooks.clock.instant(), Duration.ofSeconds(60))))
                .isPresent();
        hooks.happens("crm.first");
        hooks.after(Duration.ofSeconds(59));
        assertThat(receiver.messages).isEmpty();
        hooks.after(Duration.ofSeconds(2));
        assertThat(receiver.types()).containsExactly("crm.first");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void many_endpoints_and_events_each_get_theirs_in_order(TestDatabase database) {
        IssuedEndpoint first = start(database, "*");
        List<Receiver> others = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                Receiver other = new Receiver(hooks.clock);
                others.add(other);
                other.knows(hooks.register(other.url(), "*").secret());
            }
            others.add(receiver);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 45; i++) { // more than fit into a turn
                ids.add(hooks.happens("crm.contact.created").toString());
            }
            hooks.settle();
            for (Receiver each : others) {
                assertThat(each.faults).isEmpty();
                assertThat(each.ids()).containsExactlyElementsOf(ids);
            }
        } finally {
            others.remove(receiver);
            others.forEach(Receiver::close);
        }
        assertThat(hooks.standing(first.endpoint()).delivered()).isEqualTo(45);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_long_answer_is_kept_in_its_beginning(TestDatabase database) {
        Endpoint endpoint = start(database, "*").endpoint();
        receiver.answers(Reply.of(200).saying("\u0000" + "ñ\uD83D\uDE00".repeat(500_000)));
        hooks.happens("crm.first");
        hooks.settle();
        String answer = hooks.only(endpoint).tries().get(0).answer();
        assertThat(answer).startsWith("ñ\uD83D\uDE00").hasSizeBetween(999, 1_000);
        assertThat(hooks.only(endpoint).delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_redirect_is_a_failure_and_leads_nowhere(TestDatabase database) {
        Endpoint endpoint = start(database, "*").endpoint();
        try (Receiver inside = new Receiver(hooks.clock)) {
            receiver.answers(Reply.of(302).with("Location", inside.url()));
            hooks.happens("crm.first");
            hooks.settle();
            assertThat(hooks.only(endpoint).delivery().state()).isEqualTo(DeliveryState.PENDING);
            assertThat(hooks.only(endpoint).delivery().lastStatus()).isEqualTo(302);
            assertThat(inside.messages).isEmpty();
            assertThat(inside.faults).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_was_registered_when_it_was_allowed_is_not_called_when_it_is_not(TestDatabase database) {
        Endpoint endpoint = start(database, "*").endpoint();
        hooks.networks = new String[0];
        hooks.restart();
        hooks.happens("crm.first");
        hooks.settle();
        assertThat(hooks.only(endpoint).delivery().lastProblem()).isEqualTo(Problem.FORBIDDEN_ADDRESS);
        assertThat(hooks.only(endpoint).delivery().state()).isEqualTo(DeliveryState.PENDING);
        assertThat(receiver.messages).isEmpty();
        assertThat(receiver.faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_test_is_sent_whatever_the_endpoint_wants_to_hear_and_only_once(TestDatabase database) {
        Endpoint endpoint = start(database, "billing.invoice.issued").endpoint();
        Delivery test = hooks.in(() -> hooks.log.test(endpoint.id()));
        assertThat(test.state()).isEqualTo(DeliveryState.PENDING);
        hooks.settle();
        assertThat(receiver.types()).containsExactly("webhooks.test");
        assertThat(hooks.only(endpoint).delivery().id()).isEqualTo(test.id());
        receiver.answers(Reply.of(404));
        hooks.in(() -> hooks.log.test(endpoint.id()));
        hooks.settle();
        assertThat(hooks.deliveries(endpoint))
                .extracting(Delivery::state)
                .containsExactly(DeliveryState.FAILED, DeliveryState.DELIVERED);
    }
}
