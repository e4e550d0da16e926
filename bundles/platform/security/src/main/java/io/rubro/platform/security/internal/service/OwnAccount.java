package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.Caller.Kind;
import io.rubro.platform.security.internal.model.Account;
import io.rubro.platform.security.internal.model.OwnAccess;
import io.rubro.platform.security.internal.model.ProfileChange;
import io.rubro.platform.security.internal.model.SessionInfo;
import io.rubro.platform.security.internal.model.Workplace;
import io.rubro.platform.tenancy.Tenant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a user sees and changes of himself, whatever his role. */
@Component(service = OwnAccount.class)
public final class OwnAccount {

    private final Transactions tx;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Logins logins;
    private final Sessions sessions;
    private final CachedOrganizations organizations;
    private final CachedAuthenticator authenticator;
    private final Trail trail;

    @Activate
    public OwnAccount(
            @Reference Transactions tx,
            @Reference Accounts accounts,
            @Reference Enrolment enrolment,
            @Reference Logins logins,
            @Reference Sessions sessions,
            @Reference CachedOrganizations organizations,
            @Reference CachedAuthenticator authenticator,
            @Reference Trail trail) {
        this.tx = tx;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.logins = logins;
        this.sessions = sessions;
        this.organizations = organizations;
        this.authenticator = authenticator;
        this.trail = trail;
    }

    /** The calling user's account. */
    public Account get() {
        return accounts.find(Grants.requireUser()).orElseThrow(AccessTokens::invalid);
    }

    /** What the caller, a user or a key, may do. */
    public OwnAccess access() {
        Caller caller = Caller.current();
        Organization organization = Tenant.find().isPresent() ? organizations.current() : null;
        List<Workplace> workplaces = caller.kind() == Kind.USER ? accounts.workplaces(Grants.requireUser()) : List.of();
        return new OwnAccess(organization, List.copyOf(caller.permissions()), workplaces);
    }

    /** Changes name and language. */
    public Account change(@Nullable IfMatch seen, ProfileChange change) {
        return tx.required(() -> {
            Account old = get();
            IfMatch.require(seen, old.version());
            Account changed = accounts.update(new Account(
                    old.id(),
                    old.email(),
                    PlainText.require("name", change.name()),
                    OrganizationRegister.locale("locale", change.locale()),
                    old.platformAdmin(),
                    old.disabled(),
                    old.version()));
            trail.record("security.profile.change", "user", old.id(), Map.of("name", changed.name()));
            return changed;
        });
    }

    /**
     * Changes the password and ends all other sessions. A wrong current password counts as a failed login, so that a
     * stolen access token does not help to guess it.
     *
     * @param authorization the header the caller came with, by which its own session is kept
     * @throws ProblemException 422 if the current password is wrong or the new one not good enough, 429 after too many
     *     failures
     */
    public void changePassword(String authorization, String current, String wanted) {
        Account account = get();
        Id session = authenticator.claims(authorization).session();
        if (logins.authenticate(account.email(), current).isEmpty()) {
            throw ProblemException.invalid("currentPassword", "security.password.wrong");
        }
        String hash = enrolment.goodHash("newPassword", wanted, account.email());
        tx.run(() -> {
            accounts.setPasswordHash(account.id(), hash);
            sessions.revokeOthers(account.id(), session);
            trail.record("security.password.change", "user", account.id(), Map.of());
        });
    }

    /** Where the user is logged in. */
    public List<SessionInfo> sessions(String authorization) {
        Id user = Grants.requireUser();
        return sessions.list(user, authenticator.claims(authorization).session());
    }

    /** @throws ProblemException 404 if it is not an open session of this user */
    public void revokeSession(Id session) {
        Id user = Grants.requireUser();
        tx.run(() -> {
            if (!sessions.revoke(user, session)) {
                throw ProblemException.notFound("security.session.not-found", session);
            }
            trail.record("security.session.revoke", "session", session, Map.of());
        });
    }

    /** Ends all sessions of the user but the one he is asking through. */
    public void revokeOtherSessions(String authorization) {
        Id user = Grants.requireUser();
        Id current = authenticator.claims(authorization).session();
        tx.run(() -> {
            sessions.revokeOthers(user, current);
            trail.record("security.session.revoke-others", "user", user, Map.of());
        });
    }
}
