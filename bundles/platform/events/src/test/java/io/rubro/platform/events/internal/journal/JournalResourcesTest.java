package io.rubro.platform.events.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.events.internal.rest.HeldEventResource;
import io.rubro.platform.events.internal.rest.SubscriberResource;
import io.rubro.platform.events.internal.rest.SubscriberView;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalResourcesTest {

    private static final Id ORGANIZATION = new Id(77);

    private TestPlatform platform;
    private JournalNode node;
    private HeldEventResource held;
    private SubscriberResource subscribers;
    private volatile boolean sick = true;

    @BeforeEach
    void start() {
        platform = TestDatabase.DERBY.start();
        node = JournalNode.on(platform);
        HeldEvents events =
                new HeldEvents(node.transactions, platform.globalSql(), new RecordedAudit(), node.delivery, node.news);
        held = new HeldEventResource(events);
        subscribers = new SubscriberResource(
                new Subscribers(node.transactions, platform.globalSql(), node.delivery),
                events,
                (locale, key, args) -> Optional.empty());
        for (String name : List.of("probe.a", "probe.b")) {
            node.bind(new Recording(name, event -> {
                if (sick) {
                    throw new IllegalStateException("sick");
                }
            }));
        }
        for (int i = 1; i <= 3; i++) {
            Id counter = new Id(i);
            Tenant.run(
                    ORGANIZATION,
                    () -> node.transactions.run(() -> node.events.publish(new CounterChanged(counter, 1))));
        }
        Await.until(() -> parked() == 6, () -> "parked " + parked());
    }

    @AfterEach
    void stop() {
        node.close();
        platform.close();
    }

    private long parked() {
        return Tenant.call(ORGANIZATION, () -> subscribers.list().items().stream()
                .mapToLong(SubscriberView::parked)
                .sum());
    }

    private Page<HeldEvent> page(@Nullable String subscriber, @Nullable String state, @Nullable String cursor) {
        return Tenant.call(ORGANIZATION, () -> held.list(new PageRequest(2, null, cursor), subscriber, state));
    }

    @Test
    void held_events_come_in_pages() {
        List<String> seen = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<HeldEvent> page = page(null, "PARKED", cursor);
            page.items().forEach(e -> seen.add(e.subscriber() + e.position()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).containsExactly("probe.a1", "probe.a2", "probe.a3", "probe.b1", "probe.b2", "probe.b3");
        assertThat(page("probe.b", null, null).items())
                .extracting(HeldEvent::position)
                .containsExactly(1L, 2L);
        assertThat(page(null, "RETRY", null).items()).isEmpty();
    }

    @Test
    void a_held_event_shows_what_it_says_and_why_it_failed() {
        HeldEventResource.HeldEventDetail detail = Tenant.call(ORGANIZATION, () -> held.get("probe.a", 2));
        assertThat(detail.payload()).isEqualTo("{\"counter\":\"0000000000002\",\"value\":1}");
        assertThat(detail.event().error()).contains("sick");
        assertThat(detail.event().nextTry()).isNull();
    }

    @Test
    void bad_questions_get_a_clear_answer() {
        refuses(422, () -> page(null, "parked", null));
        refuses(422, () -> page(null, null, PageRequest.cursor("probe.a", "first")));
        refuses(404, () -> Tenant.call(ORGANIZATION, () -> held.get("probe.a", 4)));
        refuses(404, () -> Tenant.call(ORGANIZATION, () -> held.get("probe.c", 1)));
        refuses(404, () -> subscribers.forget("probe.c"));
    }

    private static void refuses(int status, Runnable question) {
        assertThatThrownBy(question::run).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.status())
                .isEqualTo(status));
    }

    @Test
    void all_of_a_subscriber_are_replayed_at_once() {
        sick = false;
        assertThat(Tenant.call(ORGANIZATION, () -> subscribers.replay("probe.a"))
                        .events())
                .isEqualTo(3);
        Await.until(
                () -> page("probe.a", null, null).items().isEmpty(),
                () -> "still held: " + page("probe.a", null, null).items());
    }
}
