package io.rubro.platform.observability.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final MetricStore store = new MetricStore();
    private final History history = new History(store, 3600);

    @AfterEach
    void stop() {
        history.close();
    }

    @Test
    void a_sample_counts_the_requests_since_the_one_before_and_those_that_failed() {
        request("200");
        history.take();
        request("200");
        request("404");
        request("503");
        history.take();

        History.Sample last = history.samples().get(history.samples().size() - 1);
        assertThat(last.requests()).isEqualTo(3);
        assertThat(last.failed()).isEqualTo(1);
        assertThat(last.heapUsedBytes()).isPositive();
    }

    @Test
    void only_the_last_hour_is_kept() {
        for (int i = 0; i < History.SAMPLES + 5; i++) {
            history.take();
        }
        assertThat(history.samples()).hasSize(History.SAMPLES);
        assertThat(history.samples()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    private void request(String status) {
        store.time(
                SeriesKey.of("rest.requests", "module", "crm", "method", "GET", "status", status),
                Duration.ofMillis(1));
    }
}
