package io.rubro.platform.security.internal.service;

import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slows down whoever guesses passwords. After five failures an account waits: one minute, then twice as long after each
 * further failure, fifteen at most; an hour without failures clears it. It makes no difference whether the account
 * exists. Over all accounts, only so many failures a second are paid for with a password hash.
 */
@Component(service = LoginThrottle.class)
public final class LoginThrottle {

    static final int FREE_FAILURES = 5;
    static final Duration MEMORY = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(LoginThrottle.class);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int FAILURE_BURST = 100;
    private static final double FAILURES_PER_SECOND = 5;
    private static final int PATIENCE_SECONDS = 5;
    private static final int STRIPES = 64;

    private final GlobalSql sql;
    private final Transactions tx;
    private final TokenBucket failures = new TokenBucket(FAILURE_BURST, FAILURES_PER_SECOND, System::nanoTime);

    /** One attempt per account at a time: otherwise a thousand at once would all see the same count. */
    private final Lock[] stripes =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);

    private record Failures(int count, Instant last, @Nullable Instant lockedUntil) {

        static final Failures NONE = new Failures(0, Instant.EPOCH, null);
    }

    @Activate
    public LoginThrottle(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference(target = "(module=security)") SchemaReady schema) {
        this.sql = sql;
        this.tx = tx;
    }

    /**
     * Makes an attempt to show a password.
     *
     * @param normalEmail whose it is said to be
     * @param check the expensive comparison
     * @return what the check said
     * @throws ProblemException 429 if the account, or everybody, has to wait
     */
    boolean attempt(String normalEmail, BooleanSupplier check) {
        String account = Secrets.sha256(normalEmail); // people type passwords where the e-mail address belongs
        Lock stripe = stripes[Math.floorMod(account.hashCode(), STRIPES)];
        acquire(stripe);
        try {
            Failures before = read(account).orElse(Failures.NONE);
            requireUnlocked(before);
            if (!failures.take()) {
                throw ProblemException.tooMany("security.login.busy", 1);
            }
            boolean right = check.getAsBoolean();
            if (right) {
                failures.giveBack();
                clear(account, before);
            } else {
                note(account, before);
            }
            return right;
        } finally {
            stripe.unlock();
        }
    }

    /** Lets an account try again at once, because an administrator gave it a new password. */
    void clear(String normalEmail) {
        sql.update("delete from security.login_attempt where account = ?", Secrets.sha256(normalEmail));
    }

    private void clear(String account, Failures before) {
        if (before.count > 0) {
            tx.requiresNew(() -> sql.update("delete from security.login_attempt where account = ?", account));
        }
    }

    /** Forgets the failures that no longer count. */
    void forgetOld() {
        sql.update(
                "delete from security.login_attempt where last_failure_at < ?",
                Instant.now().minus(MEMORY));
    }

    private static void requireUnlocked(Failures failures) {
        Instant now = Instant.now();
        if (failures.lockedUntil != null && now.isBefore(failures.lockedUntil)) {
            long millis = Duration.between(now, failures.lockedUntil).toMillis();
            throw ProblemException.tooMany("security.login.locked", (int) (millis / 1000 + 1));
        }
    }

    private void note(String account, Failures before) {
        Instant now = Instant.now();
        int count = before.last.isBefore(now.minus(MEMORY)) ? 1 : before.count + 1;
        Instant lockedUntil = count < FREE_FAILURES ? null : now.plus(wait(count));
        if (lockedUntil != null) {
            LOG.warn("an account is locked for {} after {} failed logins", wait(count), count);
        }
        try {
            write(account, count, now, lockedUntil);
        } catch (DataAccessException e) {
            if (!e.isDuplicate()) {
                throw e;
            }
            write(account, count, now, lockedUntil); // another node noted its first failure meanwhile
        }
    }

    private void write(String account, int count, Instant now, @Nullable Instant lockedUntil) {
        tx.requiresNew(() -> {
            int rows = sql.update(
                    "update security.login_attempt set failures = ?, last_failure_at = ?, locked_until = ?"
                            + " where account = ?",
                    count,
                    now,
                    lockedUntil,
                    account);
            return rows > 0
                    ? rows
                    : sql.update(
                            "insert into security.login_attempt (account, failures, last_failure_at, locked_until)"
                                    + " values (?, ?, ?, ?)",
                            account,
                            count,
                            now,
                            lockedUntil);
        });
    }

    static Duration wait(int failures) {
        int doublings = Math.min(failures - FREE_FAILURES, 10);
        Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private Optional<Failures> read(String account) {
        return sql.queryOne(
                "select failures, last_failure_at, locked_until from security.login_attempt where account = ?",
                row -> new Failures(
                        row.getInt("failures"),
                        Rows.instant(row, "last_failure_at"),
                        Rows.instantOrNull(row, "locked_until")),
                account);
    }

    private static void acquire(Lock stripe) {
        try {
            if (!stripe.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ProblemException.tooMany("security.login.busy", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.tooMany("security.login.busy", PATIENCE_SECONDS);
        }
    }
}
