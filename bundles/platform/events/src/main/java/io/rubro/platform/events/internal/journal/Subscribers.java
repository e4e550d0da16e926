package io.rubro.platform.events.internal.journal;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an operator sees of the subscribers, and how one that never comes back is forgotten. */
@Component(service = Subscribers.class)
public final class Subscribers {

    private final Transactions transactions;
    private final GlobalSql sql;
    private final Delivery delivery;

    private record Row(String name, long position, @Nullable String owner, boolean gone) {}

    private record Held(long all, long parked) {
        static final Held NONE = new Held(0, 0);
    }

    @Activate
    public Subscribers(@Reference Transactions transactions, @Reference GlobalSql sql, @Reference Delivery delivery) {
        this.transactions = transactions;
        this.sql = sql;
        this.delivery = delivery;
    }

    /**
     * All subscribers ever seen and not forgotten, by name.
     *
     * @param organization whose held events are counted; null for all
     */
    public List<SubscriberStatus> all(@Nullable Id organization) {
        // a delivery under way locks its row; there is nothing to wait for
        String dirty = sql.dialect() == Dialect.DERBY ? " with ur" : "";
        return transactions.required(() -> {
            Map<String, Held> held = held(organization);
            long head = sql.query("select pos from events.head where id = 0" + dirty, r -> r.getLong(1))
                    .get(0);
            List<Row> rows = sql.query(
                    "select name, pos, owner, case when " + delivery.cluster().ownerIsGone()
                            + " then 1 else 0 end as gone from events.subscription order by name" + dirty,
                    r -> new Row(r.getString("name"), r.getLong("pos"), r.getString("owner"), r.getInt("gone") == 1));
            return rows.stream().map(row -> status(row, head, held)).toList();
        });
    }

    private SubscriberStatus status(Row row, long head, Map<String, Held> held) {
        Held count = held.getOrDefault(row.name, Held.NONE);
        boolean running = isRunning(row);
        return new SubscriberStatus(
                row.name,
                row.position,
                Math.max(0, head - row.position),
                running ? SubscriberStatus.State.RUNNING : SubscriberStatus.State.ABSENT,
                running ? row.owner : null,
                count.all,
                count.parked);
    }

    private boolean isRunning(Row row) {
        return delivery.hosts(row.name) || (row.owner != null && !row.gone);
    }

    private Map<String, Held> held(@Nullable Id organization) {
        String sum = "select name, count(*) as n, sum(case when state = 'PARKED' then 1 else 0 end) as parked"
                + " from events.held";
        Sql.RowMapper<Map.Entry<String, Held>> mapper =
                r -> Map.entry(r.getString("name"), new Held(r.getLong("n"), r.getLong("parked")));
        List<Map.Entry<String, Held>> rows = organization == null
                ? sql.query(sum + " group by name", mapper)
                : sql.query(sum + " where organization_id = ? group by name", mapper, organization);
        return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Drops the cursor of a subscriber and what it holds. If it ever comes back it starts as if never seen.
     *
     * @throws ProblemException 404 if there is none of this name, 409 if it is running
     */
    public void forget(String name) {
        transactions.run(() -> {
            if (all(null).stream().noneMatch(s -> s.name().equals(name))) {
                throw ProblemException.notFound("events.subscriber.not-found", name);
            }
            // the condition again, in the statement: it may have been started meanwhile
            int dropped = delivery.hosts(name)
                    ? 0
                    : sql.update(
                            "delete from events.subscription where name = ? and (owner is null or "
                                    + delivery.cluster().ownerIsGone() + ")",
                            name);
            if (dropped == 0) {
                throw ProblemException.conflict("events.subscriber.running", Map.of("name", name));
            }
            sql.update("delete from events.ahead where name = ?", name);
            sql.update("delete from events.held where name = ?", name);
        });
    }
}
