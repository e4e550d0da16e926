package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.internal.model.Account;
import io.rubro.platform.security.internal.model.BuiltInRole;
import io.rubro.platform.security.internal.model.Member;
import io.rubro.platform.security.internal.model.MemberChange;
import io.rubro.platform.security.internal.model.NewMember;
import io.rubro.platform.security.internal.model.RoleRef;
import io.rubro.platform.tenancy.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The users of the caller's organisation. An account may belong to several; here only the membership is changed, except
 * for the password of somebody who belongs to no other organisation.
 */
@Component(service = Members.class)
public final class Members {

    private static final String SELECT = "select u.id, u.email, u.name, m.built_in_role, m.role_id, m.disabled,"
            + " m.created_at, m.version, (select max(s.last_used_at) from security.session s where s.user_id = u.id"
            + " and s.organization_id = m.organization_id) as last_seen"
            + " from security.membership m join security.app_user u on u.id = m.user_id";

    private final GlobalSql sql;
    private final Transactions tx;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Roles roles;
    private final DeclaredPermissions declared;
    private final OrganizationRegister register;
    private final CachedOrganizations organizations;
    private final Sessions sessions;
    private final AccessCache accesses;
    private final LoginThrottle throttle;
    private final Trail trail;

    @Activate
    public Members(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference Accounts accounts,
            @Reference Enrolment enrolment,
            @Reference Roles roles,
            @Reference DeclaredPermissions declared,
            @Reference OrganizationRegister register,
            @Reference CachedOrganizations organizations,
            @Reference Sessions sessions,
            @Reference AccessCache accesses,
            @Reference LoginThrottle throttle,
            @Reference Trail trail,
            @Reference(target = "(module=security)") SchemaReady schema) {
        this.sql = sql;
        this.tx = tx;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.roles = roles;
        this.declared = declared;
        this.register = register;
        this.organizations = organizations;
        this.sessions = sessions;
        this.accesses = accesses;
        this.throttle = throttle;
        this.trail = trail;
    }

    /**
     * The members, by e-mail address.
     *
     * @param search a part of the name or address; null for any
     * @param disabled whether those are wanted who are shut out, or those who are not; null for both
     */
    public Page<Member> list(PageRequest page, @Nullable String search, @Nullable Boolean disabled) {
        int limit = page.limit();
        page.order("email");
        Looking looking = new Looking(SELECT)
                .and("m.organization_id = ?", Tenant.current())
                .andContaining(search, "u.name", "u.email");
        if (disabled != null) {
            looking.and("m.disabled = ?", disabled);
        }
        page.after(1).ifPresent(last -> looking.and("u.email > ?", Cursors.text(last.get(0))));
        List<Member> rows =
                looking.rows(sql, Members::map, " order by u.email fetch first " + (limit + 1) + " rows only");
        return Page.of(rows, limit, member -> PageRequest.cursor(member.email()));
    }

    /** @throws ProblemException 404 if the user is no member of the caller's organisation */
    public Member get(Id user) {
        return sql.queryOne(SELECT + " where m.organization_id = ? and u.id = ?", Members::map, Tenant.current(), user)
                .orElseThrow(() -> ProblemException.notFound("security.member.not-found", user));
    }

    /**
     * Adds a member; somebody new to the installation gets an account.
     *
     * @throws ProblemException 403 if the role may do more than the caller, 409 if he is a member already, 422 if the
     *     role does not exist, or if he is new and has no good password
     */
    public Member add(NewMember wanted) {
        Organization organization = organizations.current();
        RoleRef role = roles.resolve(organization.id(), wanted.role());
        Grants.require(roles.permissions(role));
        Enrolment.Person person = enrolment.prepare(wanted.email(), wanted.name(), wanted.password(), "");
        return tx.required(() -> {
            register.lockCurrent();
            enrolment.ensureAccount(person, organization.locale(), false);
            enrolment.join(organization.id(), person.id(), roles.resolve(organization.id(), wanted.role()));
            trail.record(
                    "security.member.add", "user", person.id(), Map.of("email", person.email(), "role", role.text()));
            return get(person.id());
        });
    }

