package io.rubro.platform.events.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacingTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AggregateKey KEY = new AggregateKey(new Id(1), new Id(2));

    private static HeldEntry entry(long position, HeldState state) {
        return new HeldEntry(position, KEY, state, 0, NOW);
    }

    @Test
    void pauses_grow_and_the_fourth_failure_parks() {
        HeldEntry entry = entry(1, HeldState.HELD);
        for (Duration pause : List.of(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(50))) {
            entry = RetryPauses.STANDARD.failed(entry, NOW);
            assertThat(entry.state()).isEqualTo(HeldState.RETRY);
            assertThat(entry.nextTry()).isEqualTo(NOW.plus(pause));
            assertThat(entry.isDue(NOW.plus(pause).minusMillis(1))).isFalse();
            assertThat(entry.isDue(NOW.plus(pause))).isTrue();
        }
        entry = RetryPauses.STANDARD.failed(entry, NOW);
        assertThat(entry.state()).isEqualTo(HeldState.PARKED);
        assertThat(entry.attempts()).isEqualTo(4);
        assertThat(entry.isDue(Instant.MAX)).isFalse();
    }

    @Test
    void only_the_first_entry_of_a_record_may_be_due() {
        HeldQueues queues = new HeldQueues();
        queues.put(entry(5, HeldState.HELD));
        queues.put(entry(3, HeldState.PARKED));
        assertThat(queues.blocks(KEY)).isTrue();
        assertThat(queues.due(NOW)).isEmpty();
        queues.remove(entry(3, HeldState.PARKED));
        assertThat(queues.due(NOW)).containsExactly(KEY);
        assertThat(queues.due(KEY, NOW)).contains(entry(5, HeldState.HELD));
        queues.remove(entry(5, HeldState.HELD));
        assertThat(queues.isEmpty()).isTrue();
        assertThat(queues.blocks(KEY)).isFalse();
    }

    @Test
    void batches_grow_while_quick_and_shrink_when_slow() {
        BatchSize size = new BatchSize();
        int first = size.size();
        size.took(first, 1_000_000);
        assertThat(size.size()).isGreaterThan(first);
        for (int i = 0; i < 20; i++) {
            size.took(size.size(), 1_000_000);
        }
        assertThat(size.size()).isEqualTo(100);
        size.took(100, 500_000_000);
        assertThat(size.size()).isEqualTo(50);
        size.took(1, 500_000_000);
        assertThat(size.size()).isEqualTo(1);
        size.took(1, 40_000_000);
        assertThat(size.size()).isEqualTo(1);
    }
}
