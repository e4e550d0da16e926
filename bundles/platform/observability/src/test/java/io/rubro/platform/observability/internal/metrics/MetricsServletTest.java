package io.rubro.platform.observability.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.observability.internal.Exchange;
import io.rubro.platform.observability.internal.ObservabilityConfig;
import java.lang.annotation.Annotation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsServletTest {

    private static MetricsServlet servlet(String... networks) {
        MetricStore store = new MetricStore();
        store.count(SeriesKey.of("orders"), 3);
        return new MetricsServlet(
                new ObservabilityConfig() {
                    @Override
                    public String[] metrics_networks() {
                        return networks;
                    }

                    @Override
                    public Class<? extends Annotation> annotationType() {
                        return ObservabilityConfig.class;
                    }
                },
                store);
    }

    @Test
    void this_machine_reads_the_prometheus_text() throws Exception {
        Exchange answer = Exchange.get(servlet("127.0.0.0/8"), null, "127.0.0.1", Map.of());

        assertThat(answer.status).isEqualTo(200);
        assertThat(answer.headers).containsEntry("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).contains("rubro_orders_total 3\n").contains("jvm_memory_used_bytes");
    }

    @Test
    void another_machine_does_not() throws Exception {
        Exchange answer = Exchange.get(servlet("127.0.0.0/8"), null, "192.0.2.7", Map.of());

        assertThat(answer.status).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_proxy_on_this_machine_makes_nobody_local() throws Exception {
        Map<String, String> proxied = Map.of("X-Forwarded-For", "203.0.113.5");

        assertThat(Exchange.get(servlet("127.0.0.0/8"), null, "127.0.0.1", proxied).status)
                .isEqualTo(403);
        assertThat(Exchange.get(servlet("*"), null, "127.0.0.1", proxied).status)
                .isEqualTo(200);
    }
}
