package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.internal.model.Account;
import io.rubro.platform.security.internal.model.AccountChange;
import io.rubro.platform.security.internal.model.BuiltInRole;
import io.rubro.platform.security.internal.model.NewOwner;
import io.rubro.platform.security.internal.model.OrganizationDraft;
import io.rubro.platform.security.internal.model.RoleRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What administrators of the installation do across organisations. */
@Component(service = PlatformAdministration.class)
public final class PlatformAdministration {

    private final GlobalSql sql;
    private final Transactions tx;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final OrganizationRegister register;
    private final CachedOrganizations organizations;
    private final Sessions sessions;
    private final AccessCache accesses;
    private final LoginThrottle throttle;
    private final Trail trail;

    @Activate
    public PlatformAdministration(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference Accounts accounts,
            @Reference Enrolment enrolment,
            @Reference OrganizationRegister register,
            @Reference CachedOrganizations organizations,
            @Reference Sessions sessions,
            @Reference AccessCache accesses,
            @Reference LoginThrottle throttle,
            @Reference Trail trail) {
        this.sql = sql;
        this.tx = tx;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.register = register;
        this.organizations = organizations;
        this.sessions = sessions;
        this.accesses = accesses;
        this.throttle = throttle;
        this.trail = trail;
    }

    /** Creates an organisation and its first owner, who may have an account already. */
    public Organization create(OrganizationDraft draft, NewOwner owner) {
        Enrolment.Person person = enrolment.prepare(owner.email(), owner.name(), owner.password(), "owner.");
        Id id = Id.next();
        return tx.required(() -> {
            Organization entered = register.enter(id, draft);
            enrolment.ensureAccount(person, entered.locale(), false);
            enrolment.join(id, person.id(), RoleRef.of(BuiltInRole.OWNER));
            trail.record("platform.organization.create", "organization", id, OrganizationRegister.details(entered));
            return entered;
        });
    }

    /** All organisations with a text in one of their names or the tax number, by name. */
    public Page<Organization> organizations(PageRequest page, @Nullable String search) {
        return organizations.list(page, search);
    }

    /** All accounts with a text in the name or address, by e-mail address. */
    public Page<Account> accounts(PageRequest page, @Nullable String search) {
        return accounts.list(page, search);
    }

    /** @throws ProblemException 404 if there is none */
    public Account account(Id id) {
        return accounts.find(id).orElseThrow(() -> ProblemException.notFound("security.account.not-found", id));
    }

    /**
     * Makes somebody an administrator of the platform or not, and shuts him out of everything or lets him in again.
     *
     * @throws ProblemException 409 if no administrator of the platform would be left
     */
    public Account change(Id id, @Nullable IfMatch seen, AccountChange change) {
        return tx.required(() -> {
            // two administrators who shut one another out at the same moment would leave none
            sql.update("update security.installation set created_at = created_at");
            Account old = account(id);
            IfMatch.require(seen, old.version());
            boolean wasAdmin = old.platformAdmin() && !old.disabled();
            boolean isAdmin = change.platformAdmin() && !change.disabled();
            if (wasAdmin && !isAdmin && accounts.otherPlatformAdmins(id) == 0) {
                throw ProblemException.conflict("security.account.last-admin", Map.of());
            }
            Account changed = accounts.update(new Account(
                    id,
                    old.email(),
                    old.name(),
                    old.locale(),
                    change.platformAdmin(),
                    change.disabled(),
                    old.version()));
            if (change.disabled()) {
                sessions.revokeAll(id);
            }
            accesses.changed();
            trail.record(
                    "platform.account.change",
                    "user",
                    id,
                    Map.of(
                            "email", old.email(),
                            "platformAdmin", change.platformAdmin(),
                            "disabled", change.disabled()));
            return changed;
        });
    }

    /** Gives an account a new password and ends all its sessions. */
    public void resetPassword(Id id, String password) {
        Account account = account(id);
        String hash = enrolment.goodHash("password", password, account.email());
        tx.run(() -> {
            accounts.setPasswordHash(id, hash);
            throttle.clear(account.email());
            sessions.revokeAll(id);
            trail.record("platform.account.reset-password", "user", id, Map.of("email", account.email()));
        });
    }
}
