package io.rubro.platform.marketplace.internal.runtime;

import java.util.Collection;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Walls around plugins: what the bundles of a KAR offer is seen by the bundles of the same KAR and by nobody else. So
 * nothing is ever wired to a plugin, and none of its comings and goings can force another bundle to restart. It also
 * lets two versions of a plugin stand side by side while one takes over from the other.
 */
@Component(
        service = {PluginIsolation.class, ResolverHookFactory.class, CollisionHook.class},
        immediate = true)
public final class PluginIsolation implements ResolverHookFactory, CollisionHook {

    @Activate
    public PluginIsolation() {}

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new Walls();
    }

    /** Plugins may hold bundles that are already there, in the platform or in another plugin. */
    @Override
    public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
        candidates.removeIf(candidate -> PluginLocation.of(candidate).isPresent());
    }

    private static final class Walls implements ResolverHook {

        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            // all may resolve
        }

        @Override
        public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> candidates) {
            Optional<PluginLocation> own = location(singleton.getRevision());
            candidates.removeIf(candidate -> !location(candidate.getRevision()).equals(own));
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            Optional<PluginLocation> asking = location(requirement.getRevision());
            candidates.removeIf(candidate -> {
                Optional<PluginLocation> offering = location(candidate.getRevision());
                return offering.isPresent() && !offering.equals(asking);
            });
        }

        @Override
        public void end() {
            // nothing was kept
        }

        private static Optional<PluginLocation> location(BundleRevision revision) {
            return PluginLocation.of(revision.getBundle());
        }
    }
}
