package io.rubro.platform.observability.internal.rest;

import io.rubro.platform.observability.internal.health.Readiness;
import io.rubro.platform.observability.internal.metrics.ProcessMetrics;
import io.rubro.platform.observability.internal.rest.SystemState.BundleState;
import io.rubro.platform.observability.internal.rest.SystemState.Bundles;
import io.rubro.platform.observability.internal.rest.SystemState.Memory;
import io.rubro.platform.observability.internal.rest.SystemState.ModuleState;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.RequiresPermission;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
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

    @Activate
    public SystemResource(BundleContext context, @Reference Readiness readiness) {
        this.context = context;
        this.readiness = readiness;
    }

    /** Versions, memory, bundles and modules of this process. */
    @GET
    @RequiresPermission("platform.system.read")
    public SystemState system() {
        RuntimeMXBean machine = ManagementFactory.getRuntimeMXBean();
        Locale locale = Caller.current().locale();
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
                readiness.missing(locale));
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
