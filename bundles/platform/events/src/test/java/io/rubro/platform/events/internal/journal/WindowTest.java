package io.rubro.platform.events.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final EventJson JSON = new EventJson();

    private static StoredEvent event(long position, long organization) {
        return new StoredEvent(
                position, new Id(position), "t", 1, new Id(organization), new Id(1), Instant.EPOCH, "{}", JSON);
    }

    @Test
    void events_of_one_organisation_go_together_and_the_cursor_stays_before_the_first_one_left() {
        Window window = new Window(List.of(event(2, 1), event(3, 2), event(5, 1), event(6, 2)), 9);
        List<StoredEvent> first = window.next(10);
        assertThat(first).extracting(StoredEvent::position).containsExactly(2L, 5L);
        assertThat(window.doneAfter(first)).isEqualTo(2);
        window.remove(first);
        List<StoredEvent> second = window.next(1);
        assertThat(second).extracting(StoredEvent::position).containsExactly(3L);
        assertThat(window.doneAfter(second)).isEqualTo(5);
        window.remove(second);
        assertThat(window.doneAfter(window.next(10))).isEqualTo(9);
        window.remove(window.next(10));
        assertThat(window.isEmpty()).isTrue();
    }

    @Test
    void whatever_the_mix_nothing_below_the_cursor_is_left_and_order_is_kept_within_an_organisation() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            List<StoredEvent> events = LongStream.rangeClosed(1, 1 + random.nextInt(30))
                    .filter(p -> random.nextInt(4) > 0)
                    .mapToObj(p -> event(p, 1 + random.nextInt(4)))
                    .toList();
            Window window = new Window(events, 40);
            Set<StoredEvent> left = new HashSet<>(events);
            List<StoredEvent> order = new ArrayList<>();
            while (!window.isEmpty()) {
                List<StoredEvent> batch = window.next(1 + random.nextInt(5));
                assertThat(batch)
                        .extracting(StoredEvent::organization)
                        .containsOnly(batch.get(0).organization());
                long done = window.doneAfter(batch);
                batch.forEach(left::remove);
                order.addAll(batch);
                assertThat(left).allMatch(e -> e.position() > done);
                assertThat(left.isEmpty() ? done == 40 : left.stream().anyMatch(e -> e.position() == done + 1))
                        .isTrue();
                window.remove(batch);
            }
            assertThat(left).isEmpty();
            for (long organization = 1; organization <= 4; organization++) {
                Id id = new Id(organization);
                assertThat(order.stream()
                                .filter(e -> e.organization().equals(id))
                                .map(StoredEvent::position))
                        .isSorted();
            }
        }
    }
}
