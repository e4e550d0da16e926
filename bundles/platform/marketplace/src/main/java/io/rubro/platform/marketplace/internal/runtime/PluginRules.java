package io.rubro.platform.marketplace.internal.runtime;

import io.rubro.platform.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;

/**
 * What a plugin may import and export, read from its bundles as the framework understood them. This is a check against
 * mistakes and laziness, not a sandbox: inside one Java machine there is none.
 */
final class PluginRules {

    private static final String OURS = "io.rubro.";
    private static final String GLOBAL = "io.rubro.platform.persistence.global";
    private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]*)\\)");

    private PluginRules() {}

    /**
     * Checks the bundles of a plugin before they run.
     *
     * @throws ProblemException 422 naming the packages that are not allowed
     */
    static void check(List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            refuse(bundle, "imports", imports(revision, PluginRules::forbidden));
            refuse(bundle, "exports", exports(revision));
            refuse(bundle, "requires-bundle", requiredBundles(revision));
        }
    }

    private static void refuse(Bundle bundle, String rule, TreeSet<String> names) {
        if (!names.isEmpty()) {
            throw ProblemException.of(
                    422,
                    "marketplace.rule." + rule,
                    Map.of("bundle", bundle.getSymbolicName(), "names", String.join(", ", names)));
        }
    }

    /** Ours that are not part of the contract, and the part of the contract that is not for plugins. */
    private static boolean forbidden(String name) {
        boolean wildcard = name.endsWith("*");
        String bare = wildcard ? name.substring(0, name.length() - 1) : name;
        return wildcard
                ? GLOBAL.startsWith(bare) || bare.startsWith(OURS)
                : name.equals(GLOBAL) || (name.startsWith(OURS) && (name + ".").contains(".internal."));
    }

    private static TreeSet<String> imports(BundleRevision revision, Predicate<String> unwanted) {
        TreeSet<String> names = new TreeSet<>();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE)) {
            packageOf(requirement).filter(unwanted).ifPresent(names::add);
        }
        return names;
    }

    /** The package a requirement is for; a pattern if it is a dynamic one. */
    static Optional<String> packageOf(BundleRequirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        Matcher matcher = PACKAGE.matcher(filter);
        if (matcher.find()) {
            return Optional.of(matcher.group(1));
        }
        // a dynamic import of everything has no filter on the name
        return Optional.of("*");
    }

    private static TreeSet<String> exports(BundleRevision revision) {
        TreeSet<String> names = new TreeSet<>();
        for (BundleCapability capability : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
            String name = String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
            if (name.startsWith(OURS)) {
                names.add(name);
            }
        }
        return names;
    }

    private static TreeSet<String> requiredBundles(BundleRevision revision) {
        TreeSet<String> names = new TreeSet<>();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(BundleNamespace.BUNDLE_NAMESPACE)) {
            String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
            if (filter.contains("=" + OURS) || filter.contains("*")) {
                names.add(filter);
            }
        }
        return names;
    }
}
