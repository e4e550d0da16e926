package io.rubro.platform.observability.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.metrics.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    private static final Pattern LINE = Pattern.compile("# TYPE [a-zA-Z_:][a-zA-Z0-9_:]* (counter|gauge|summary)"
            + "|[a-zA-Z_:][a-zA-Z0-9_:]*(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"(\\\\[\\\\\"n]|[^\"\\\\\\n])*\",?)+})?"
            + " (NaN|[+-]Inf|-?[0-9.]+(E-?[0-9]+)?)");

    private final MetricStore store = new MetricStore();
    private final Metrics metrics = new DropwizardMetrics(store);

    private List<String> lines() {
        return new PrometheusText().store(store).toString().lines().toList();
    }

    @Test
    void a_counter_adds_up_per_label() {
        metrics.count("events.delivered", 2, "subscriber", "crm");
        metrics.count("events.delivered", 3, "subscriber", "crm");
        metrics.count("events.delivered", 1, "subscriber", "stock");

        assertThat(lines())
                .containsExactly(
                        "# TYPE rubro_events_delivered_total counter",
                        "rubro_events_delivered_total{subscriber=\"crm\"} 5",
                        "rubro_events_delivered_total{subscriber=\"stock\"} 1");
    }

    @Test
    void a_timing_has_quantiles_in_seconds_an_exact_sum_and_a_count() {
        for (int millis = 1; millis <= 100; millis++) {
            metrics.time("rest.request", Duration.ofMillis(millis));
        }

        assertThat(lines())
                .contains("# TYPE rubro_rest_request_seconds summary", "rubro_rest_request_seconds_count 100")
                .contains("rubro_rest_request_seconds_sum 5.05")
                .anyMatch(line -> line.matches("rubro_rest_request_seconds\\{quantile=\"0.95\"} 0\\.09[4-6]"));
    }

    @Test
    void a_negative_duration_counts_as_none() {
        metrics.time("clock.jump", Duration.ofSeconds(-5));

        assertThat(lines()).contains("rubro_clock_jump_seconds_sum 0", "rubro_clock_jump_seconds_count 1");
    }

    @Test
    void a_closed_gauge_is_gone_and_closing_late_leaves_its_successor() throws Exception {
        AutoCloseable old = metrics.gauge("queue.size", () -> 1);
        AutoCloseable successor = metrics.gauge("queue.size", () -> 2);
        old.close();
        assertThat(lines()).contains("rubro_queue_size 2");

        successor.close();
        assertThat(lines()).isEmpty();
    }

    @Test
    void gauges_of_a_bundle_go_with_it_even_if_it_forgets_them() {
        DropwizardMetrics plugin = new DropwizardMetrics(store);
        plugin.gauge("scale.queue", () -> 7);
        plugin.close();

        assertThat(lines()).isEmpty();
    }

    @Test
    void a_failing_gauge_hides_no_other() {
        metrics.gauge("a.broken", () -> {
            throw new IllegalStateException();
        });
        metrics.gauge("b.fine", () -> 1.5);

        assertThat(lines()).containsExactly("# TYPE rubro_b_fine gauge", "rubro_b_fine 1.5");
    }

    @Test
    void labels_that_never_end_cost_their_own_series_and_not_the_memory() {
        for (int i = 0; i < MetricStore.MOST_SERIES + 100; i++) {
            metrics.count("bad.idea", 1, "id", Integer.toString(i));
        }

        assertThat(lines()).hasSize(MetricStore.MOST_SERIES + 1);
    }

    @Test
    void odd_labels_are_refused() {
        assertThatThrownBy(() -> metrics.count("x", 1, "name")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void every_line_is_legal_whatever_the_names_and_values(
            @ForAll String name, @ForAll String label, @ForAll String value, @ForAll double number) {
        MetricStore odd = new MetricStore();
        Metrics any = new DropwizardMetrics(odd);
        any.count("c" + name, 1, label, value);
        any.gauge("g" + name, () -> number, label, value);

        String text = new PrometheusText().store(odd).toString();

        assertThat(text.split("\n")).allMatch(line -> LINE.matcher(line).matches());
    }

    @Test
    void the_process_shows_its_memory_threads_and_start() {
        PrometheusText text = new PrometheusText();
        ProcessMetrics.write(text);

        assertThat(text.toString())
                .contains(
                        "jvm_memory_used_bytes{area=\"heap\"} ", "jvm_threads_current ", "process_start_time_seconds ")
                .satisfies(all -> assertThat(all.split("\n"))
                        .allMatch(line -> LINE.matcher(line).matches()));
    }
}