    /**
     * Gives a member another role or shuts him out; shut out, his sessions here end.
     *
     * @throws ProblemException 403 if the old or new role may do more than the caller, 409 if no owner would be left
     */
    public Member change(Id user, @Nullable IfMatch seen, MemberChange change) {
        return tx.required(() -> {
            register.lockCurrent();
            Member old = get(user);
            IfMatch.require(seen, old.version());
            RoleRef role = roles.resolve(Tenant.current(), change.role());
            Grants.require(permissions(old));
            Grants.require(roles.permissions(role));
            if (!role.isOwner() || change.disabled()) {
                requireAnotherOwner(old);
            }
            sql.update(
                    "update security.membership set built_in_role = ?, role_id = ?, disabled = ?,"
                            + " version = version + 1 where organization_id = ? and user_id = ?",
                    role.builtInId(),
                    role.own(),
                    change.disabled(),
                    Tenant.current(),
                    user);
            trail.record(
                    "security.member.change",
                    "user",
                    user,
                    Map.of("role", role.text(), "disabled", change.disabled(), "formerRole", old.role()));
            if (change.disabled()) {
                sessions.revokeIn(user, Tenant.current());
            }
            accesses.changed();
            return get(user);
        });
    }

    /** Takes a member out of the organisation; the account stays. */
    public void remove(Id user) {
        tx.run(() -> {
            register.lockCurrent();
            Member old = get(user);
            Grants.require(permissions(old));
            requireAnotherOwner(old);
            sql.update(
                    "delete from security.membership where organization_id = ? and user_id = ?",
                    Tenant.current(),
                    user);
            sessions.revokeIn(user, Tenant.current());
            trail.record(
                    "security.member.remove", "user", user, Map.of("email", old.email(), "formerRole", old.role()));
        });
    }

    /**
     * Gives a member a new password and ends all his sessions.
     *
     * @throws ProblemException 403 if he may do more than the caller; 409 if his account is not this organisation's
     *     alone, because the password would open the others too
     */
    public void resetPassword(Id user, String password) {
        Member member = get(user);
        String hash = enrolment.goodHash("password", password, member.email());
        tx.run(() -> {
            register.lockCurrent();
            Member locked = get(user);
            Account account = accounts.find(user).orElseThrow();
            Set<String> held = new HashSet<>(permissions(locked));
            if (account.platformAdmin()) {
                held.addAll(declared.ofPlatformAdmin());
            }
            Grants.require(held);
            requireNoOtherOrganization(user);
            accounts.setPasswordHash(user, hash);
            throttle.clear(account.email());
            sessions.revokeAll(user);
            trail.record("security.member.reset-password", "user", user, Map.of("email", account.email()));
        });
    }

    private Set<String> permissions(Member member) {
        return roles.permissions(roles.resolve(Tenant.current(), member.role()));
    }

    /** Refuses if this is the last owner: nobody could do everything in the organisation any more. */
    private void requireAnotherOwner(Member member) {
        if (member.disabled() || !member.role().equals(BuiltInRole.OWNER.id())) {
            return;
        }
        boolean left = !sql.query(
                        "select u.id from security.membership m join security.app_user u on u.id = m.user_id"
                                + " where m.organization_id = ? and m.built_in_role = 'owner' and m.disabled = false"
                                + " and u.disabled = false and u.id <> ?",
                        row -> Rows.id(row, "id"),
                        Tenant.current(),
                        member.id())
                .isEmpty();
        if (!left) {
            throw ProblemException.conflict("security.member.last-owner", Map.of());
        }
    }

    private void requireNoOtherOrganization(Id user) {
        boolean elsewhere = !sql.query(
                        "select id from security.membership where user_id = ? and organization_id <> ?",
                        row -> Rows.id(row, "id"),
                        user,
                        Tenant.current())
                .isEmpty();
        if (elsewhere) {
            throw ProblemException.conflict("security.member.account-shared", Map.of());
        }
    }

    private static Member map(ResultSet row) throws SQLException {
        return new Member(
                Rows.id(row, "id"),
                row.getString("email"),
                row.getString("name"),
                RoleRef.of(row).text(),
                row.getBoolean("disabled"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "last_seen"),
                row.getLong("version"));
    }
}
