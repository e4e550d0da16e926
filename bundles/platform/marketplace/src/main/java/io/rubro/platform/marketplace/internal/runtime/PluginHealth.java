package io.rubro.platform.marketplace.internal.runtime;

import io.rubro.platform.marketplace.internal.Trouble;
import io.rubro.platform.marketplace.internal.kar.Kar;
import io.rubro.platform.module.Module;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.rest.ResourcesPublished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Whether a plugin that was started also works: it is known as a module, its tables are made, all its components have
 * what they need, each of its services can be had, and its REST resources answer.
 */
public final class PluginHealth {

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final String OURS = "marketplace";
    private static final Filter RESOURCE = filter("(osgi.jaxrs.resource=true)");

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    public PluginHealth(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /**
     * Waits until a plugin works.
     *
     * @return what it still lacks after that time; empty if it works
     */
    public List<Trouble> await(Kar kar, List<Bundle> bundles, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        List<Trouble> lacks = lacks(kar, bundles);
        while (!lacks.isEmpty()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            lacks = lacks(kar, bundles);
        }
        if (!lacks.isEmpty()) {
            return lacks;
        }
        bundles.forEach(this::wake);
        List<Trouble> failures = failures(bundles);
        while (failures.isEmpty() && !isServed(kar, bundles) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
            failures = failures(bundles);
        }
        return failures.isEmpty() && !isServed(kar, bundles)
                ? List.of(new Trouble("marketplace.lacks.rest", Map.of("id", kar.id())))
                : failures;
    }

    /** What a plugin lacks at this moment. */
    public List<Trouble> look(Kar kar, List<Bundle> bundles) {
        List<Trouble> troubles = new ArrayList<>(lacks(kar, bundles));
        troubles.addAll(failures(bundles));
        return troubles;
    }

    /** What may still come: a schema being made, a service not yet there. */
    private List<Trouble> lacks(Kar kar, List<Bundle> bundles) {
        List<Trouble> lacks = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (bundle.getState() != Bundle.ACTIVE) {
                lacks.add(new Trouble("marketplace.lacks.bundle", Map.of("bundle", bundle.getSymbolicName())));
            }
        }
        Bundle plugin = bundles.get(bundles.size() - 1);
        if (!isModule(kar.id(), plugin)) {
            lacks.add(new Trouble("marketplace.lacks.module", Map.of("id", kar.id())));
        }
        if (kar.descriptor().hasSchema()
                && references(SchemaReady.class, kar.id()).isEmpty()) {
            lacks.add(new Trouble("marketplace.lacks.schema", Map.of("id", kar.id())));
        }
        for (ComponentConfigurationDTO configuration : configurations(bundles)) {
            if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                String what = Arrays.stream(configuration.unsatisfiedReferences)
                        .map(PluginHealth::describe)
                        .collect(Collectors.joining(", "));
                String name = configuration.description.name;
                lacks.add(new Trouble("marketplace.lacks.component", Map.of("component", name, "what", what)));
            }
        }
        return lacks;
    }

    /** What will not come by waiting: components that threw while they were made. */
    private List<Trouble> failures(List<Bundle> bundles) {
        return configurations(bundles).stream()
                .filter(configuration -> configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .map(configuration -> new Trouble(
                        "marketplace.lacks.failed",
                        Map.of(
                                "component",
                                configuration.description.name,
                                "reason",
                                String.valueOf(configuration.failure)
                                        .lines()
                                        .findFirst()
                                        .orElse(""))))
                .toList();
    }

    private List<ComponentConfigurationDTO> configurations(List<Bundle> bundles) {
        List<ComponentConfigurationDTO> all = new ArrayList<>();
        for (ComponentDescriptionDTO component :
                components.getComponentDescriptionDTOs(bundles.toArray(Bundle[]::new))) {
            all.addAll(components.getComponentConfigurationDTOs(component));
        }
        return all;
    }

    private boolean isModule(String id, Bundle plugin) {
        for (ServiceReference<Module> reference : references(Module.class, id)) {
            try {
                Module module = context.getService(reference);
                if (module != null && module.bundle().equals(plugin)) {
                    return true;
                }
            } finally {
                context.ungetService(reference);
            }
        }
        return false;
    }

    /** Whether its REST resources answer; as long as our own do not, nobody waits for those of a plugin. */
    private boolean isServed(Kar kar, List<Bundle> bundles) {
        if (references(ResourcesPublished.class, OURS).isEmpty()) {
            return true;
        }
        Set<Long> resources = new HashSet<>();
        for (Bundle bundle : bundles) {
            for (ServiceReference<?> offered : services(bundle)) {
                if (RESOURCE.match(offered)) {
                    resources.add((Long) offered.getProperty(Constants.SERVICE_ID));
                }
            }
        }
        return resources.isEmpty()
                || references(ResourcesPublished.class, kar.id()).stream()
                        .anyMatch(published -> serves(published, resources));
    }

    private boolean serves(ServiceReference<ResourcesPublished> reference, Set<Long> resources) {
        try {
            ResourcesPublished published = context.getService(reference);
            return published != null && published.services().containsAll(resources);
        } finally {
            context.ungetService(reference);
        }
    }

    private static List<ServiceReference<?>> services(Bundle bundle) {
        ServiceReference<?>[] offered = bundle.getRegisteredServices();
        return offered == null ? List.of() : List.of(offered);
    }

    private <T> List<ServiceReference<T>> references(Class<T> type, String module) {
        try {
            return List.copyOf(context.getServiceReferences(type, "(module=" + module + ")"));
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(module, e);
        }
    }

    /** Components are made when first used; one that cannot be made must show now and not at a customer's request. */
    private void wake(Bundle bundle) {
        for (ServiceReference<?> reference : services(bundle)) {
            if (context.getService(reference) != null) {
                context.ungetService(reference);
            }
        }
    }

    private static Filter filter(String text) {
        try {
            return FrameworkUtil.createFilter(text);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String describe(UnsatisfiedReferenceDTO reference) {
        return reference.target == null ? reference.name : reference.name + " " + reference.target;
    }
}
