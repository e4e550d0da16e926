package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.internal.model.Account;
import io.rubro.platform.security.internal.model.RoleRef;
import io.rubro.platform.security.internal.model.Workplace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The accounts of the installation, as rows. Who may do what with them is decided elsewhere. */
@Component(service = Accounts.class)
public final class Accounts {

    private static final String COLUMNS = "id, email, name, locale, platform_admin, disabled, version";

    private final GlobalSql sql;

    /** An account and what its password is checked against. */
    record Credentials(Account account, String passwordHash) {

        @Override
        public String toString() {
            return "Credentials[" + account.email() + "]";
        }
    }

    @Activate
    public Accounts(@Reference GlobalSql sql, @Reference(target = "(module=security)") SchemaReady schema) {
        this.sql = sql;
    }

    /** The form in which e-mail addresses are stored and compared. */
    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    Optional<Account> find(Id id) {
        return sql.queryOne("select " + COLUMNS + " from security.app_user where id = ?", Accounts::map, id);
    }

    Optional<Credentials> credentials(String normalEmail) {
        if (PlainText.hasControls(normalEmail)) {
            return Optional.empty(); // PostgreSQL would refuse to even compare it
        }
        return sql.queryOne(
                "select " + COLUMNS + ", password_hash from security.app_user where email = ?",
                row -> new Credentials(map(row), row.getString("password_hash")),
                normalEmail);
    }

    /** All accounts with a text in the name or address, by e-mail address. */
    Page<Account> list(PageRequest page, @Nullable String search) {
        int limit = page.limit();
        page.order("email");
        Looking looking =
                new Looking("select " + COLUMNS + " from security.app_user").andContaining(search, "name", "email");
        page.after(1).ifPresent(last -> looking.and("email > ?", Cursors.text(last.get(0))));
        List<Account> rows =
                looking.rows(sql, Accounts::map, " order by email fetch first " + (limit + 1) + " rows only");
        return Page.of(rows, limit, account -> PageRequest.cursor(account.email()));
    }

    /** @throws ProblemException 409 if the address has an account */
    void insert(Account account, String passwordHash) {
        try {
            sql.update(
                    "insert into security.app_user (id, email, name, password_hash, locale, platform_admin, disabled,"
                            + " created_at, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    account.id(),
                    account.email(),
                    account.name(),
                    passwordHash,
                    account.locale(),
                    account.platformAdmin(),
                    account.disabled(),
                    Instant.now(),
                    account.version());
        } catch (DataAccessException e) {
            if (e.isDuplicate()) {
                throw ProblemException.conflict("security.account.email-taken", Map.of("email", account.email()));
            }
            throw e;
        }
    }

    /**
     * Stores what has changed of an account.
     *
     * @param account with the version it had when it was read
     * @return with its new version
     * @throws ProblemException 412 if it has changed in between
     */
    Account update(Account account) {
        int rows = sql.update(
                "update security.app_user set name = ?, locale = ?, platform_admin = ?, disabled = ?,"
                        + " version = version + 1 where id = ? and version = ?",
                account.name(),
                account.locale(),
                account.platformAdmin(),
                account.disabled(),
                account.id(),
                account.version());
        if (rows == 0) {
            throw ProblemException.staleVersion();
        }
        return find(account.id()).orElseThrow();
    }

    void setPasswordHash(Id id, String passwordHash) {
        sql.update("update security.app_user set password_hash = ? where id = ?", passwordHash, id);
    }

    /** The organisations the user can work in, by name. */
    List<Workplace> workplaces(Id user) {
        return sql.query(
                "select o.id, o.name, m.built_in_role, m.role_id from security.membership m"
                        + " join security.organization o on o.id = m.organization_id"
                        + " where m.user_id = ? and m.disabled = false order by o.name, o.id",
                row -> new Workplace(
                        Rows.id(row, "id"),
                        row.getString("name"),
                        RoleRef.of(row).text()),
                user);
    }

    /** How many administrators of the platform can log in, leaving one out. */
    long otherPlatformAdmins(Id except) {
        return sql.queryOne(
                        "select count(*) from security.app_user"
                                + " where platform_admin = true and disabled = false and id <> ?",
                        row -> row.getLong(1),
                        except)
                .orElse(0L);
    }

    private static Account map(ResultSet row) throws SQLException {
        return new Account(
                Rows.id(row, "id"),
                row.getString("email"),
                row.getString("name"),
                row.getString("locale"),
                row.getBoolean("platform_admin"),
                row.getBoolean("disabled"),
                row.getLong("version"));
    }
}
