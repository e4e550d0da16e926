package io.rubro.platform.observability.internal.metrics;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the Java machine and the operating system say of this process, under the names that Prometheus' own clients use. */
public final class ProcessMetrics {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMetrics() {}

    static void write(PrometheusText text) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory(
                text,
                "jvm_memory_used_bytes",
                memory.getHeapMemoryUsage().getUsed(),
                nonHeap(memory).getUsed());
        memory(
                text,
                "jvm_memory_max_bytes",
                memory.getHeapMemoryUsage().getMax(),
                nonHeap(memory).getMax());
        single(
                text,
                "jvm_threads_current",
                "gauge",
                ManagementFactory.getThreadMXBean().getThreadCount());
        single(
                text,
                "jvm_classes_currently_loaded",
                "gauge",
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        text.type("jvm_gc_collection_seconds", "summary");
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            List<String> label = List.of("gc", gc.getName());
            text.sample("jvm_gc_collection_seconds_sum", label, gc.getCollectionTime() / 1000.0);
            text.sample("jvm_gc_collection_seconds_count", label, gc.getCollectionCount());
        }
        single(
                text,
                "process_start_time_seconds",
                "gauge",
                ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0);
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .ifPresent(millis -> single(text, "process_cpu_seconds_total", "counter", millis / 1000.0));
        residentBytes().ifPresent(bytes -> single(text, "process_resident_memory_bytes", "gauge", bytes));
    }

    /** The memory the operating system has given to this process, where it says so (Linux). */
    public static OptionalLong residentBytes() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }

    private static MemoryUsage nonHeap(MemoryMXBean memory) {
        return memory.getNonHeapMemoryUsage();
    }

    private static void memory(PrometheusText text, String name, long heap, long nonHeap) {
        text.type(name, "gauge");
        text.sample(name, List.of("area", "heap"), heap);
        text.sample(name, List.of("area", "nonheap"), nonHeap);
    }

    private static void single(PrometheusText text, String name, String type, double value) {
        text.type(name, type).sample(name, List.of(), value);
    }
}
