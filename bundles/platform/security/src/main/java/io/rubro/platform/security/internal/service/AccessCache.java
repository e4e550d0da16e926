package io.rubro.platform.security.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.security.internal.model.Access;
import io.rubro.platform.security.internal.model.RoleRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What sessions and API keys allow at this moment. A change on this node holds at once, one on another node within ten
 * seconds; a module that comes or goes changes the built-in roles at once.
 */
@Component(service = AccessCache.class)
public final class AccessCache {

    private static final Duration TTL = Duration.ofSeconds(10);
    private static final Duration LAST_USED_PRECISION = Duration.ofMinutes(1);
    private static final int CAPACITY = 20_000;

    private final GlobalSql sql;
    private final Transactions tx;
    private final Roles roles;
    private final DeclaredPermissions declared;
    private final TimedCache<Key<Id>, Optional<Access>> sessions = new TimedCache<>(CAPACITY, TTL, System::nanoTime);
    private final TimedCache<String, Optional<KeyAccess>> keys = new TimedCache<>(CAPACITY, TTL, System::nanoTime);

    /** What is asked for, under the permissions declared at that moment. */
    private record Key<T>(T of, long revision) {}

    /** What an API key allows to whoever knows its secret. */
    record KeyAccess(Access access, String hash, @Nullable Instant expires, AtomicBoolean noteUse) {}

    private record SessionRow(
            Id user, String email, boolean platformAdmin, @Nullable Id organization, @Nullable RoleRef role) {}

    @Activate
    public AccessCache(
            @Reference GlobalSql sql,
            @Reference Transactions tx,
            @Reference Roles roles,
            @Reference DeclaredPermissions declared,
            @Reference(target = "(module=security)") SchemaReady schema) {
        this.sql = sql;
        this.tx = tx;
        this.roles = roles;
        this.declared = declared;
    }

    /** What the user of a session may do; empty if the session, the user or the membership has ended. */
    Optional<Access> ofSession(Id session) {
        return sessions.get(new Key<>(session, declared.revision()), key -> readSession(key.of));
    }

    /** What the API key with this prefix allows; empty if there is none or it was revoked. */
    Optional<KeyAccess> ofKey(String prefix) {
        return keys.get(prefix, this::readKey);
    }

    /** Notes that a key is in use; writes it down at most once a minute. */
    void used(KeyAccess key) {
        if (key.noteUse.getAndSet(false)) {
            Instant now = Instant.now();
            sql.update(
                    "update security.api_key set last_used_at = ?"
                            + " where id = ? and (last_used_at is null or last_used_at < ?)",
                    now,
                    key.access.id(),
                    now.minus(LAST_USED_PRECISION));
        }
    }

    /** Forgets what it knows once the current transaction has ended. Called by whoever changes rights. */
    void changed() {
        if (tx.active()) {
            tx.afterCompletion(committed -> forget());
        } else {
            forget();
        }
    }

    private void forget() {
        sessions.forget();
        keys.forget();
    }

    private Optional<Access> readSession(Id session) {
        return sql.queryOne(
                        "select u.id, u.email, u.platform_admin, s.organization_id, m.id as member_id,"
                                + " m.built_in_role, m.role_id"
                                + " from security.session s"
                                + " join security.app_user u on u.id = s.user_id"
                                + " left join security.membership m on m.user_id = s.user_id"
                                + " and m.organization_id = s.organization_id and m.disabled = false"
                                + " where s.id = ? and s.revoked_at is null and u.disabled = false",
                        AccessCache::sessionRow,
                        session)
                .filter(row -> row.organization == null ? row.platformAdmin : row.role != null)
                .map(this::access);
    }

    private static SessionRow sessionRow(ResultSet row) throws SQLException {
        return new SessionRow(
                Rows.id(row, "id"),
                row.getString("email"),
                row.getBoolean("platform_admin"),
                Rows.idOrNull(row, "organization_id"),
                Rows.idOrNull(row, "member_id") == null ? null : RoleRef.of(row));
    }

    private Access access(SessionRow row) {
        Set<String> permissions = new HashSet<>();
        if (row.role != null) {
            permissions.addAll(roles.permissions(row.role));
        }
        if (row.platformAdmin) {
            permissions.addAll(declared.ofPlatformAdmin());
        }
        return new Access(row.user, row.email, row.organization, permissions);
    }

    private Optional<KeyAccess> readKey(String prefix) {
        record Row(
                Id id, String name, Id organization, String hash, @Nullable Instant expires, @Nullable Instant used) {}
        return sql.queryOne(
                        "select id, name, organization_id, hash, expires_at, last_used_at from security.api_key"
                                + " where prefix = ? and revoked_at is null",
                        row -> new Row(
                                Rows.id(row, "id"),
                                row.getString("name"),
                                Rows.id(row, "organization_id"),
                                row.getString("hash"),
                                Rows.instantOrNull(row, "expires_at"),
                                Rows.instantOrNull(row, "last_used_at")),
                        prefix)
                .map(row -> {
                    List<String> permissions = sql.query(
                            "select permission from security.api_key_permission where api_key_id = ?",
                            r -> r.getString(1),
                            row.id);
                    Access access = new Access(row.id, row.name, row.organization, Set.copyOf(permissions));
                    boolean noteUse =
                            row.used == null || row.used.isBefore(Instant.now().minus(LAST_USED_PRECISION));
                    return new KeyAccess(access, row.hash, row.expires, new AtomicBoolean(noteUse));
                });
    }
}
