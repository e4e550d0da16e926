package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.Caller.Kind;
import io.rubro.platform.security.internal.model.Account;
import io.rubro.platform.security.internal.model.Invitation;
import io.rubro.platform.security.internal.model.InvitationPreview;
import io.rubro.platform.security.internal.model.IssuedInvitation;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.NewInvitation;
import io.rubro.platform.security.internal.model.RoleRef;
import io.rubro.platform.security.internal.service.Accounts.Credentials;
import io.rubro.platform.tenancy.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Invitations into an organisation: a token that lives a week and works once. Whoever has it chooses his own password, or
 * shows that of the account he has. It is worth nothing any more when its maker may not work there any more.
 */
@Component(service = Invitations.class)
public final class Invitations {

    static final Duration LIFETIME = Duration.ofDays(7);

    private static final int MOST_OPEN = 200;

    private final GlobalSql sql;
    private final Transactions tx;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Roles roles;
    private final OrganizationRegister register;
    private final CachedOrganizations organizations;
    private final Logins logins;
    private final Trail trail;

    private record Open(Id id, Id organization, String email, RoleRef role) {}

    @Activate
    public Invitations(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference Accounts accounts,
            @Reference Enrolment enrolment,
            @Reference Roles roles,
            @Reference OrganizationRegister register,
            @Reference CachedOrganizations organizations,
            @Reference Logins logins,
            @Reference Trail trail,
            @Reference(target = "(module=security)") SchemaReady schema) {
        this.sql = sql;
        this.tx = tx;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.roles = roles;
        this.register = register;
        this.organizations = organizations;
        this.logins = logins;
        this.trail = trail;
    }

    /**
     * Invites a person into the caller's organisation; an earlier invitation of the same person is replaced.
     *
     * @throws ProblemException 403 if the role may do more than the caller, 409 if he is a member already or too many
     *     invitations are open, 422 if the role does not exist
     */
    public IssuedInvitation create(NewInvitation wanted) {
        Id organization = Tenant.current();
        String email = PlainText.require("email", Accounts.normal(wanted.email()));
        RoleRef role = roles.resolve(organization, wanted.role());
        Grants.require(roles.permissions(role));
        Caller caller = Caller.current();
        String token = Secrets.token();
        Id id = Id.next();
        Instant now = Instant.now();
        return tx.required(() -> {
            register.lockCurrent();
            refuseMember(organization, email);
            sql.update(
                    "delete from security.invitation where organization_id = ? and (email = ? or expires_at < ?)",
                    organization,
                    email,
                    now);
            refuseTooMany(organization);
            sql.update(
                    "insert into security.invitation (id, organization_id, email, built_in_role, role_id, hash,"
                            + " invited_by, inviter, created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    id,
                    organization,
                    email,
                    role.builtInId(),
                    role.own(),
                    Secrets.sha256(token),
                    caller.kind() == Kind.USER ? caller.id() : null,
                    PlainText.tamed(caller.name(), 254),
                    now,
                    now.plus(LIFETIME));
            trail.record("security.invitation.create", "invitation", id, Map.of("email", email, "role", role.text()));
            return new IssuedInvitation(id, email, role.text(), token, now.plus(LIFETIME));
        });
    }

    private void refuseMember(Id organization, String email) {
        boolean member = sql.queryOne(
                        "select m.id from security.membership m join security.app_user u on u.id = m.user_id"
                                + " where m.organization_id = ? and u.email = ?",
                        row -> true,
                        organization,
                        email)
                .isPresent();
        if (member) {
            throw ProblemException.conflict("email", "security.member.exists", Map.of());
        }
    }

    private void refuseTooMany(Id organization) {
        long open = sql.queryOne(
                        "select count(*) from security.invitation where organization_id = ?",
                        row -> row.getLong(1),
                        organization)
                .orElse(0L);
        if (open >= MOST_OPEN) {
            throw ProblemException.conflict("security.invitation.too-many", Map.of("max", MOST_OPEN));
        }
    }

    /** The invitations of the caller's organisation that can still be accepted, by e-mail address. */
    public Page<Invitation> list(PageRequest page) {
        int limit = page.limit();
        page.order("email");
        String after = page.after(1).map(last -> Cursors.text(last.get(0))).orElse("");
        List<Invitation> rows = sql.query(
                "select id, email, built_in_role, role_id, inviter, created_at, expires_at from security.invitation"
                        + " where organization_id = ? and expires_at > ? and email > ? order by email fetch first "
                        + (limit + 1) + " rows only",
                Invitations::map,
                Tenant.current(),
                Instant.now(),
                after);
        return Page.of(rows, limit, last -> PageRequest.cursor(last.email()));
    }

