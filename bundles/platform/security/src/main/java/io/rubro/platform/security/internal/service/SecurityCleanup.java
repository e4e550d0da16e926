package io.rubro.platform.security.internal.service;

import io.rubro.platform.jobs.JobHandler;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Drops what has no meaning any more: ended sessions with their tokens, old failures, invitations nobody accepted, outlived signing keys. */
@Component
public final class SecurityCleanup implements JobHandler {

    /** Ended sessions stay this long, so that reuse of their tokens is still seen and reported. */
    private static final Duration KEEP_ENDED = Duration.ofDays(7);

    private final GlobalSql sql;
    private final Transactions tx;
    private final LoginThrottle throttle;
    private final SigningKeys keys;

    @Activate
    public SecurityCleanup(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference LoginThrottle throttle,
            @Reference SigningKeys keys) {
        this.sql = sql;
        this.tx = tx;
        this.throttle = throttle;
        this.keys = keys;
    }

    @Override
    public String name() {
        return "security.cleanup";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant limit = Instant.now().minus(KEEP_ENDED);
        tx.run(() -> sql.update("delete from security.session where expires_at < ? or revoked_at < ?", limit, limit));
        tx.run(() -> sql.update("delete from security.invitation where expires_at < ?", Instant.now()));
        throttle.forgetOld();
        keys.rotate();
    }
}
