package io.rubro.platform.observability.internal.metrics;

import java.util.List;

/**
 * One line of a metric: its name and its labels.
 *
 * @param name lower case with dots
 * @param labels name, value, name, value
 */
record SeriesKey(String name, List<String> labels) implements Comparable<SeriesKey> {

    static SeriesKey of(String name, String... labels) {
        if (labels.length % 2 != 0) {
            throw new IllegalArgumentException("labels of " + name + " must come as name, value, name, value");
        }
        return new SeriesKey(name, List.of(labels));
    }

    /** By name, so that the series of one metric stand together, then by labels. */
    @Override
    public int compareTo(SeriesKey other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : labels.toString().compareTo(other.labels.toString());
    }
}
