package io.rubro.platform.observability.internal.rest;

import io.rubro.platform.observability.internal.health.Readiness;
import io.rubro.platform.observability.internal.metrics.History;
import io.rubro.platform.observability.internal.metrics.History.Sample;
import io.rubro.platform.observability.internal.metrics.ProcessMetrics;
import io.rubro.platform.observability.internal.rest.SystemState.BundleState;
import io.rubro.platform.observability.internal.rest.SystemState.Bundles;
import io.rubro.platform.observability.internal.rest.SystemState.Disk;
import io.rubro.platform.observability.internal.rest.SystemState.Memory;
import io.rubro.platform.observability.internal.rest.SystemState.ModuleState;
import io.rubro.platform.rest.Page;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What an administrator wants to know before asking for help. */
@Component(service = SystemResource.class)
@JaxrsResource
@Path("system")
@Produces(MediaType.APPLICATION_JSON)
public final class SystemResource {

    private final BundleContext context;
    private final Readiness readiness;
    private final History history;
    private final File data;

    @Activate
    public SystemResource(BundleContext context, @Reference Readiness readiness, @Reference History history) {
        this.context = context;
        this.readiness = readiness;
        this.history = history;
        this.data = new File(Objects.requireNonNullElse(context.getProperty("karaf.data"), "data"));
    }

    /** Versions, memory, bundles and modules of this process. */
    @GET
    @RequiresPermission("platform.system.read")
    public SystemState system() {
        RuntimeMXBean machine = ManagementFactory.getRuntimeMXBean();
        Locale locale = Caller.current().locale();
        List<Readiness.Check> checks = readiness.checks(locale);
        return new SystemState(
                context.getBundle().getVersion().toString(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors(),
                Instant.ofEpochMilli(machine.getStartTime()),
                machine.getUptime() / 1000,
                memory(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                readiness
                        .dialect()
                        .map(dialect -> dialect.name().toLowerCase(Locale.ROOT))
                        .orElse(null),
                bundles(),
                modules(locale),
                checks,
                checks.stream().flatMap(check -> check.problems().stream()).toList(),
                disk());
    }

    /** The last hour of this process: memory, and the requests it answered, each fifteen seconds; the oldest first. */
    @GET
    @Path("history")
    @RequiresPermission("platform.system.read")
    public Page<Sample> history() {
        return new Page<>(history.samples(), null);
    }

    private @Nullable Disk disk() {
        long total = data.getTotalSpace();
        return total == 0 ? null : new Disk(data.getUsableSpace(), total);
    }

    private static Memory memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        OptionalLong resident = ProcessMetrics.residentBytes();
        return new Memory(heap.getUsed(), heap.getMax(), resident.isPresent() ? resident.getAsLong() : null);
    }

    private Bundles bundles() {
        Bundle[] all = context.getBundles();
        List<BundleState> inactive = Arrays.stream(all)
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(BundleState::of)
                .toList();
        int active = (int) Arrays.stream(all)
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .count();
        return new Bundles(all.length, active, inactive);
    }

    private List<ModuleState> modules(Locale locale) {
        return readiness.modules().stream()
                .map(module -> new ModuleState(
                        module.id(),
                        module.name(locale.toLanguageTag()),
                        module.version(),
                        module.kind().name().toLowerCase(Locale.ROOT),
                        module.basePath(),
                        readiness.hasSchema(module)))
                .toList();
    }
}
