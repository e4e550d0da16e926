package io.rubro.platform.observability.internal.health;

import io.rubro.platform.module.Module;
import io.rubro.platform.rest.ResourcesPublished;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Core modules whose REST resources are there but do not answer yet. */
final class RestState {

    private RestState() {}

    static List<Missing> missing(Collection<Module> modules, Collection<ResourcesPublished> published) {
        if (published.isEmpty()) {
            return List.of(); // without a REST layer nobody waits for it; its own components are watched elsewhere
        }
        Set<Long> served = published.stream()
                .flatMap(resources -> resources.services().stream())
                .collect(Collectors.toSet());
        return modules.stream()
                .filter(module -> module.kind() == Module.Kind.CORE)
                .filter(module -> !served.containsAll(resources(module.bundle())))
                .map(module -> new Missing("rest", Map.of("module", module.id())))
                .toList();
    }

    private static Set<Long> resources(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        if (services == null) {
            return Set.of();
        }
        return Arrays.stream(services)
                .filter(service -> "true".equals(String.valueOf(service.getProperty("osgi.jaxrs.resource"))))
                .map(service -> (Long) service.getProperty(Constants.SERVICE_ID))
                .collect(Collectors.toSet());
    }
}
