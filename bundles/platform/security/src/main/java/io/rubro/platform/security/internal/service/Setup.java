package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import io.rubro.platform.security.Caller.Kind;
import io.rubro.platform.security.internal.model.BuiltInRole;
import io.rubro.platform.security.internal.model.Login;
import io.rubro.platform.security.internal.model.NewUser;
import io.rubro.platform.security.internal.model.OrganizationDraft;
import io.rubro.platform.security.internal.model.RoleRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first organisation and administrator. There is no default password: whoever can read the server's files proves it
 * with the token written there, once.
 */
@Component(service = Setup.class, immediate = true)
public final class Setup {

    private static final Logger LOG = LoggerFactory.getLogger(Setup.class);
    private static final int BURST = 10;
    private static final int INSTALLATION = 1;

    private final GlobalSql sql;
    private final Transactions tx;
    private final OrganizationRegister organizations;
    private final Enrolment enrolment;
    private final Logins logins;
    private final Trail trail;
    private final SetupToken token;
    private final TokenBucket attempts = new TokenBucket(BURST, 0.5, System::nanoTime);

    @Activate
    public Setup(
            BundleContext context,
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference OrganizationRegister organizations,
            @Reference Enrolment enrolment,
            @Reference Logins logins,
            @Reference Trail trail,
            @Reference(target = "(module=security)") SchemaReady schema) {
        this(tokenFile(context), sql, tx, organizations, enrolment, logins, trail);
    }

    Setup(
            Path tokenFile,
            GlobalSql sql,
            Transactions tx,
            OrganizationRegister organizations,
            Enrolment enrolment,
            Logins logins,
            Trail trail) {
        this.sql = sql;
        this.tx = tx;
        this.organizations = organizations;
        this.enrolment = enrolment;
        this.logins = logins;
        this.trail = trail;
        this.token = new SetupToken(tokenFile);
        if (isDone()) {
            token.delete();
        } else {
            token.ensure();
            LOG.warn("no user exists yet: set the installation up with the one-time token in {}", token.file());
        }
    }

    private static Path tokenFile(BundleContext context) {
        return Path.of(Objects.requireNonNullElse(context.getProperty("karaf.data"), "data"), "setup-token");
    }

    /**
     * Creates the first organisation and its owner, who also administers the platform, and logs him in.
     *
     * @throws ProblemException 403 if the token is wrong, 409 if the installation is set up already, 422 if a field is
     *     not valid, 429 after too many attempts
     */
    public Login install(String given, OrganizationDraft draft, NewUser administrator, String client) {
        requireOpen();
        if (!attempts.take()) {
            throw ProblemException.tooMany("security.login.busy", 2);
        }
        if (!token.matches(given)) {
            throw ProblemException.of(403, "security.setup.token-wrong", Map.of());
        }
        Enrolment.Person person = enrolment.prepare(
                administrator.email(), administrator.name(), administrator.password(), "administrator.");
        Id organization = Id.next();
        Caller owner = new Caller(
                Kind.USER,
                person.id(),
                person.email(),
                organization,
                Set.of("*"),
                Caller.current().locale());
        return owner.call(() -> tx.required(() -> {
            claim();
            Organization entered = organizations.enter(organization, draft);
            enrolment.ensureAccount(person, entered.locale(), true);
            enrolment.join(organization, person.id(), RoleRef.of(BuiltInRole.OWNER));
            trail.record(
                    "security.organization.create",
                    "organization",
                    organization,
                    OrganizationRegister.details(entered));
            tx.afterCompletion(committed -> {
                if (committed) {
                    token.delete();
                }
            });
            return logins.first(person.id(), organization, client);
        }));
    }

    private void requireOpen() {
        if (isDone()) {
            throw alreadyDone();
        }
    }

    /** Whether the first organisation and its owner are there. */
    public boolean isDone() {
        return sql.queryOne("select id from security.installation", row -> row.getInt(1))
                .isPresent();
    }

    /** Takes the only row there can be: of two set-ups at once, the second waits for the first and is refused. */
    private void claim() {
        try {
            sql.update("insert into security.installation (id, created_at) values (?, ?)", INSTALLATION, Instant.now());
        } catch (DataAccessException e) {
            if (e.isDuplicate()) {
                throw alreadyDone();
            }
            throw e;
        }
    }

    private static ProblemException alreadyDone() {
        return ProblemException.conflict("security.setup.done", Map.of());
    }
}