    private static Invitation map(ResultSet row) throws SQLException {
        return new Invitation(
                Rows.id(row, "id"),
                row.getString("email"),
                RoleRef.of(row).text(),
                row.getString("inviter"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "expires_at"));
    }

    /**
     * Takes an invitation of the caller's organisation back.
     *
     * @throws ProblemException 404 if there is none
     */
    public void cancel(Id id) {
        tx.run(() -> {
            int rows = sql.update(
                    "delete from security.invitation where id = ? and organization_id = ?", id, Tenant.current());
            if (rows == 0) {
                throw ProblemException.notFound("security.invitation.not-found", id);
            }
            trail.record("security.invitation.cancel", "invitation", id, Map.of());
        });
    }

    /**
     * What an invitation is about.
     *
     * @throws ProblemException 404 if the token is unknown, expired or used
     */
    public InvitationPreview preview(String token) {
        Open open = open(token);
        Organization organization = organizations.read(open.organization).orElseThrow(Invitations::invalid);
        return new InvitationPreview(
                open.email,
                organization.name(),
                accounts.credentials(open.email).isPresent());
    }

    /**
     * Makes the invited person a member and logs him in.
     *
     * @param name for somebody new to the installation
     * @param password the new one of somebody new; of somebody with an account, the one he has
     * @throws ProblemException 401 if the password of the account is wrong, 404 if the token is unknown, expired or
     *     used, 409 if he is a member already or the request is made in another organisation's name, 422 if name or
     *     password are not good enough, 429 after too many failures
     */
    public Login accept(String token, @Nullable String name, String password, String client) {
        Open open = open(token);
        if (Tenant.find().filter(current -> !current.equals(open.organization)).isPresent()) {
            throw ProblemException.conflict("security.invitation.logged-in", Map.of());
        }
        Optional<Credentials> known = accounts.credentials(open.email);
        if (known.isPresent()) {
            Optional<Account> shown = logins.authenticate(open.email, password);
            if (shown.isEmpty()) {
                throw ProblemException.of(401, "security.login.wrong", Map.of());
            }
        }
        Enrolment.Person person = enrolment.prepare(open.email, newcomer(known, name), password, "");
        Caller invited = new Caller(
                Kind.USER,
                person.id(),
                person.email(),
                open.organization,
                Set.of(),
                Caller.current().locale());
        return invited.call(() -> tx.required(() -> join(open, person, client)));
    }

    private static String newcomer(Optional<Credentials> known, @Nullable String name) {
        if (known.isEmpty() && (name == null || name.isBlank())) {
            throw ProblemException.invalid("name", "security.invitation.name-required");
        }
        return name == null ? "" : name;
    }

    private Login join(Open open, Enrolment.Person person, String client) {
        register.lockCurrent();
        if (sql.update("delete from security.invitation where id = ?", open.id) == 0) {
            throw invalid(); // somebody was faster with the same token
        }
        Organization organization = organizations.read(open.organization).orElseThrow(Invitations::invalid);
        enrolment.ensureAccount(person, organization.locale(), false);
        enrolment.join(open.organization, person.id(), open.role);
        trail.record(
                "security.invitation.accept",
                "user",
                person.id(),
                Map.of("email", person.email(), "role", open.role.text()));
        return logins.first(person.id(), open.organization, client);
    }

    private Open open(String token) {
        return sql.queryOne(
                        "select i.id, i.organization_id, i.email, i.built_in_role, i.role_id from security.invitation i"
                                + " where i.hash = ? and i.expires_at > ? and (i.invited_by is null or exists"
                                + " (select 1 from security.membership m where m.organization_id = i.organization_id"
                                + " and m.user_id = i.invited_by and m.disabled = false))",
                        row -> new Open(
                                Rows.id(row, "id"),
                                Rows.id(row, "organization_id"),
                                row.getString("email"),
                                RoleRef.of(row)),
                        Secrets.sha256(token.strip()),
                        Instant.now())
                .orElseThrow(Invitations::invalid);
    }

    private static ProblemException invalid() {
        return ProblemException.of(404, "security.invitation.invalid", Map.of());
    }
}
