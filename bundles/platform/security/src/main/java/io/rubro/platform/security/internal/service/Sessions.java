package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.security.internal.model.SessionInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions and their rotating refresh tokens. A session is a family of tokens of which one is live: using it makes the
 * next. A token that is used twice was stolen from somebody, and there is no telling who is the thief, so the whole
 * family ends.
 *
 * <p>One exception: an answer may get lost on its way. Within {@link #GRACE} a used token gives another successor, if
 * nobody has used the first one; that first one then counts as stolen. So there is never more than one live token, and
 * the victim's next refresh still ends a thief's session.
 */
@Component(service = Sessions.class)
public final class Sessions {

    /** How long a session lives without being refreshed. */
    static final Duration LIFETIME = Duration.ofDays(30);

    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final int CLIENT_LENGTH = 200;

    private final GlobalSql sql;
    private final Transactions tx;
    private final AccessCache accesses;

    /** A session and the only copy of its live refresh token. */
    record Opened(Id session, Id user, @Nullable Id organization, String refreshToken) {

        @Override
        public String toString() {
            return "Opened[session=" + session + "]";
        }
    }

    private enum State {
        /** Waits to be used. */
        LIVE,
        /** Has given a successor. */
        USED,
        /** Was replaced before it was used. */
        REPLACED
    }

    private record Token(Id id, Id session, Id user, @Nullable Id organization, State state, @Nullable Instant used) {}

    @Activate
    public Sessions(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference AccessCache accesses,
            @Reference(target = "(module=security)") SchemaReady schema) {
        this.sql = sql;
        this.tx = tx;
        this.accesses = accesses;
    }

    /**
     * Opens a session.
     *
     * @param organization null for an administrator of the platform without one
     * @param client what the browser or app calls itself
     */
    Opened open(Id user, @Nullable Id organization, String client) {
        Id session = Id.next();
        Instant now = Instant.now();
        return tx.required(() -> {
            sql.update(
                    "insert into security.session (id, user_id, organization_id, client, created_at, last_used_at,"
                            + " expires_at) values (?, ?, ?, ?, ?, ?, ?)",
                    session,
                    user,
                    organization,
                    PlainText.tamed(client, CLIENT_LENGTH),
                    now,
                    now,
                    now.plus(LIFETIME));
            return new Opened(session, user, organization, successor(session, null));
        });
    }

    /**
     * Exchanges a refresh token for the next. In a transaction of its own: if the family ends, it ends, whatever becomes
     * of the request.
     *
     * @return empty if the token is unknown, expired, revoked, or was used before
     */
    Optional<Opened> refresh(String refreshToken) {
        String hash = Secrets.sha256(refreshToken);
        return tx.requiresNew(() -> {
            Optional<Token> found = token(hash);
            if (found.isEmpty() || !extend(found.get().session)) {
                return Optional.empty();
            }
            Token token = token(hash).orElseThrow(); // again, now that the session is locked
            if (token.state == State.LIVE) {
                sql.update(
                        "update security.refresh_token set state = ?, used_at = ? where id = ?",
                        State.USED,
                        Instant.now(),
                        token.id);
                return Optional.of(next(token));
            }
            if (answerMayBeLost(token)) {
                sql.update(
                        "update security.refresh_token set state = ? where session_id = ? and parent_id = ? and state = ?",
                        State.REPLACED,
                        token.session,
                        token.id,
                        State.LIVE);
                return Optional.of(next(token));
            }
            LOG.warn("a refresh token of session {} was used twice: the session is revoked", token.session);
            revoke(token.session);
            return Optional.empty();
        });
    }

    /** Ends the session a refresh token belongs to; nothing happens if it is unknown. */
    Optional<Opened> close(String refreshToken) {
        return tx.required(() -> {
            Optional<Token> token = token(Secrets.sha256(refreshToken));
            token.ifPresent(t -> revoke(t.session));
            return token.map(t -> new Opened(t.session, t.user, t.organization, ""));
        });
    }

    /** Ends a session. */
    void revoke(Id session) {
        revokeWhere("id = ?", session);
    }

    /**
     * Ends a user's session.
     *
     * @return whether the user had it
     */
    boolean revoke(Id user, Id session) {
        return revokeWhere("user_id = ? and id = ?", user, session) > 0;
    }

    /** Ends all sessions of a user but one. */
    void revokeOthers(Id user, Id kept) {
        revokeWhere("user_id = ? and id <> ?", user, kept);
    }

    /** Ends all sessions of a user. */
    void revokeAll(Id user) {
        revokeWhere("user_id = ?", user);
    }

    /** Ends all sessions of a user in one organisation. */
    void revokeIn(Id user, Id organization) {
        revokeWhere("user_id = ? and organization_id = ?", user, organization);
    }

    /** The open sessions of a user, the latest used first. */
    List<SessionInfo> list(Id user, Id current) {
        return sql.query(
                "select id, organization_id, client, created_at, last_used_at, expires_at from security.session"
                        + " where user_id = ? and revoked_at is null and expires_at > ? order by last_used_at desc, id",
                row -> new SessionInfo(
                        Rows.id(row, "id"),
                        Rows.idOrNull(row, "organization_id"),
                        row.getString("client"),
                        Rows.instant(row, "created_at"),
                        Rows.instant(row, "last_used_at"),
                        Rows.instant(row, "expires_at"),
                        Rows.id(row, "id").equals(current)),
                user,
                Instant.now());
    }

    /** The organisation the user worked in last. */
    Optional<Id> lastOrganization(Id user) {
        return sql
                .query(
                        "select organization_id from security.session where user_id = ? and organization_id is not null"
                                + " order by last_used_at desc fetch first 1 rows only",
                        row -> Rows.id(row, "organization_id"),
                        user)
                .stream()
                .findFirst();
    }

    private int revokeWhere(String condition, Object... args) {
        Object[] all = new Object[args.length + 1];
        all[0] = Instant.now();
        System.arraycopy(args, 0, all, 1, args.length);
        return tx.required(() -> {
            int rows = sql.update(
                    "update security.session set revoked_at = ? where revoked_at is null and " + condition, all);
            accesses.changed();
            return rows;
        });
    }

    /** Locks a session and lets it live on from now; false if it is over. */
    private boolean extend(Id session) {
        Instant now = Instant.now();
        return sql.update(
                        "update security.session set last_used_at = ?, expires_at = ?"
                                + " where id = ? and revoked_at is null and expires_at > ?",
                        now,
                        now.plus(LIFETIME),
                        session,
                        now)
                > 0;
    }

    private boolean answerMayBeLost(Token token) {
        if (token.state != State.USED
                || token.used == null
                || token.used.isBefore(Instant.now().minus(GRACE))) {
            return false;
        }
        return sql.query(
                        "select id from security.refresh_token where session_id = ? and parent_id = ? and state <> ?",
                        row -> Rows.id(row, "id"),
                        token.session,
                        token.id,
                        State.LIVE)
                .isEmpty();
    }

    private Opened next(Token token) {
        return new Opened(token.session, token.user, token.organization, successor(token.session, token.id));
    }

    private String successor(Id session, @Nullable Id parent) {
        String token = Secrets.token();
        sql.update(
                "insert into security.refresh_token (id, session_id, parent_id, hash, state) values (?, ?, ?, ?, ?)",
                Id.next(),
                session,
                parent,
                Secrets.sha256(token),
                State.LIVE);
        return token;
    }

    private Optional<Token> token(String hash) {
        return sql.queryOne(
                "select t.id, t.session_id, s.user_id, s.organization_id, t.state, t.used_at"
                        + " from security.refresh_token t join security.session s on s.id = t.session_id"
                        + " where t.hash = ?",
                Sessions::map,
                hash);
    }

    private static Token map(ResultSet row) throws SQLException {
        return new Token(
                Rows.id(row, "id"),
                Rows.id(row, "session_id"),
                Rows.id(row, "user_id"),
                Rows.idOrNull(row, "organization_id"),
                State.valueOf(row.getString("state")),
                Rows.instantOrNull(row, "used_at"));
    }
}
