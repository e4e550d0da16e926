package io.rubro.platform.observability.internal.health;

import io.rubro.platform.module.Module;
import io.rubro.platform.observability.internal.BundleStates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * What the framework itself shows to be missing: bundles that should run and do not, modules without their service or
 * schema, components that wait for something. Only bundles that are meant to run from the start count (persistently
 * started); plugins are started by the marketplace, which has a check of its own, and one that fails must not take the
 * server out of service.
 */
final class RuntimeState {

    private static final String MODULE_HEADER = "Rubro-Module";
    private static final String OURS = "io.rubro.";
    private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    RuntimeState(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /**
     * Looks around.
     *
     * @param modules the modules that are registered
     * @param schemas the ids of the modules whose schema is ready
     */
    List<Missing> missing(Collection<Module> modules, Set<String> schemas) {
        List<Missing> missing = new ArrayList<>();
        if (!booted()) {
            missing.add(new Missing("boot", Map.of()));
        }
        Set<Bundle> registered = modules.stream().map(Module::bundle).collect(Collectors.toSet());
        List<Bundle> expected = Arrays.stream(context.getBundles())
                .filter(RuntimeState::shouldRun)
                .toList();
        for (Bundle bundle : expected) {
            if (!runs(bundle)) {
                missing.add(new Missing("bundle", Map.of("name", name(bundle), "state", BundleStates.name(bundle))));
            } else if (bundle.getHeaders().get(MODULE_HEADER) != null && !registered.contains(bundle)) {
                missing.add(new Missing("module", Map.of("name", name(bundle))));
            }
        }
        modules.stream()
                .filter(module ->
                        module.kind() == Module.Kind.CORE && module.changelog().isPresent())
                .filter(module -> !schemas.contains(module.id()))
                .forEach(module -> missing.add(new Missing("schema", Map.of("module", module.id()))));
        missing.addAll(waitingComponents(expected));
        return missing;
    }

    /** The start level the framework begins with is reached and the features of the distribution are installed. */
    private boolean booted() {
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        String target = context.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL);
        boolean reached = target == null
                || system.adapt(FrameworkStartLevel.class).getStartLevel() >= Integer.parseInt(target.trim());
        boolean karaf = context.getProperty("karaf.home") != null;
        return reached && (!karaf || exists(BOOT_FINISHED));
    }

    private boolean exists(String service) {
        try {
            return context.getAllServiceReferences(service, null) != null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Missing> waitingComponents(List<Bundle> expected) {
        Bundle[] ours = expected.stream()
                .filter(bundle -> name(bundle).startsWith(OURS))
                .toArray(Bundle[]::new);
        List<Missing> waiting = new ArrayList<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(ours)) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(component)) {
                if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    String what = Arrays.stream(configuration.unsatisfiedReferences)
                            .map(RuntimeState::describe)
                            .collect(Collectors.joining(", "));
                    waiting.add(new Missing("component", Map.of("component", component.name, "what", what)));
                } else if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    waiting.add(new Missing("failed", Map.of("component", component.name)));
                }
            }
        }
        return waiting;
    }

    private static String describe(UnsatisfiedReferenceDTO reference) {
        return reference.target == null ? reference.name : reference.name + " " + reference.target;
    }

    private static boolean shouldRun(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        return bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID
                && bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null
                && level != null
                && level.isPersistentlyStarted();
    }

    /** Active, or lazy and waiting for its first class to be loaded. */
    private static boolean runs(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> true;
            case Bundle.STARTING ->
                bundle.adapt(BundleStartLevel.class).isActivationPolicyUsed()
                        && bundle.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
            default -> false;
        };
    }

    private static String name(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name == null ? bundle.getLocation() : name;
    }
}
