package io.rubro.platform.audit.internal.service;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.audit.internal.model.Entry;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.TransactionBatch;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.security.Caller;
import io.rubro.platform.tenancy.Tenant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.MDC;

/**
 * Appends to the hash chain of the organisation at the end of the transaction. The head row is the last lock a
 * transaction takes: two transactions of one organisation wait for each other only while they commit.
 */
@Component
public final class ChainedAudit implements Audit {

    private static final String COLUMNS = "seq, id, made_at, request_id, actor_kind, actor_id, actor_name, action,"
            + " record_type, record_id, details, hash";
    private static final String INSERT = "insert into audit.entry (organization_id, " + COLUMNS
            + ") values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String MOVE_HEAD = "update audit.head set seq = ?, hash = ? where organization_id = {org}";

    /** Both in one round trip. */
    private static final String INSERT_AND_MOVE_HEAD = "with entry as (" + INSERT + ") " + MOVE_HEAD;

    private static final String HEAD = "select seq, hash from audit.head where organization_id = {org}";

    private static final int REQUEST_LENGTH = 64;
    private static final int ACTOR_LENGTH = 254;
    private static final int ACTION_LENGTH = 100;
    private static final int TYPE_LENGTH = 60;

    private final Sql sql;
    private final String lockHead;
    private final TransactionBatch<Pending> batch;
    /** An entry that has no place yet. */
    private record Pending(
            Instant at,
            @Nullable String requestId,
            Caller caller,
            String callerName,
            String action,
            String recordType,
            Id recordId,
            String details) {

        Entry at(long seq) {
            return new Entry(
                    seq,
                    Id.next(),
                    at,
                    requestId,
                    caller.kind().name(),
                    caller.id(),
                    callerName,
                    action,
                    recordType,
                    recordId,
                    details,
                    "");
        }
    }

    private record Head(long seq, String hash) {}

    /** Called by the component runtime. */
    @Activate
    public ChainedAudit(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference(target = "(module=audit)") SchemaReady schema) {
        this.sql = sql;
        this.batch = new TransactionBatch<>(transactions, this::append);
        // Derby would let go of the lock as soon as the row has been read
        this.lockHead = HEAD + (sql.dialect() == Dialect.DERBY ? " for update with rs" : " for update");
    }

    @Override
    public void record(String action, String recordType, Id record, Map<String, ?> details) {
        Tenant.current(); // refuses here, not at the commit
        if (action.length() > ACTION_LENGTH || recordType.length() > TYPE_LENGTH) {
            throw new IllegalArgumentException("too long for the audit trail: " + action + ", " + recordType);
        }
        Caller caller = Caller.find().orElseGet(() -> Caller.system("platform", Tenant.current()));
        @Nullable String requestId = MDC.get("requestId");
        batch.add(new Pending(
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                requestId == null ? null : StorableText.of(requestId, REQUEST_LENGTH),
                caller,
                StorableText.of(caller.name(), ACTOR_LENGTH),
                StorableText.of(action),
                StorableText.of(recordType),
                record,
                StorableText.of(PlainJson.of(details))));
    }

    private void append(List<Pending> pending) {
        Head head = lockHead();
        Id organization = Tenant.current();
        String hash = head.hash;
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Pending p : pending) {
            Entry entry = p.at(head.seq + rows.size() + 1);
            hash = EntryHash.of(hash, organization, entry);
            rows.add(values(entry, hash));
        }
        long seq = head.seq + rows.size();
        if (rows.size() == 1 && sql.dialect() == Dialect.POSTGRESQL) {
            @Nullable Object[] row = rows.get(0);
            @Nullable Object[] both = Arrays.copyOf(row, row.length + 2);
            both[row.length] = seq;
            both[row.length + 1] = hash;
            sql.update(INSERT_AND_MOVE_HEAD, both);
        } else {
            sql.batch(INSERT, rows);
            sql.update(MOVE_HEAD, seq, hash);
        }
    }

    /** Reads what the transaction before left, once it has ended. */
    private Head lockHead() {
        return find().orElseGet(() -> {
            sql.insertUnlessThere(
                    "insert into audit.head (organization_id, seq, hash) values ({org}, 0, ?)", EntryHash.NONE);
            return find().orElseThrow();
        });
    }

    private Optional<Head> find() {
        return sql.queryOne(lockHead, r -> new Head(r.getLong("seq"), r.getString("hash")));
    }

    private static @Nullable Object[] values(Entry e, String hash) {
        return new @Nullable Object[] {
            e.seq(),
            e.id(),
            e.at(),
            e.requestId(),
            e.actorKind(),
            e.actorId(),
            e.actorName(),
            e.action(),
            e.recordType(),
            e.recordId(),
            e.details(),
            hash
        };
    }
}
