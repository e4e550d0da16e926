package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.internal.model.BuiltInRole;
import io.rubro.platform.security.internal.model.Role;
import io.rubro.platform.security.internal.model.RoleRef;
import io.rubro.platform.tenancy.Tenant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The roles there are: the built-in ones, which follow the running modules, and each organisation's own. */
@Component(service = Roles.class)
public final class Roles {

    private final GlobalSql sql;
    private final DeclaredPermissions declared;
    private final Messages messages;

    private record OwnRole(Id id, String name, long version) {}

    private record Held(Id role, String permission) {}

    @Activate
    public Roles(
            @Reference GlobalSql sql,
            @Reference DeclaredPermissions declared,
            @Reference Messages messages,
            @Reference(target = "(module=security)") SchemaReady schema) {
        this.sql = sql;
        this.declared = declared;
        this.messages = messages;
    }

    /** The roles of the caller's organisation: first the built-in ones, then its own by name. */
    public List<Role> list() {
        Map<Id, Set<String>> permissions = sql
                .query(
                        "select p.role_id, p.permission from security.role_permission p"
                                + " join security.role r on r.id = p.role_id where r.organization_id = ?",
                        row -> new Held(Rows.id(row, "role_id"), row.getString("permission")),
                        Tenant.current())
                .stream()
                .collect(Collectors.groupingBy(Held::role, Collectors.mapping(Held::permission, Collectors.toSet())));
        List<OwnRole> own = sql.query(
                "select id, name, version from security.role where organization_id = ? order by name",
                row -> new OwnRole(Rows.id(row, "id"), row.getString("name"), row.getLong("version")),
                Tenant.current());
        return Stream.concat(
                        Arrays.stream(BuiltInRole.values()).map(this::builtIn),
                        own.stream().map(r -> role(r, permissions.getOrDefault(r.id, Set.of()))))
                .toList();
    }

    /**
     * A role of the caller's organisation.
     *
     * @throws ProblemException 404 if there is none
     */
    public Role get(String id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("security.role.not-found", id));
    }

    /**
     * The role a request names, if the organisation has it.
     *
     * @throws ProblemException 422 on the field {@code role} if it has not
     */
    RoleRef resolve(Id organization, String text) {
        return RoleRef.parse(text)
                .filter(ref -> ref.own() == null || exists(organization, ref.own()))
                .orElseThrow(() -> ProblemException.invalid("role", "security.role-unknown", Map.of("role", text)));
    }

    /** What members with a role may do. */
    Set<String> permissions(RoleRef role) {
        return role.builtIn() != null ? declared.of(role.builtIn()) : permissions(Objects.requireNonNull(role.own()));
    }

    private Optional<Role> find(String id) {
        return RoleRef.parse(id)
                .flatMap(ref -> ref.builtIn() != null
                        ? Optional.of(builtIn(ref.builtIn()))
                        : own(Objects.requireNonNull(ref.own())));
    }

    private Optional<Role> own(Id id) {
        return sql.queryOne(
                        "select id, name, version from security.role where organization_id = ? and id = ?",
                        row -> new OwnRole(Rows.id(row, "id"), row.getString("name"), row.getLong("version")),
                        Tenant.current(),
                        id)
                .map(role -> role(role, permissions(role.id)));
    }

    private Set<String> permissions(Id role) {
        return Set.copyOf(sql.query(
                "select permission from security.role_permission where role_id = ?", row -> row.getString(1), role));
    }

    private boolean exists(Id organization, Id role) {
        return sql.queryOne(
                        "select id from security.role where organization_id = ? and id = ?",
                        row -> Rows.id(row, "id"),
                        organization,
                        role)
                .isPresent();
    }

    private Role builtIn(BuiltInRole role) {
        String name = messages.text(Caller.current().locale(), "security.role." + role.id(), Map.of())
                .orElse(role.id());
        return new Role(role.id(), name, true, List.copyOf(declared.of(role)), 0);
    }

    private static Role role(OwnRole role, Set<String> permissions) {
        return new Role(role.id.toString(), role.name, false, List.copyOf(permissions), role.version);
    }
}
