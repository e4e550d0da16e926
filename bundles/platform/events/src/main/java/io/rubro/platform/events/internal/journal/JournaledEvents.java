package io.rubro.platform.events.internal.journal;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.TransactionBatch;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.tenancy.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes events as rows of the publisher's transaction, in one batch right before it commits. By then the publisher
 * holds the lock of every aggregate it changed, so tickets of one aggregate rise in the order of commits.
 */
@Component(service = {Events.class, JournaledEvents.class})
public final class JournaledEvents implements Events {

    /** Into how many shares the events of a divided subscription can be split. */
    private static final int SLOTS = 16;

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+");
    private static final int TYPE_LENGTH = 120;

    private static final String COLUMNS =
            "id, organization_id, aggregate_id, type, schema_version, slot, created_at, payload";
    private static final String INSERT = "insert into events.event (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_WITH_TICKET =
            "insert into events.event (" + COLUMNS + ", ticket) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Transactions transactions;
    private final GlobalSql sql;
    private final JournalMetrics metrics;
    private final EventJson json = new EventJson();
    private final TransactionBatch<Row> batch;
    private final @Nullable Tickets tickets;
    private volatile Runnable onPublished = () -> {};

    private record Row(Id id, Id organization, Id aggregate, String type, int version, Instant at, String payload) {}

    @Activate
    public JournaledEvents(
            @Reference Transactions transactions,
            @Reference GlobalSql sql,
            @Reference JournalMetrics metrics,
            @Reference(target = "(module=events)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.metrics = metrics;
        this.batch = new TransactionBatch<>(transactions, this::write);
        this.tickets = sql.dialect() == Dialect.DERBY ? new Tickets(lastTicket() + 1) : null;
    }

    private long lastTicket() {
        return sql.queryOne("select max(ticket) from events.event", row -> row.getLong(1))
                .orElse(0L);
    }

    @Override
    public void publish(DomainEvent event) {
        @Nullable EventType type = event.getClass().getAnnotation(EventType.class);
        if (type == null || !event.getClass().isRecord()) {
            throw new IllegalArgumentException(event.getClass().getName() + " is not a record with @EventType");
        }
        if (type.value().length() > TYPE_LENGTH || !TYPE.matcher(type.value()).matches() || type.version() < 1) {
            throw new IllegalArgumentException(event.getClass().getName() + " has a bad @EventType: " + type);
        }
        batch.add(new Row(
                Id.next(),
                Tenant.current(),
                event.aggregate(),
                type.value(),
                type.version(),
                Instant.now(),
                json.write(event)));
    }

    private void write(List<Row> rows) {
        List<Long> drawn = new ArrayList<>(rows.size());
        transactions.afterCompletion(committed -> completed(committed, drawn, rows.size()));
        List<@Nullable Object[]> values = new ArrayList<>(rows.size());
        for (Row row : rows) {
            values.add(values(row, drawn));
        }
        sql.batch(tickets == null ? INSERT : INSERT_WITH_TICKET, values);
    }

    private @Nullable Object[] values(Row row, List<Long> drawn) {
        int slot = Math.floorMod(Long.hashCode(row.aggregate.value()), SLOTS);
        if (tickets == null) {
            return new @Nullable Object[] {
                row.id, row.organization, row.aggregate, row.type, row.version, slot, row.at, row.payload
            };
        }
        long ticket = tickets.draw();
        drawn.add(ticket);
        return new @Nullable Object[] {
            row.id, row.organization, row.aggregate, row.type, row.version, slot, row.at, row.payload, ticket
        };
    }

    private void completed(boolean committed, List<Long> drawn, int count) {
        if (tickets != null) {
            tickets.end(drawn);
        }
        if (committed) {
            metrics.count("events.published", count);
            onPublished.run();
        }
    }

    /** The tickets in flight; null on a database that numbers by itself. */
    @Nullable
    Tickets tickets() {
        return tickets;
    }

    /** What to run after a transaction with events has committed: quick, on the publisher's thread. */
    void whenPublished(Runnable action) {
        onPublished = action;
    }

    @Deactivate
    public void close() throws InterruptedException {
        if (tickets != null) {
            tickets.close();
        }
        json.close();
    }
}
