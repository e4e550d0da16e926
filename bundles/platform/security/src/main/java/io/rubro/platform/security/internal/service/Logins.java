package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.Caller.Kind;
import io.rubro.platform.security.internal.model.Account;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.Workplace;
import io.rubro.platform.security.internal.service.Accounts.Credentials;
import io.rubro.platform.security.internal.service.Sessions.Opened;
import io.rubro.platform.tenancy.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets users in and out, and from one of their organisations to another. */
@Component(service = Logins.class)
public final class Logins {

    private final Transactions tx;
    private final Accounts accounts;
    private final Argon2Passwords passwords;
    private final LoginThrottle throttle;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final CachedOrganizations organizations;
    private final Trail trail;

    @Activate
    public Logins(
            @Reference Transactions tx,
            @Reference Accounts accounts,
            @Reference Argon2Passwords passwords,
            @Reference LoginThrottle throttle,
            @Reference Sessions sessions,
            @Reference AccessTokens tokens,
            @Reference CachedOrganizations organizations,
            @Reference Trail trail) {
        this.tx = tx;
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.sessions = sessions;
        this.tokens = tokens;
        this.organizations = organizations;
        this.trail = trail;
    }

    /**
     * Logs a user in.
     *
     * @param organization where to; if null, where the user was last, else the first by name
     * @param client what the browser or app calls itself
     * @throws ProblemException 401 if e-mail address or password are wrong (which of them, it does not say), 403 if the
     *     user does not belong to that organisation or to any, 429 after too many failures
     */
    public Login login(String email, String password, @Nullable Id organization, String client) {
        Account account = authenticate(Accounts.normal(email), password)
                .orElseThrow(() -> ProblemException.of(401, "security.login.wrong", Map.of()));
        List<Workplace> workplaces = accounts.workplaces(account.id());
        Id chosen = choose(account, workplaces, organization);
        return auditedIn(account, chosen, () -> {
            Opened opened = sessions.open(account.id(), chosen, client);
            trail.record("security.session.open", "user", account.id(), Map.of("client", client));
            return answer(account, opened, workplaces);
        });
    }

    /** Opens a session for an account that has just been created, with its organisation on the thread. */
    Login first(Id user, Id organization, String client) {
        Account account = accounts.find(user).orElseThrow();
        return answer(account, sessions.open(account.id(), organization, client), accounts.workplaces(account.id()));
    }

    /**
     * Exchanges a refresh token for new tokens.
     *
     * @throws ProblemException 401 if it is unknown, over, or was used before (which ends its session), or if the user
     *     may no longer work there
     */
    public Login refresh(String refreshToken) {
        Opened opened = sessions.refresh(refreshToken).orElseThrow(Logins::sessionOver);
        Account account =
                accounts.find(opened.user()).filter(a -> !a.disabled()).orElseThrow(Logins::sessionOver);
        List<Workplace> workplaces = accounts.workplaces(account.id());
        boolean welcome = opened.organization() == null
                ? account.platformAdmin()
                : workplaces.stream().anyMatch(w -> w.id().equals(opened.organization()));
        if (!welcome) {
            throw sessionOver();
        }
        return answer(account, opened, workplaces);
    }

    /** Ends the session of a refresh token. Says nothing about whether there was one. */
    public void logout(String refreshToken) {
        sessions.close(refreshToken);
    }

    /**
     * Opens a session in another organisation of the calling user.
     *
     * @throws ProblemException 403 if he does not belong to it
     */
    public Login switchTo(Id organization, String client) {
        Account account = accounts.find(Grants.requireUser()).orElseThrow(AccessTokens::invalid);
        List<Workplace> workplaces = accounts.workplaces(account.id());
        Id chosen = choose(account, workplaces, organization);
        return auditedIn(account, chosen, () -> {
            Opened opened = sessions.open(account.id(), chosen, client);
            trail.record(
                    "security.session.switch", "user", account.id(), Map.of("organization", organization.toString()));
            return answer(account, opened, workplaces);
        });
    }

    /** Whether this is the account's password; counts as an attempt. Empty if not, or if the account is disabled. */
    Optional<Account> authenticate(String normalEmail, String password) {
        Optional<Credentials> found = accounts.credentials(normalEmail);
        boolean right = throttle.attempt(normalEmail, () -> {
            if (found.isEmpty()) {
                passwords.verifyNothing(password);
                return false;
            }
            boolean same = passwords.verify(password, found.get().passwordHash());
            return same && !found.get().account().disabled();
        });
        if (!right) {
            return Optional.empty();
        }
        Credentials credentials = found.orElseThrow();
        if (passwords.isOutdated(credentials.passwordHash())) {
            accounts.setPasswordHash(credentials.account().id(), passwords.hash(password));
        }
        return Optional.of(credentials.account());
    }

    private @Nullable Id choose(Account account, List<Workplace> workplaces, @Nullable Id wanted) {
        List<Id> ids = workplaces.stream().map(Workplace::id).toList();
        if (wanted != null) {
            if (!ids.contains(wanted)) {
                throw ProblemException.of(403, "security.login.not-a-member", Map.of());
            }
            return wanted;
        }
        if (ids.isEmpty()) {
            if (account.platformAdmin()) {
                return null;
            }
            throw ProblemException.of(403, "security.login.no-organization", Map.of());
        }
        return sessions.lastOrganization(account.id()).filter(ids::contains).orElse(ids.get(0));
    }

    private Login answer(Account account, Opened opened, List<Workplace> workplaces) {
        @Nullable Id id = opened.organization();
        @Nullable
        Organization organization = id == null ? null : organizations.read(id).orElseThrow();
        return new Login(
                tokens.issue(account.id(), id, opened.session()),
                AccessTokens.LIFETIME.toSeconds(),
                opened.refreshToken(),
                account,
                organization,
                workplaces);
    }

    /**
     * Does the work in a transaction as that user and in that organisation, so that its trail tells of it. A thread
     * that works for another organisation already (a switch, or a login sent with old credentials) stays there.
     */
    private <T> T auditedIn(Account account, @Nullable Id organization, Callable<T> work) {
        if (organization == null || Tenant.find().isPresent()) {
            return tx.required(work);
        }
        Caller user = new Caller(
                Kind.USER,
                account.id(),
                account.email(),
                organization,
                Set.of(),
                Caller.current().locale());
        return user.call(() -> tx.required(work));
    }

    private static ProblemException sessionOver() {
        return ProblemException.of(401, "security.session-over", Map.of());
    }
}
