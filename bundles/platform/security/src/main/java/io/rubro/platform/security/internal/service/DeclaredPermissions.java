package io.rubro.platform.security.internal.service;

import io.rubro.platform.module.Module;
import io.rubro.platform.security.internal.model.BuiltInRole;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The permissions of all running modules, as they come and go. */
@Component(service = DeclaredPermissions.class)
public final class DeclaredPermissions {

    /** Permissions of the platform itself: held by its administrators only, part of no role and no key. */
    static final String PLATFORM = "platform.";

    private final List<Module> modules = new CopyOnWriteArrayList<>();
    private final AtomicLong revision = new AtomicLong();

    /** A permission and the module it belongs to. */
    public record Declared(Module module, Module.Permission permission) {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addModule(Module module) {
        modules.add(module);
        revision.incrementAndGet();
    }

    public void removeModule(Module module) {
        modules.remove(module);
        revision.incrementAndGet();
    }

    /** Grows whenever a module comes or goes. */
    long revision() {
        return revision.get();
    }

    /** Those a role or an API key may hold, by module and name. */
    public List<Declared> grantable() {
        return all().filter(d -> !d.permission.id().startsWith(PLATFORM))
                .sorted(Comparator.comparing((Declared d) -> d.module.id()).thenComparing(d -> d.permission.id()))
                .toList();
    }

    /** Whether a role or an API key may hold it. */
    boolean isGrantable(String permission) {
        return !permission.startsWith(PLATFORM)
                && all().anyMatch(d -> d.permission.id().equals(permission));
    }

    /** What a built-in role holds at this moment. */
    Set<String> of(BuiltInRole role) {
        return role == BuiltInRole.OWNER
                ? Set.of("*")
                : ids(all().filter(d -> d.permission.roles().contains(role.id()))
                        .filter(d -> !d.permission.id().startsWith(PLATFORM)));
    }

    /** What an administrator of the platform holds besides. Plugins cannot add to it. */
    Set<String> ofPlatformAdmin() {
        return ids(all().filter(d -> d.module.kind() == Module.Kind.CORE)
                .filter(d -> d.permission.id().startsWith(PLATFORM)));
    }

    private Stream<Declared> all() {
        return modules.stream().flatMap(m -> m.permissions().stream().map(p -> new Declared(m, p)));
    }

    private static Set<String> ids(Stream<Declared> declared) {
        return declared.map(d -> d.permission.id()).collect(Collectors.toUnmodifiableSet());
    }
}
