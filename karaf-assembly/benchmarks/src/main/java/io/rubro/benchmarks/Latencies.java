package io.rubro.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What one run measured. */
final class Latencies {

    private final AtomicLong errors = new AtomicLong();
    private final List<Recorder> recorders;

    Latencies(int workers) {
        recorders = java.util.stream.IntStream.range(0, workers)
                .mapToObj(i -> new Recorder())
                .toList();
    }

    /** One worker's durations; not shared between threads. */
    static final class Recorder {
        private long[] nanos = new long[1 << 14];
        private int count;

        void add(long duration) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = duration;
        }
    }

    Recorder recorder(int worker) {
        return recorders.get(worker);
    }

    void error() {
        errors.incrementAndGet();
    }

    /** Counts a failure and shows the first. */
    void error(Exception e) {
        if (errors.getAndIncrement() == 0) {
            System.out.println("  first error: " + e);
        }
    }

    int count() {
        return recorders.stream().mapToInt(r -> r.count).sum();
    }

    /** One line: throughput, percentiles, errors, and CPU of the server if it is another process. */
    String line(String name, double seconds, double cpuSeconds) {
        long[] all = recorders.stream()
                .flatMapToLong(r -> Arrays.stream(r.nanos, 0, r.count))
                .sorted()
                .toArray();
        return String.format(
                java.util.Locale.ROOT,
                "%-46s %8.0f/s   p50 %6.2f  p95 %6.2f  p99 %6.2f ms   errors %d%s",
                name,
                all.length / seconds,
                percentile(all, 50),
                percentile(all, 95),
                percentile(all, 99),
                errors.get(),
                cpuSeconds < 0
                        ? ""
                        : String.format(
                                java.util.Locale.ROOT,
                                "   server CPU %.2f ms/op",
                                1000 * cpuSeconds / Math.max(1, all.length)));
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}
