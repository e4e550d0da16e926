package io.rubro.platform.security.internal.service;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.persistence.testing.TestPlatform;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.Member;
import io.rubro.platform.security.internal.model.NewMember;
import io.rubro.platform.security.internal.model.NewOwner;
import io.rubro.platform.security.internal.model.NewUser;
import io.rubro.platform.security.internal.model.OrganizationDraft;
import io.rubro.platform.tenancy.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole module on a real database, wired as declarative services would. */
final class TestSecurity implements AutoCloseable {

    static final String PASSWORD = "caballo correcto pila";

    private static final Map<TestDatabase, TestSecurity> SHARED = new EnumMap<>(TestDatabase.class);
    private static final AtomicInteger NEXT = new AtomicInteger();

    final TestPlatform platform;
    final GlobalSql sql;
    final Transactions tx;
    final List<Audited> audited = new CopyOnWriteArrayList<>();
    final DeclaredPermissions declared = new DeclaredPermissions();
    final Argon2Passwords passwords = new Argon2Passwords();
    final Path tokenFile;
    final Trail trail;
    final Accounts accounts;
    final Roles roles;
    final AccessCache accesses;
    final SigningKeys keys;
    final AccessTokens tokens;
    final CachedAuthenticator authenticator;
    final CachedOrganizations organizations;
    final OrganizationRegister register;
    final Enrolment enrolment;
    final Sessions sessions;
    final LoginThrottle throttle;
    final Logins logins;
    final Members members;
    final RoleEditor editor;
    final ApiKeys apiKeys;
    final OwnAccount own;
    final PlatformAdministration administration;
    final Invitations invitations;
    final Logos logos;

    record Audited(Id organization, String action, Id record, Map<String, ?> details) {}

    private TestSecurity(TestPlatform platform) {
        this.platform = platform;
        platform.migrate("security", "db/changelog.xml", FakeModule.ownGlobalTables());
        SchemaReady schema = platform.schema("security");
        Messages messages = (locale, key, args) -> Optional.of(key);
        sql = platform.globalSql();
        tx = platform.transactions();
        Audit audit = (action, type, record, details) -> {
            if (!tx.active()) {
                throw new IllegalStateException("audited outside a transaction: " + action);
            }
            audited.add(new Audited(Tenant.current(), action, record, Map.copyOf(details)));
        };
        tokenFile = temporaryFolder().resolve("setup-token");
        declared.addModule(FakeModule.security());
        declared.addModule(FakeModule.shop());
        trail = new Trail(audit);
        accounts = new Accounts(sql, schema);
        roles = new Roles(sql, declared, messages, schema);
        accesses = new AccessCache(sql, tx, roles, declared, schema);
        keys = new SigningKeys(sql, tx, schema);
        tokens = new AccessTokens(keys);
        authenticator = new CachedAuthenticator(tokens, accesses);
        organizations = new CachedOrganizations(sql, tx, schema);
        register = new OrganizationRegister(sql, tx, organizations, trail);
        enrolment = new Enrolment(sql, accounts, passwords);
        sessions = new Sessions(sql, tx, accesses, schema);
        throttle = new LoginThrottle(sql, tx, schema);
        logins = new Logins(tx, accounts, passwords, throttle, sessions, tokens, organizations, trail);
        members = new Members(
                sql,
                tx,
                accounts,
                enrolment,
                roles,
                declared,
                register,
                organizations,
                sessions,
                accesses,
                throttle,
                trail,
                schema);
        editor = new RoleEditor(sql, tx, roles, declared, register, accesses, trail);
        apiKeys = new ApiKeys(sql, tx, declared, accesses, trail, schema);
        own = new OwnAccount(tx, accounts, enrolment, logins, sessions, organizations, authenticator, trail);
        administration = new PlatformAdministration(
                sql, tx, accounts, enrolment, register, organizations, sessions, accesses, throttle, trail);
        invitations =
                new Invitations(sql, tx, accounts, enrolment, roles, register, organizations, logins, trail, schema);
        logos = new Logos(sql, tx, register, trail, schema);
    }

    /** On a new, empty database. */
    static TestSecurity fresh(TestDatabase database) {
        return new TestSecurity(database.start());
    }

    /** On a database that all tests share, where the installation is set up; each test makes its own organisations. */
    static synchronized TestSecurity shared(TestDatabase database) {
        return SHARED.computeIfAbsent(database, db -> {
            TestSecurity security = fresh(db);
            security.install();
            return security;
        });
    }

    Setup setup() {
        return new Setup(tokenFile, sql, tx, register, enrolment, logins, trail);
    }

    Login install() {
        return setup().install(setupToken(), company("Primera"), user("admin@rubro.test"), "test");
    }

    String setupToken() {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OrganizationDraft company(String name) {
        return new OrganizationDraft(name, null, null, "ES", null, null, null, null);
    }

    static NewUser user(String email) {
        return new NewUser(email, "Ana", PASSWORD);
    }

    static String email(String name) {
        return name + NEXT.incrementAndGet() + "@rubro.test";
    }

    /** A new organisation with an owner, who is logged in. */
    Login newOrganization() {
        String email = email("owner");
        administration.create(company("Negocio"), new NewOwner(email, "Dueña", PASSWORD));
        return logins.login(email, PASSWORD, null, "test");
    }

    /** A new member of the organisation of an owner, who is logged in. */
    Login newMember(Login owner, String role) {
        String email = email("member");
        as(owner, () -> members.add(new NewMember(email, "Miembro", PASSWORD, role)));
        return logins.login(email, PASSWORD, null, "test");
    }

    Login login(Login who) {
        return logins.login(who.user().email(), PASSWORD, null, "test");
    }

    Caller caller(Login login) {
        return authenticator
                .authenticate(bearer(login), null, Locale.forLanguageTag("es-ES"))
                .orElseThrow();
    }

    static String bearer(Login login) {
        return "Bearer " + login.accessToken();
    }

    <T> T as(Login login, Callable<T> work) {
        return caller(login).call(work);
    }

    void run(Login login, Runnable work) {
        caller(login).<Void>call(() -> {
            work.run();
            return null;
        });
    }

    Member member(Login of) {
        return as(of, () -> members.get(of.user().id()));
    }

    /** The problem the work ends with. */
    static ProblemException problem(Runnable work) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, work::run);
        if (problem == null) {
            throw new AssertionError("no problem");
        }
        return problem;
    }

    ProblemException problem(Login login, Runnable work) {
        return problem(() -> run(login, work));
    }

    @Override
    public void close() {
        platform.close();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("rubro-security");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
