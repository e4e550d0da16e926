package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.internal.model.Role;
import io.rubro.platform.security.internal.model.RoleDraft;
import io.rubro.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes, changes and deletes an organisation's own roles. Nobody puts into a role what he does not hold himself. */
@Component(service = RoleEditor.class)
public final class RoleEditor {

    private final GlobalSql sql;
    private final Transactions tx;
    private final Roles roles;
    private final DeclaredPermissions declared;
    private final OrganizationRegister organizations;
    private final AccessCache accesses;
    private final Trail trail;

    @Activate
    public RoleEditor(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference Roles roles,
            @Reference DeclaredPermissions declared,
            @Reference OrganizationRegister organizations,
            @Reference AccessCache accesses,
            @Reference Trail trail) {
        this.sql = sql;
        this.tx = tx;
        this.roles = roles;
        this.declared = declared;
        this.organizations = organizations;
        this.accesses = accesses;
        this.trail = trail;
    }

    /** Adds a role. */
    public Role create(RoleDraft draft) {
        return tx.required(() -> {
            organizations.lockCurrent();
            String name = PlainText.require("name", draft.name());
            Set<String> permissions = check(draft, Set.of());
            requireFreeName(name, null);
            Id id = Id.next();
            sql.update(
                    "insert into security.role (id, organization_id, name, version) values (?, ?, ?, 1)",
                    id,
                    Tenant.current(),
                    name);
            insert(id, permissions);
            trail.record("security.role.create", "role", id, details(name, permissions));
            return roles.get(id.toString());
        });
    }

    /** Changes a role; its members feel it at once. */
    public Role change(String id, @Nullable IfMatch seen, RoleDraft draft) {
        return tx.required(() -> {
            organizations.lockCurrent();
            String name = PlainText.require("name", draft.name());
            Role old = own(id);
            IfMatch.require(seen, old.version());
            Grants.require(old.permissions());
            Set<String> permissions = check(draft, Set.copyOf(old.permissions()));
            Id role = Id.valueOf(old.id());
            requireFreeName(name, role);
            sql.update(
                    "update security.role set name = ?, version = version + 1 where organization_id = ? and id = ?",
                    name,
                    Tenant.current(),
                    role);
            sql.update("delete from security.role_permission where role_id = ?", role);
            insert(role, permissions);
            trail.record("security.role.change", "role", role, details(name, permissions));
            accesses.changed();
            return roles.get(id);
        });
    }

    /**
     * Deletes a role.
     *
     * @throws ProblemException 409 while somebody has it
     */
    public void delete(String id) {
        tx.run(() -> {
            organizations.lockCurrent();
            Role old = own(id);
            Grants.require(old.permissions());
            Id role = Id.valueOf(old.id());
            long holders = sql.queryOne(
                            "select count(*) from security.membership where organization_id = ? and role_id = ?",
                            row -> row.getLong(1),
                            Tenant.current(),
                            role)
                    .orElseThrow();
            if (holders > 0) {
                throw ProblemException.conflict("security.role.in-use", Map.of("count", holders));
            }
            sql.update("delete from security.role where organization_id = ? and id = ?", Tenant.current(), role);
            trail.record("security.role.delete", "role", role, Map.of("name", old.name()));
        });
    }

    private Role own(String id) {
        Role role = roles.get(id);
        if (role.builtIn()) {
            throw ProblemException.conflict("security.role.built-in", Map.of("role", role.name()));
        }
        return role;
    }

    /** The wanted permissions; those the role has already may belong to a module that is stopped just now. */
    private Set<String> check(RoleDraft draft, Set<String> kept) {
        PermissionChoice.check(draft.permissions(), p -> kept.contains(p) || declared.isGrantable(p));
        Grants.require(draft.permissions());
        return new TreeSet<>(draft.permissions());
    }

    private void requireFreeName(String name, @Nullable Id except) {
        boolean taken = roles.list().stream()
                .filter(role -> except == null || !role.id().equals(except.toString()))
                .anyMatch(role -> role.name().equalsIgnoreCase(name));
        if (taken) {
            throw ProblemException.conflict("security.role.name-taken", Map.of("name", name));
        }
    }

    private void insert(Id role, Set<String> permissions) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        permissions.forEach(permission -> rows.add(new Object[] {role, permission}));
        sql.batch("insert into security.role_permission (role_id, permission) values (?, ?)", rows);
    }

    private static Map<String, ?> details(String name, Set<String> permissions) {
        return Map.of("name", name, "permissions", List.copyOf(permissions));
    }
}
