package io.rubro.crm.internal.interactions;

import static io.rubro.crm.internal.service.Crm.ANA;
import static io.rubro.crm.internal.service.Crm.BLAS;
import static io.rubro.crm.internal.service.Crm.company;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.crm.Contact;
import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.notifications.Notifications;
import io.rubro.platform.persistence.testing.RecordedLive;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.rest.IfMatch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemindersTest {

    private static final Instant NOON = Instant.parse("2026-03-10T11:00:00Z");

    private Crm crm;
    private Contact acme;
    private final List<Notification> sent = new CopyOnWriteArrayList<>();

    private void start(TestDatabase database) {
        crm = new Crm(database);
        acme = crm.in(() -> crm.contacts.create(company("Acme Corp", null, "info@acme.com")));
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private Reminders reminders(Notifications notifications) {
        return new Reminders(
                crm.platform.transactions(),
                crm.platform.sql(),
                notifications,
                crm.colleagues,
                crm.organizations,
                crm.audit,
                crm.live,
                crm.platform.schema("crm"));
    }

    private int send(Instant now) {
        return crm.in(() -> reminders(sent::add).send(now));
    }

    private Interaction call(int minutesBefore) {
        return crm.as(
                ANA,
                () -> crm.interactions.add(
                        acme.id(),
                        InteractionDraft.planned(InteractionType.CALL, "Renovar contrato", NOON)
                                .assignedTo(BLAS.id())
                                .reminded(minutesBefore)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void who_is_to_do_it_is_reminded_once_when_it_is_time(TestDatabase database) {
        start(database);
        Interaction call = call(15);
        assertThat(send(NOON.minusSeconds(15 * 60 + 1))).isZero();
        assertThat(send(NOON.minusSeconds(15 * 60))).isEqualTo(1);
        assertThat(send(NOON)).isZero();
        assertThat(sent).singleElement().satisfies(one -> {
            assertThat(one.user()).isEqualTo(BLAS.id());
            assertThat(one.code()).isEqualTo("crm.reminder.due");
            assertThat(one.path()).isEqualTo("contacts/" + acme.id());
            assertThat(one.args())
                    .isEqualTo(Map.of("title", "Renovar contrato", "contact", "Acme Corp", "when", "10/03/2026 12:00"));
        });
        assertThat(crm.live.updates())
                .extracting(RecordedLive.Update::data)
                .filteredOn(Map.of("type", "crm.interaction", "id", call.id(), "contact", acme.id())::equals)
                .as("written down, and reminded of")
                .hasSize(2);
        Interaction after = crm.in(() -> crm.interactions.get(call.id()));
        assertThat(after.version()).as("who has it open may still save it").isEqualTo(call.version());
        assertThat(after.remindAt()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void of_two_nodes_that_find_it_at_once_one_sends_it(TestDatabase database) throws Exception {
        start(database);
        for (int i = 0; i < 5; i++) {
            call(i);
        }
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> runs = nodes.invokeAll(List.of(
                    () -> {
                        together.await();
                        return send(NOON);
                    },
                    () -> {
                        together.await();
                        return send(NOON);
                    }));
            assertThat(runs.get(0).get() + runs.get(1).get()).isEqualTo(5);
        } finally {
            nodes.shutdownNow();
        }
        assertThat(sent).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_reminder_that_could_not_be_left_is_still_to_be_sent(TestDatabase database) {
        start(database);
        call(0);
        assertThatThrownBy(() -> crm.in(() -> reminders(notification -> {
                            throw new IllegalStateException("no room");
                        })
                        .send(NOON)))
                .hasMessage("no room");
        assertThat(send(NOON)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_done_is_not_reminded_of_and_what_moves_is_reminded_of_again(TestDatabase database) {
        start(database);
        Interaction call = call(0);
        assertThat(send(NOON)).isEqualTo(1);
        Interaction renamed = crm.in(() -> crm.interactions.update(
                call.id(),
                new IfMatch(call.version()),
                InteractionDraft.planned(InteractionType.CALL, "Otro título", NOON)
                        .assignedTo(BLAS.id())
                        .reminded(0)));
        assertThat(send(NOON)).as("another title is no reason").isZero();
        Instant later = NOON.plus(1, ChronoUnit.DAYS);
        Interaction moved = crm.in(() -> crm.interactions.update(
                call.id(), new IfMatch(renamed.version()), renamed.toDraft().movedTo(later)));
        assertThat(send(NOON)).isZero();
        assertThat(send(later)).isEqualTo(1);
        Instant muchLater = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MICROS);
        Interaction snoozed = crm.in(() -> crm.interactions.snooze(call.id(), new IfMatch(moved.version()), muchLater));
        crm.in(() -> crm.interactions.update(
                call.id(), new IfMatch(snoozed.version()), snoozed.toDraft().done(null)));
        assertThat(send(muchLater.plusSeconds(1))).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void if_who_was_to_do_it_has_left_all_are_reminded(TestDatabase database) {
        start(database);
        call(0);
        crm.colleagues.leaves(BLAS);
        send(NOON);
        assertThat(sent).singleElement().satisfies(one -> assertThat(one.user()).isNull());
    }
}
