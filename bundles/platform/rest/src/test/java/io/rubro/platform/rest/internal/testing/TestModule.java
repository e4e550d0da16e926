package io.rubro.platform.rest.internal.testing;

import io.rubro.platform.module.Module;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** A module without a framework. */
public record TestModule(String id, Kind kind, Bundle bundle, Set<String> roots) implements Module {

    public TestModule(String id, Kind kind, Bundle bundle) {
        this(id, kind, bundle, Set.of());
    }

    public static TestModule core(String id, long bundleId) {
        return new TestModule(id, Kind.CORE, bundle(bundleId));
    }

    public static TestModule plugin(String id, long bundleId) {
        return new TestModule(id, Kind.PLUGIN, bundle(bundleId));
    }

    /** One that answers at addresses of its own. */
    public static TestModule withRoots(String id, long bundleId, Set<String> roots) {
        return new TestModule(id, Kind.CORE, bundle(bundleId), roots);
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public String name(String languageTag) {
        return languageTag.startsWith("en") ? "Module " + id : "Módulo " + id;
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission("notes.note.read", Map.of("es", "Ver notas"), List.of()),
                new Permission("notes.note.write", Map.of("es", "Escribir notas"), List.of()));
    }

    @Override
    public Optional<String> changelog() {
        return Optional.empty();
    }

    @Override
    public Set<String> globalTables() {
        return Set.of();
    }

    @Override
    public String messages() {
        return "i18n";
    }

    @Override
    public String descriptor() {
        return "{}";
    }

    private static Bundle bundle(long id) {
        return (Bundle) Proxy.newProxyInstance(
                TestModule.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getBundleId" -> id;
                    case "getVersion" -> Version.parseVersion("1.2.3");
                    case "hashCode" -> Long.hashCode(id);
                    case "equals" -> proxy == args[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A context in which the bundles with these ids are installed. */
    public static BundleContext context(Set<Long> installed) {
        return (BundleContext) Proxy.newProxyInstance(
                TestModule.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> {
                    if (!method.getName().equals("getBundle")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    long id = args == null ? 0 : (long) args[0];
                    return args == null || installed.contains(id) ? bundle(id) : null;
                });
    }
}
