package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.webhooks.internal.model.Attempt;
import io.rubro.platform.webhooks.internal.model.Delivery;
import io.rubro.platform.webhooks.internal.model.DeliveryDetail;
import io.rubro.platform.webhooks.internal.model.DeliveryState;
import io.rubro.platform.webhooks.internal.model.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The deliveries of the organisation on the thread and their attempts, as rows. */
@Component(service = DeliveryRows.class)
public final class DeliveryRows {

    private static final String COLUMNS = "d.id, d.endpoint_id, d.event_id, d.type, d.state, d.attempts, d.next_at,"
            + " d.created_at, d.finished_at, d.last_status, d.last_problem";

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public DeliveryRows(@Reference Sql sql, @Reference(target = "(module=webhooks)") SchemaReady schema) {
        this.sql = sql;
    }

    /** What is to be sent. */
    record Due(Id id, Id event, String type, String body, int attempts, int failures) {}

    /** What became of an attempt. */
    record Result(DeliveryState state, Attempt attempt, @Nullable Instant nextAttempt) {}

    void insert(List<Id> endpoints, Id event, String type, String body, Instant now) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Id endpoint : endpoints) {
            rows.add(new @Nullable Object[] {Id.next(), endpoint, event, type, body, now, now});
        }
        sql.batch(
                """
                insert into webhooks.delivery (organization_id, id, endpoint_id, event_id, type, body, state, attempts,
                  failures, next_at, created_at)
                values ({org}, ?, ?, ?, ?, ?, 'PENDING', 0, 0, ?, ?)""",
                rows);
    }

    /** The endpoints something may be sent to now. */
    List<Id> dueEndpoints(Instant now) {
        return sql.query(
                """
                select distinct d.endpoint_id
                from webhooks.delivery d join webhooks.endpoint e
                  on e.organization_id = {org} and e.id = d.endpoint_id
                where d.organization_id = {org} and d.state = 'PENDING' and d.next_at <= ? and e.enabled = true
                  and (e.paused_until is null or e.paused_until <= ?)""",
                row -> Rows.id(row, "endpoint_id"),
                now,
                now);
    }

    /** The oldest delivery of an endpoint whose time has come. */
    Optional<Due> oldestDue(Id endpoint, Instant now) {
        return sql.queryOne(
                """
                select id, event_id, type, body, attempts, failures from webhooks.delivery
                where organization_id = {org} and endpoint_id = ? and state = 'PENDING' and next_at <= ?
                order by id fetch first 1 rows only""",
                row -> new Due(
                        Rows.id(row, "id"),
                        Rows.id(row, "event_id"),
                        row.getString("type"),
                        row.getString("body"),
                        row.getInt("attempts"),
                        row.getInt("failures")),
                endpoint,
                now);
    }

    /** When the next one of an endpoint has its time. */
    Optional<Instant> nextAttempt(Id endpoint) {
        return sql.query(
                        """
                        select min(next_at) as next_at from webhooks.delivery
                        where organization_id = {org} and endpoint_id = ? and state = 'PENDING'""",
                        row -> Optional.ofNullable(Rows.instantOrNull(row, "next_at")),
                        endpoint)
                .get(0);
    }

    /**
     * Notes an attempt.
     *
     * @return whether it counts: not if the delivery was changed meanwhile, by whoever took over or replayed it
     */
    boolean note(Due due, Result result) {
        Attempt attempt = result.attempt();
        boolean counts = sql.update(
                        """
                        update webhooks.delivery set state = ?, attempts = attempts + 1, failures = ?, next_at = ?,
                          finished_at = ?, last_status = ?, last_problem = ?
                        where organization_id = {org} and id = ? and state = 'PENDING' and attempts = ?""",
                        result.state(),
                        result.state() == DeliveryState.DELIVERED ? 0 : due.failures() + 1,
                        result.nextAttempt(),
                        result.state() == DeliveryState.PENDING
                                ? null
                                : attempt.at().plusMillis(attempt.millis()),
                        attempt.status(),
                        attempt.problem(),
                        due.id(),
                        due.attempts())
                == 1;
        if (counts) {
            sql.update(
                    """
                    insert into webhooks.attempt (organization_id, id, delivery_id, began_at, millis, status, problem,
                      answer)
                    values ({org}, ?, ?, ?, ?, ?, ?, ?)""",
                    Id.next(),
                    due.id(),
                    attempt.at(),
                    attempt.millis(),
                    attempt.status(),
                    attempt.problem(),
                    attempt.answer());
        }
        return counts;
    }

    /** The log of an endpoint, the latest first, from before an id on. */
    List<Delivery> list(Id endpoint, @Nullable DeliveryState state, @Nullable Id before, int limit) {
        List<@Nullable Object> args = new ArrayList<>(List.of(endpoint));
        StringBuilder where = new StringBuilder();
        if (state != null) {
            where.append(" and d.state = ?");
            args.add(state);
        }
        if (before != null) {
            where.append(" and d.id < ?");
            args.add(before);
        }
        return sql.query(
                "select " + COLUMNS + " from webhooks.delivery d where d.organization_id = {org} and d.endpoint_id = ?"
                        + where + " order by d.id desc fetch first " + limit + " rows only",
                DeliveryRows::delivery,
                args.toArray());
    }

    Optional<Delivery> ofEvent(Id endpoint, Id event) {
        return sql.queryOne(
                "select " + COLUMNS + " from webhooks.delivery d"
                        + " where d.organization_id = {org} and d.endpoint_id = ? and d.event_id = ?",
                DeliveryRows::delivery,
                endpoint,
                event);
    }

    Optional<DeliveryDetail> detail(Id id) {
        List<Attempt> attempts = sql.query(
                """
                select began_at, millis, status, problem, answer from webhooks.attempt
                where organization_id = {org} and delivery_id = ? order by id desc fetch first 100 rows only""",
                DeliveryRows::attempt,
                id);
        return sql.queryOne(
                "select " + COLUMNS + ", d.body, e.url from webhooks.delivery d join webhooks.endpoint e"
                        + " on e.organization_id = {org} and e.id = d.endpoint_id"
                        + " where d.organization_id = {org} and d.id = ?",
                row -> new DeliveryDetail(delivery(row), row.getString("url"), row.getString("body"), attempts),
                id);
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        int status = row.getInt("last_status");
        @Nullable Integer lastStatus = row.wasNull() ? null : status;
        return new Delivery(
                Rows.id(row, "id"),
                Rows.id(row, "endpoint_id"),
                Rows.id(row, "event_id"),
                row.getString("type"),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Rows.instantOrNull(row, "next_at"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "finished_at"),
                lastStatus,
                problem(row.getString("last_problem")));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        @Nullable Integer answered = row.wasNull() ? null : status;
        return new Attempt(
                Rows.instant(row, "began_at"),
                row.getLong("millis"),
                answered,
                problem(row.getString("problem")),
                row.getString("answer"));
    }

    private static @Nullable Problem problem(@Nullable String name) {
        return name == null ? null : Problem.valueOf(name);
    }

    /** Has a delivery made again, whatever became of it. Says whether it was not waiting anyway. */
    boolean replay(Id id, Instant now) {
        return sql.update(
                        """
                        update webhooks.delivery set state = 'PENDING', failures = 0, next_at = ?, finished_at = null
                        where organization_id = {org} and id = ? and state <> 'PENDING'""",
                        now,
                        id)
                == 1;
    }

    /** Has a delivery that waits for its next attempt made now. */
    void hurry(Id id, Instant now) {
        sql.update(
                "update webhooks.delivery set next_at = ? where organization_id = {org} and id = ? and state = 'PENDING'",
                now,
                id);
    }

    /** Has all made again that were given up since then. */
    int replayFailed(Id endpoint, Instant since, Instant now) {
        return sql.update(
                """
                update webhooks.delivery set state = 'PENDING', failures = 0, next_at = ?, finished_at = null
                where organization_id = {org} and endpoint_id = ? and state = 'FAILED' and finished_at >= ?""",
                now,
                endpoint,
                since);
    }

    void deleteOf(Id endpoint) {
        sql.update("delete from webhooks.delivery where organization_id = {org} and endpoint_id = ?", endpoint);
    }

    int deleteBefore(Instant moment) {
        return sql.update("delete from webhooks.delivery where organization_id = {org} and created_at < ?", moment);
    }
}
