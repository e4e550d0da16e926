package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.internal.model.Account;
import io.rubro.platform.security.internal.model.RoleRef;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes accounts and puts them into organisations. */
@Component(service = Enrolment.class)
public final class Enrolment {

    private final GlobalSql sql;
    private final Accounts accounts;
    private final Argon2Passwords passwords;

    /**
     * A person about to join. Somebody new has a password that was found good and hashed, which is slow and therefore
     * done before any row is locked; who has an account keeps his own.
     */
    record Person(Id id, String email, String name, @Nullable String passwordHash) {

        @Override
        public String toString() {
            return "Person[" + email + "]";
        }
    }

    @Activate
    public Enrolment(@Reference GlobalSql sql, @Reference Accounts accounts, @Reference Argon2Passwords passwords) {
        this.sql = sql;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /**
     * Looks a person up, and readies one who has no account.
     *
     * @param password ignored if there is an account
     * @param path where the person stands in the request: {@code owner.}, or nothing
     * @throws ProblemException 422 if there is no account and the password is missing or not good enough
     */
    Person prepare(String email, String name, @Nullable String password, String path) {
        String normal = PlainText.require(path + "email", Accounts.normal(email));
        return accounts.credentials(normal)
                .map(known ->
                        new Person(known.account().id(), normal, known.account().name(), null))
                .orElseGet(() -> {
                    if (password == null) {
                        throw ProblemException.invalid(path + "password", "security.member.password-required");
                    }
                    return new Person(
                            Id.next(),
                            normal,
                            PlainText.require(path + "name", name),
                            goodHash(path + "password", password, normal));
                });
    }

    /** The hash of a password that satisfies the policy. */
    String goodHash(String field, String password, String email) {
        PasswordPolicy.check(field, password, email);
        return passwords.hash(password);
    }

    /** Makes the account of somebody new. */
    void ensureAccount(Person person, String locale, boolean platformAdmin) {
        if (person.passwordHash != null) {
            Account account = new Account(person.id, person.email, person.name, locale, platformAdmin, false, 1);
            accounts.insert(account, person.passwordHash);
        }
    }

    /** @throws ProblemException 409 if the user belongs to the organisation already */
    void join(Id organization, Id user, RoleRef role) {
        try {
            sql.update(
                    "insert into security.membership (id, organization_id, user_id, built_in_role, role_id, disabled,"
                            + " created_at, version) values (?, ?, ?, ?, ?, ?, ?, 1)",
                    Id.next(),
                    organization,
                    user,
                    role.builtInId(),
                    role.own(),
                    false,
                    Instant.now());
        } catch (DataAccessException e) {
            if (e.isDuplicate()) {
                throw ProblemException.conflict("security.member.exists", Map.of());
            }
            throw e;
        }
    }
}
