package io.rubro.platform.events.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublishTest {

    private static final Id ORGANIZATION = new Id(7);
    private static final Id RECORD = new Id(70);

    private TestPlatform platform;
    private JournalNode node;
    private final List<Integer> received = Collections.synchronizedList(new ArrayList<>());

    private void start(TestDatabase database) {
        platform = database.start();
        node = JournalNode.on(platform);
        node.bind(new Recording(
                "probe.recording",
                event -> received.add(event.payload(CounterChanged.class).value())));
    }

    @AfterEach
    void stop() {
        node.close();
        platform.close();
    }

    private void inTransaction(Runnable work) {
        Tenant.run(ORGANIZATION, () -> node.transactions.run(work));
    }

    private void publish(int value) {
        node.events.publish(new CounterChanged(RECORD, value));
    }

    private void receivesExactly(Integer... values) {
        inTransaction(() -> publish(99));
        Await.until(() -> received.contains(99), () -> "received " + received);
        received.remove(Integer.valueOf(99));
        assertThat(received).containsExactly(values);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void events_of_one_transaction_arrive_in_the_order_of_publishing(TestDatabase database) {
        start(database);
        inTransaction(() -> {
            for (int i = 1; i <= 5; i++) {
                publish(i);
            }
        });
        receivesExactly(1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_transaction_that_rolls_back_has_published_nothing(TestDatabase database) {
        start(database);
        assertThatThrownBy(() -> inTransaction(() -> {
                    publish(1);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThatThrownBy(() -> inTransaction(() -> {
                    publish(2);
                    node.transactions.beforeCommit(() -> {
                        throw new IllegalStateException("not even now");
                    });
                }))
                .hasMessage("not even now");
        receivesExactly();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_transaction_inside_another_publishes_its_own_events_only(TestDatabase database) {
        start(database);
        assertThatThrownBy(() -> inTransaction(() -> {
                    publish(1);
                    node.transactions.requiresNew(() -> {
                        publish(2);
                        return true;
                    });
                    // also while the outer one is about to commit and has collected its events
                    node.transactions.beforeCommit(() -> node.transactions.requiresNew(() -> {
                        publish(3);
                        return true;
                    }));
                    node.transactions.beforeCommit(() -> node.transactions.beforeCommit(() -> {
                        throw new IllegalStateException("the outer one fails");
                    }));
                }))
                .hasMessage("the outer one fails");
        receivesExactly(2, 3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void an_event_published_by_an_action_before_the_commit_is_not_lost(TestDatabase database) {
        start(database);
        inTransaction(() -> {
            publish(1);
            node.transactions.beforeCommit(() -> publish(2));
        });
        receivesExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_payload_of_eight_million_characters_arrives_whole(TestDatabase database) {
        start(database);
        String text = "áb".repeat(4_000_000);
        List<String> got = Collections.synchronizedList(new ArrayList<>());
        node.bind(new Recording(
                "probe.big",
                "probe.text.written",
                event -> got.add(event.payload(TextWritten.class).text())));
        inTransaction(() -> node.events.publish(new TextWritten(RECORD, text)));
        Await.until(() -> !got.isEmpty(), () -> "nothing came");
        assertThat(got.get(0).equals(text)).isTrue();
    }

    @EventType("probe.text.written")
    record TextWritten(Id record, String text) implements DomainEvent {
        @Override
        public Id aggregate() {
            return record;
        }
    }

    record Unnamed(Id aggregate) implements DomainEvent {}

    @EventType("Not a name")
    record Misnamed(Id aggregate) implements DomainEvent {}

    @ParameterizedTest
    @EnumSource(value = TestDatabase.class, names = "DERBY")
    void what_cannot_be_published_is_refused_at_once(TestDatabase database) {
        start(database);
        inTransaction(() -> {
            assertThatThrownBy(() -> node.events.publish(new Unnamed(RECORD)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("@EventType");
            assertThatThrownBy(() -> node.events.publish(new Misnamed(RECORD)))
                    .isInstanceOf(IllegalArgumentException.class);
        });
        assertThatThrownBy(() -> Tenant.run(ORGANIZATION, () -> publish(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> node.transactions.run(() -> publish(1))).isInstanceOf(IllegalStateException.class);
        receivesExactly();
    }
}
