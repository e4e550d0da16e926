package io.rubro.platform.events.internal.journal;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The events subscribers hold: what an administrator sees of them and does about them. */
@Component(service = HeldEvents.class)
public final class HeldEvents {

    private static final String SELECT = "select name, pos, event_id, type, organization_id, aggregate_id, state,"
            + " attempts, next_try, error, held_at from events.held";

    private final Transactions transactions;
    private final GlobalSql sql;
    private final Audit audit;
    private final Delivery delivery;
    private final ParkedNews news;

    @Activate
    public HeldEvents(
            @Reference Transactions transactions,
            @Reference GlobalSql sql,
            @Reference Audit audit,
            @Reference Delivery delivery,
            @Reference ParkedNews news) {
        this.transactions = transactions;
        this.sql = sql;
        this.audit = audit;
        this.delivery = delivery;
        this.news = news;
    }

    /**
     * What to look for.
     *
     * @param organization null for all
     * @param subscriber null for all
     * @param state null for all
     * @param afterSubscriber where to go on; empty from the beginning
     */
    public record Search(
            @Nullable Id organization,
            @Nullable String subscriber,
            @Nullable HeldState state,
            String afterSubscriber,
            long afterPosition,
            int most) {}

    /** Held events by subscriber and position. */
    public List<HeldEvent> find(Search search) {
        StringBuilder where = new StringBuilder(" where (name > ? or (name = ? and pos > ?))");
        List<@Nullable Object> args =
                new ArrayList<>(List.of(search.afterSubscriber, search.afterSubscriber, search.afterPosition));
        if (search.organization != null) {
            where.append(" and organization_id = ?");
            args.add(search.organization);
        }
        if (search.subscriber != null) {
            where.append(" and name = ?");
            args.add(search.subscriber);
        }
        if (search.state != null) {
            where.append(" and state = ?");
            args.add(search.state);
        }
        where.append(" order by name, pos fetch first ").append(search.most).append(" rows only");
        return sql.query(SELECT + where, HeldEvents::event, args.toArray());
    }

    private static HeldEvent event(ResultSet row) throws SQLException {
        HeldState state = HeldState.valueOf(row.getString("state"));
        return new HeldEvent(
                row.getString("name"),
                row.getLong("pos"),
                Rows.id(row, "event_id"),
                row.getString("type"),
                Rows.id(row, "organization_id"),
                Rows.id(row, "aggregate_id"),
                state,
                row.getInt("attempts"),
                state == HeldState.RETRY ? Rows.instant(row, "next_try") : null,
                row.getString("error"),
                Rows.instant(row, "held_at"));
    }

    /**
     * One held event of the organisation of this thread.
     *
     * @throws ProblemException 404 if it holds none at this position
     */
    public HeldEvent get(String subscriber, long position) {
        return sql.queryOne(
                        SELECT + " where name = ? and pos = ? and organization_id = ?",
                        HeldEvents::event,
                        subscriber,
                        position,
                        Tenant.current())
                .orElseThrow(() -> ProblemException.of(404, "events.held.not-found", Map.of()));
    }

    /** The payload of a held event, as JSON. */
    public String payload(HeldEvent event) {
        try {
            return delivery.event(event.position())
                    .map(StoredEvent::json)
                    .orElseThrow(() -> ProblemException.of(404, "events.held.not-found", Map.of()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Has an event of the organisation of this thread tried again now, with all its attempts.
     *
     * @throws ProblemException 404 if there is none, 409 if it only waits for an earlier one
     */
    public void replay(String subscriber, long position) {
        transactions.run(() -> {
            touch(subscriber);
            HeldEvent event = get(subscriber, position);
            if (event.state() == HeldState.HELD) {
                throw ProblemException.conflict("events.held.behind", Map.of());
            }
            retryNow(event);
        });
    }

    /** Has every parked event of a subscriber and of the organisation of this thread tried again; says how many. */
    public int replayParked(String subscriber) {
        return transactions.required(() -> {
            touch(subscriber);
            List<HeldEvent> parked =
                    find(new Search(Tenant.current(), subscriber, HeldState.PARKED, "", 0, Integer.MAX_VALUE));
            parked.forEach(this::retryNow);
            return parked.size();
        });
    }

    private void retryNow(HeldEvent event) {
        sql.update(
                "update events.held set state = 'RETRY', attempts = 0, next_try = held_at where name = ? and pos = ?",
                event.subscriber(),
                event.position());
        record("events.event.replay", event, Map.of());
    }

    /**
     * Gives an event of the organisation of this thread up for a subscriber; what waited behind it goes on.
     *
     * @param reason why, for the audit trail
     * @throws ProblemException 404 if there is none
     */
    public void skip(String subscriber, long position, String reason) {
        transactions.run(() -> {
            touch(subscriber);
            HeldEvent event = get(subscriber, position);
            sql.update("delete from events.held where name = ? and pos = ?", subscriber, position);
            record("events.event.skip", event, Map.of("reason", reason));
        });
    }

    private void record(String action, HeldEvent event, Map<String, String> more) {
        Map<String, Object> details = new TreeMap<>(more);
        details.put("subscriber", event.subscriber());
        details.put("position", event.position());
        details.put("type", event.type());
        audit.record(action, "event", event.id(), details);
        news.changed(event.id());
    }

    /** Tells the owner of the cursor, wherever it is, to read again. First the cursor's row, as deliveries do. */
    private void touch(String subscriber) {
        sql.update(
                "update events.subscription set held_revision = held_revision + 1 where name = ? and part = 0",
                subscriber);
        transactions.afterCompletion(committed -> delivery.wake(subscriber));
    }
}
