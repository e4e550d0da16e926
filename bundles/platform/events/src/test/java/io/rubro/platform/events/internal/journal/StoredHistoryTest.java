package io.rubro.platform.events.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.events.EventHistory;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.tenancy.Tenant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredHistoryTest {

    private static final Id ONE = new Id(7);
    private static final Id OTHER = new Id(8);
    private static final Set<String> TYPES = Set.of("probe.counter.changed");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_events_of_an_organisation_are_read_in_pages_in_their_order(TestDatabase database) {
        try (TestPlatform platform = database.start();
                JournalNode node = JournalNode.on(platform)) {
            for (int i = 1; i <= 5; i++) {
                publish(node, ONE, i);
                publish(node, OTHER, 100 + i);
            }
            StoredHistory history =
                    new StoredHistory(platform.globalSql(), platform.localDataSource(), platform.schema("events"));
            Await.until(() -> history.head() == 10, () -> "the head is at " + history.head());
            List<JournalEvent> first = Tenant.call(ONE, () -> history.read(TYPES, 0, 3));
            assertThat(values(first)).containsExactly(1, 2, 3);
            long after = first.get(2).position();
            assertThat(values(Tenant.call(ONE, () -> history.read(TYPES, after, 3))))
                    .containsExactly(4, 5);
            assertThat(values(Tenant.call(OTHER, () -> history.read(TYPES, 0, 50))))
                    .containsExactly(101, 102, 103, 104, 105);
            assertThat(Tenant.call(ONE, () -> history.read(Set.of("probe.else.happened"), 0, 3)))
                    .isEmpty();
            assertThat(Tenant.call(ONE, () -> history.read(Set.of(), 0, 3))).isEmpty();
            assertThatThrownBy(() -> history.read(TYPES, 0, 3)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> Tenant.call(ONE, () -> history.read(TYPES, 0, EventHistory.MAX_PAGE + 1)))
                    .isInstanceOf(IllegalArgumentException.class);
            history.close();
        }
    }

    private static List<Integer> values(List<JournalEvent> events) {
        return events.stream()
                .map(event -> event.payload(CounterChanged.class).value())
                .toList();
    }

    private static void publish(JournalNode node, Id organization, int value) {
        Tenant.run(
                organization,
                () -> node.transactions.run(() -> node.events.publish(new CounterChanged(new Id(70), value))));
    }
}
