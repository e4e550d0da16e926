package io.rubro.platform.observability.internal.metrics;

import com.codahale.metrics.Snapshot;
import io.rubro.platform.observability.internal.metrics.MetricStore.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes series in the Prometheus text exposition format 0.0.4: {@code rubro_} before the name, dots as underscores,
 * {@code _total} after counters, {@code _seconds} after timings (summaries with the quantiles of about the last five
 * minutes).
 */
final class PrometheusText {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final List<String> QUANTILES = List.of("0.5", "0.95", "0.99");

    private final StringBuilder out = new StringBuilder(8192);
    private String family = "";

    /** All series of the store. */
    PrometheusText store(MetricStore store) {
        store.counters().forEach((key, counter) -> {
            String name = name(key.name()) + "_total";
            type(name, "counter").sample(name, key.labels(), counter.getCount());
        });
        store.timings().forEach((key, timing) -> summary(name(key.name()) + "_seconds", key.labels(), timing));
        store.gauges().forEach((key, value) -> {
            double number;
            try {
                number = value.get().doubleValue();
            } catch (RuntimeException e) {
                return; // a gauge whose owner is just leaving has nothing to show
            }
            type(name(key.name()), "gauge").sample(name(key.name()), key.labels(), number);
        });
        return this;
    }

    /** Starts a metric; says its type once. */
    PrometheusText type(String name, String type) {
        if (!family.equals(name)) {
            family = name;
            out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        }
        return this;
    }

    PrometheusText sample(String name, List<String> labels, double value) {
        out.append(name);
        if (!labels.isEmpty()) {
            out.append('{');
            for (int i = 0; i < labels.size(); i += 2) {
                out.append(i == 0 ? "" : ",").append(label(labels.get(i))).append("=\"");
                out.append(escape(labels.get(i + 1))).append('"');
            }
            out.append('}');
        }
        out.append(' ').append(number(value)).append('\n');
        return this;
    }

    private void summary(String name, List<String> labels, Timing timing) {
        type(name, "summary");
        Snapshot snapshot = timing.snapshot();
        for (String quantile : QUANTILES) {
            List<String> all = new ArrayList<>(labels);
            all.add("quantile");
            all.add(quantile);
            sample(name, all, snapshot.getValue(Double.parseDouble(quantile)) / 1e9);
        }
        sample(name + "_sum", labels, timing.seconds());
        sample(name + "_count", labels, timing.count());
    }

    private static String name(String dotted) {
        return "rubro_" + dotted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_:]", "_");
    }

    private static String label(String name) {
        String legal = name.replaceAll("[^a-zA-Z0-9_]", "_");
        return legal.isEmpty() || Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        long whole = (long) value;
        return whole == value ? Long.toString(whole) : Double.toString(value);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
