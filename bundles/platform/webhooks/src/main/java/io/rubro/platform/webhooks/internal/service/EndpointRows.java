package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.webhooks.internal.model.Endpoint;
import io.rubro.platform.webhooks.internal.model.Endpoint.DisabledReason;
import io.rubro.platform.webhooks.internal.model.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The endpoints of the organisation on the thread, as rows. In a transaction that writes deliveries, too, the row of the
 * endpoint comes last: whoever holds its lock waits for nothing else.
 */
@Component(service = EndpointRows.class)
public final class EndpointRows {

    private static final String SELECT =
            """
            select id, version, url, description, types, enabled, disabled_reason, disabled_at, active_since,
              old_secret_until, created_at
            from webhooks.endpoint where organization_id = {org}""";

    private final Sql sql;
    private final String node = Id.next().toString();

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public EndpointRows(@Reference Sql sql, @Reference(target = "(module=webhooks)") SchemaReady schema) {
        this.sql = sql;
    }

    /**
     * An endpoint this node may send to for a while.
     *
     * @param secrets what messages are signed with, the newest first
     * @param failures attempts that failed since the last that did not
     */
    record Leased(Id id, String url, List<SigningSecret> secrets, int failures, @Nullable Instant failingSince) {}

    List<Endpoint> all() {
        return sql.query(SELECT + " order by id", EndpointRows::endpoint);
    }

    /** Those that are to hear of what happens now. */
    List<Endpoint> enabled() {
        return sql.query(SELECT + " and enabled = true order by id", EndpointRows::endpoint);
    }

    Optional<Endpoint> find(Id id) {
        return sql.queryOne(SELECT + " and id = ?", EndpointRows::endpoint, id);
    }

    private static Endpoint endpoint(ResultSet row) throws SQLException {
        @Nullable String reason = row.getString("disabled_reason");
        return new Endpoint(
                Rows.id(row, "id"),
                row.getString("url"),
                row.getString("description"),
                List.of(row.getString("types").split(" ")),
                row.getBoolean("enabled"),
                reason == null ? null : DisabledReason.valueOf(reason),
                Rows.instantOrNull(row, "disabled_at"),
                Rows.instant(row, "active_since"),
                Rows.instantOrNull(row, "old_secret_until"),
                Rows.instant(row, "created_at"),
                row.getLong("version"));
    }

    void insert(Endpoint endpoint, SigningSecret secret) {
        sql.update(
                """
                insert into webhooks.endpoint (organization_id, id, version, url, description, types, enabled,
                  disabled_at, active_since, secret, created_at, failures)
                values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)""",
                endpoint.id(),
                endpoint.version(),
                endpoint.url(),
                endpoint.description(),
                String.join(" ", endpoint.types()),
                endpoint.enabled(),
                endpoint.disabledAt(),
                endpoint.activeSince(),
                secret.text(),
                endpoint.created());
    }

    /**
     * Writes what a person has changed; what was counted against another address is forgotten.
     *
     * @param endpoint with the version after the one that was read
     * @param afresh whether it begins anew: another address, or enabled again
     * @return whether it had not been changed meanwhile
     */
    boolean update(Endpoint endpoint, boolean afresh) {
        String fresh = afresh ? ", failures = 0, failing_since = null, paused_until = null" : "";
        return sql.update(
                        """
                        update webhooks.endpoint set version = ?, url = ?, description = ?, types = ?, enabled = ?,
                          disabled_reason = ?, disabled_at = ?, active_since = ?"""
                                + fresh + " where organization_id = {org} and id = ? and version = ?",
                        endpoint.version(),
                        endpoint.url(),
                        endpoint.description(),
                        String.join(" ", endpoint.types()),
                        endpoint.enabled(),
                        endpoint.disabledReason(),
                        endpoint.disabledAt(),
                        endpoint.activeSince(),
                        endpoint.id(),
                        endpoint.version() - 1)
                == 1;
    }

    /** Sets another secret; the one before goes on for a while beside it. */
    boolean rotate(Id id, long version, SigningSecret secret, Instant oldUntil) {
        return sql.update(
                        """
                        update webhooks.endpoint set version = version + 1, old_secret = secret, old_secret_until = ?,
                          secret = ?
                        where organization_id = {org} and id = ? and version = ?""",
                        oldUntil,
                        secret.text(),
                        id,
                        version)
                == 1;
    }

    /** Forgets secrets that do not count any more. */
    void dropOldSecrets(Instant now) {
        sql.update(
                """
                update webhooks.endpoint set old_secret = null, old_secret_until = null, version = version + 1
                where organization_id = {org} and old_secret_until < ?""",
                now);
    }

