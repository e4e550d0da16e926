package io.rubro.platform.observability.internal.rest;

import io.rubro.platform.observability.internal.BundleStates;
import io.rubro.platform.observability.internal.health.Readiness;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * The state of this process.
 *
 * @param version of the platform
 * @param upSeconds since the process started
 * @param disk null if it does not say
 * @param database {@code derby} or {@code postgresql}; null while it does not answer
 * @param checks what the server looks at before it says that it is ready
 * @param missing what keeps the server from being ready, in the caller's language
 */
record SystemState(
        String version,
        String java,
        String operatingSystem,
        int processors,
        Instant startedAt,
        long upSeconds,
        Memory memory,
        int threads,
        @Nullable String database,
        Bundles bundles,
        List<ModuleState> modules,
        List<Readiness.Check> checks,
        List<String> missing,
        @Nullable Disk disk) {

    /** The disk the data are on, in bytes. */
    record Disk(long freeBytes, long totalBytes) {}

    /** All in bytes; {@code residentBytes} only where the operating system tells. */
    record Memory(long heapUsedBytes, long heapMaxBytes, @Nullable Long residentBytes) {}

    /** How many bundles there are and which of them do not run. */
    record Bundles(int total, int active, List<BundleState> inactive) {}

    /** A bundle that does not run. */
    record BundleState(long id, String name, String version, String state) {

        static BundleState of(Bundle bundle) {
            String name = bundle.getSymbolicName();
            return new BundleState(
                    bundle.getBundleId(),
                    name == null ? bundle.getLocation() : name,
                    bundle.getVersion().toString(),
                    BundleStates.name(bundle));
        }
    }

    /** A module that runs; {@code schemaReady} is also true if it has no tables. */
    record ModuleState(String id, String name, String version, String kind, String basePath, boolean schemaReady) {}
}
