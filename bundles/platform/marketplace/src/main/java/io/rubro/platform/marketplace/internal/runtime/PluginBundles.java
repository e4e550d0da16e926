package io.rubro.platform.marketplace.internal.runtime;

import io.rubro.platform.marketplace.internal.kar.Kar;
import io.rubro.platform.marketplace.internal.kar.KarBundle;
import io.rubro.platform.marketplace.internal.kar.KarReader;
import io.rubro.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of plugins in the framework. They are started transiently: whether a plugin runs after a restart is
 * written in the database, not in the framework's cache.
 */
public final class PluginBundles {

    private static final Logger LOG = LoggerFactory.getLogger(PluginBundles.class);
    private static final long REFRESH_SECONDS = 30;
    private static final Duration START_LEVEL = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final BundleContext context;
    private final FrameworkWiring wiring;

    public PluginBundles(BundleContext context) {
        this.context = context;
        this.wiring = context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkWiring.class);
    }

    /** All bundles of all plugins, by the build they belong to. */
    public Map<PluginLocation, List<Bundle>> all() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> PluginLocation.of(bundle).isPresent())
                .collect(Collectors.groupingBy(
                        bundle -> PluginLocation.of(bundle).orElseThrow()));
    }

    /** The bundles of a KAR that are in the framework, the plugin last; empty unless all of them are. */
    public Optional<List<Bundle>> find(Kar kar) {
        PluginLocation location = PluginLocation.of(kar);
        List<Bundle> found = new ArrayList<>();
        for (KarBundle bundle : kar.bundles()) {
            Bundle installed = context.getBundle(location.bundle(bundle));
            if (installed == null) {
                return Optional.empty();
            }
            found.add(installed);
        }
        return Optional.of(found);
    }

    /**
     * Puts the bundles of a KAR into the framework, without running anything.
     *
     * @return the bundles, the plugin last
     * @throws ProblemException 422 if the framework refuses one or they break the rules; none of them stays
     */
    public List<Bundle> install(Kar kar, Path file) {
        PluginLocation location = PluginLocation.of(kar);
        List<Bundle> installed = new ArrayList<>();
        boolean complete = false;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (KarBundle bundle : kar.bundles()) {
                try (InputStream jar = KarReader.open(zip, bundle)) {
                    installed.add(context.installBundle(location.bundle(bundle), jar));
                }
            }
            PluginRules.check(installed);
            complete = true;
            return installed;
        } catch (BundleException e) {
            throw ProblemException.of(422, "marketplace.not-installable", Map.of("reason", e.getMessage()));
        } catch (IOException e) {
            throw ProblemException.of(422, "marketplace.kar.broken", Map.of("reason", e.toString()));
        } finally {
            if (!complete) {
                remove(installed);
            }
        }
    }

    /**
     * Finds everything the bundles import. Afterwards they only have to be started.
     *
     * @throws ProblemException 422 naming what nobody offers
     */
    public void resolve(List<Bundle> bundles) {
        if (wiring.resolveBundles(bundles)) {
            return;
        }
        Set<String> missing = new TreeSet<>();
        for (Bundle bundle : bundles) {
            for (BundleRequirement requirement :
                    bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
                if (isMandatory(requirement)
                        && wiring.findProviders(requirement).isEmpty()) {
                    missing.add(describe(requirement));
                }
            }
        }
        if (missing.isEmpty()) {
            missing.add(reason(bundles));
        }
        throw ProblemException.of(422, "marketplace.unresolved", Map.of("names", String.join("; ", missing)));
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        String resolution = directives.getOrDefault(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, "mandatory");
        String effective = directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, "resolve");
        return resolution.equals("mandatory") && effective.equals("resolve");
    }

    private static String describe(BundleRequirement requirement) {
        String filter = requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
        return filter == null ? requirement.getNamespace() : filter;
    }

    /** What the framework says when it is made to explain itself. */
    private static String reason(List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            if (bundle.getState() == Bundle.INSTALLED) {
                try {
                    bundle.start(Bundle.START_TRANSIENT);
                } catch (BundleException e) {
                    return String.valueOf(e.getMessage());
                }
            }
        }
        return "";
    }

    /** The bundles outside a plugin that would have to restart with it. By the walls around plugins there are none. */
    public List<String> dependents(Collection<Bundle> bundles) {
        return wiring.getDependencyClosure(bundles).stream()
                .filter(bundle -> !bundles.contains(bundle))
                .map(Bundle::getSymbolicName)
                .sorted()
                .toList();
    }

    /**
     * Starts the bundles, as soon as the framework has come so far.
     *
     * @throws ProblemException 422 with the reason why one does not start
     */
    public void start(List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            awaitStartLevel(bundle);
            try {
                bundle.start(Bundle.START_TRANSIENT);
            } catch (BundleException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                LOG.warn("{} does not start", bundle.getSymbolicName(), e);
                throw ProblemException.of(
                        422,
                        "marketplace.does-not-start",
                        Map.of("bundle", bundle.getSymbolicName(), "reason", String.valueOf(cause.getMessage())));
            }
        }
    }

    /** While the server starts, the framework refuses to start what its level has not reached. */
    private void awaitStartLevel(Bundle bundle) {
        FrameworkStartLevel framework =
                context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkStartLevel.class);
        int level = bundle.adapt(BundleStartLevel.class).getStartLevel();
        long deadline = System.nanoTime() + START_LEVEL.toNanos();
        while (framework.getStartLevel() < level
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Stops the bundles, the plugin first. */
    public void stop(List<Bundle> bundles) {
        List<Bundle> reversed = new ArrayList<>(bundles);
        Collections.reverse(reversed);
        for (Bundle bundle : reversed) {
            try {
                bundle.stop(Bundle.STOP_TRANSIENT);
            } catch (BundleException e) {
                LOG.warn("{} complained while it was stopped", bundle.getSymbolicName(), e);
            }
        }
    }

    /** Stops and uninstalls the bundles and lets the framework forget their class loaders, and only theirs. */
    public void remove(Collection<Bundle> bundles) {
        if (bundles.isEmpty()) {
            return;
        }
        stop(List.copyOf(bundles));
        for (Bundle bundle : bundles) {
            try {
                bundle.uninstall();
            } catch (BundleException | IllegalStateException e) {
                LOG.warn("{} complained while it was uninstalled", bundle, e);
            }
        }
        refresh(bundles);
    }

    private void refresh(Collection<Bundle> bundles) {
        CountDownLatch done = new CountDownLatch(1);
        wiring.refreshBundles(new HashSet<>(bundles), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
            }
        });
        try {
            if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the framework has not refreshed {} after {} s", bundles, REFRESH_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