    void delete(Id id) {
        sql.update("delete from webhooks.endpoint where organization_id = {org} and id = ?", id);
    }

    /** How each fares. */
    List<Standing> standings() {
        List<Standing> standings = new ArrayList<>();
        sql.query(
                        """
                        select e.id, e.failing_since, e.paused_until, e.delivered_at,
                          sum(case when d.state = 'PENDING' then 1 else 0 end) as waiting,
                          sum(case when d.state = 'DELIVERED' then 1 else 0 end) as delivered,
                          sum(case when d.state = 'FAILED' then 1 else 0 end) as failed
                        from webhooks.endpoint e left join webhooks.delivery d
                          on d.organization_id = {org} and d.endpoint_id = e.id
                        where e.organization_id = {org}
                        group by e.id, e.failing_since, e.paused_until, e.delivered_at order by e.id""",
                        row -> new Standing(
                                Rows.id(row, "id"),
                                row.getLong("waiting"),
                                row.getLong("delivered"),
                                row.getLong("failed"),
                                Rows.instantOrNull(row, "failing_since"),
                                Rows.instantOrNull(row, "paused_until"),
                                Rows.instantOrNull(row, "delivered_at")))
                .forEach(standings::add);
        return standings;
    }

    /**
     * Takes an endpoint for this node, or keeps it.
     *
     * @return empty if it is switched off or paused, or another node is at it
     */
    Optional<Leased> lease(Id id, Instant now, Duration lease) {
        int taken = sql.update(
                """
                update webhooks.endpoint set lease_owner = ?, lease_until = ?
                where organization_id = {org} and id = ? and enabled = true
                  and (paused_until is null or paused_until <= ?)
                  and (lease_until is null or lease_until < ? or lease_owner = ?)""",
                node,
                now.plus(lease),
                id,
                now,
                now,
                node);
        if (taken == 0) {
            return Optional.empty();
        }
        return sql.queryOne(
                """
                select id, url, secret, old_secret, old_secret_until, failures, failing_since
                from webhooks.endpoint where organization_id = {org} and id = ?""",
                row -> leased(row, now),
                id);
    }

    private static Leased leased(ResultSet row, Instant now) throws SQLException {
        List<SigningSecret> secrets = new ArrayList<>();
        secrets.add(new SigningSecret(row.getString("secret")));
        @Nullable Instant oldUntil = Rows.instantOrNull(row, "old_secret_until");
        if (oldUntil != null && oldUntil.isAfter(now)) {
            secrets.add(new SigningSecret(row.getString("old_secret")));
        }
        return new Leased(
                Rows.id(row, "id"),
                row.getString("url"),
                secrets,
                row.getInt("failures"),
                Rows.instantOrNull(row, "failing_since"));
    }

    void release(Id id) {
        sql.update(
                """
                update webhooks.endpoint set lease_owner = null, lease_until = null
                where organization_id = {org} and id = ? and lease_owner = ?""",
                id,
                node);
    }

    /** Until when an endpoint wants nothing; empty if it takes what comes, or is switched off. */
    Optional<Instant> pausedUntil(Id id) {
        return sql.queryOne(
                """
                select paused_until from webhooks.endpoint
                where organization_id = {org} and id = ? and enabled = true and paused_until is not null""",
                row -> Rows.instant(row, "paused_until"),
                id);
    }

    /** Somebody does not want to wait until the endpoint takes something again. */
    void endPause(Id id) {
        sql.update("update webhooks.endpoint set paused_until = null where organization_id = {org} and id = ?", id);
    }

    /** Something has arrived. */
    void delivered(Id id, Instant now) {
        sql.update(
                """
                update webhooks.endpoint set failures = 0, failing_since = null, paused_until = null, delivered_at = ?
                where organization_id = {org} and id = ?""",
                now,
                id);
    }

    /**
     * Something has not arrived.
     *
     * @param since when this attempt began
     * @param pausedUntil when the next message may go; null for at once
     */
    void failed(Id id, Instant since, @Nullable Instant pausedUntil) {
        sql.update(
                """
                update webhooks.endpoint set failures = failures + 1, failing_since = coalesce(failing_since, ?),
                  paused_until = ?
                where organization_id = {org} and id = ?""",
                since,
                pausedUntil,
                id);
    }

    /** Switches an endpoint off. Says whether it was on. */
    boolean disable(Id id, DisabledReason reason, Instant now) {
        return sql.update(
                        """
                        update webhooks.endpoint set enabled = false, disabled_reason = ?, disabled_at = ?,
                          version = version + 1
                        where organization_id = {org} and id = ? and enabled = true""",
                        reason,
                        now,
                        id)
                == 1;
    }
}
