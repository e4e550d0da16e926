package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Sql.Dialect;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.tenancy.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chains of records of the organisation on the thread, one for each taxpayer and installation (Orden HAC/1177/2024,
 * article 7). The chain's row stays locked until the transaction ends; it is locked after the series and before the audit
 * chain.
 */
@Component(service = RecordChain.class)
public final class RecordChain {

    private static final Logger LOG = LoggerFactory.getLogger(RecordChain.class);

    private static final int MAX_FAULTS = 100;
    private static final int CHUNK = 500;

    private static final String LOCK =
            """
            update fiscal_verifactu.chain set last_position = last_position + 1
            where organization_id = {org} and issuer = ? and installation = ?""";

    private static final String OPEN =
            """
            insert into fiscal_verifactu.chain (organization_id, id, issuer, installation, last_position)
            values ({org}, ?, ?, ?, 0)""";

    private static final String HEAD =
            """
            select id, issuer, installation, last_position from fiscal_verifactu.chain
            where organization_id = {org}""";

    private static final String RANGE = "select " + RecordRows.COLUMNS
            + """
             from fiscal_verifactu.record r
            where r.organization_id = {org} and r.chain_id = ? and r.chain_position between ? and ?
            order by r.chain_position""";

    private final Transactions transactions;
    private final Sql sql;
    private final Audit audit;
    private final Clock clock;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public RecordChain(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Audit audit,
            @Reference(target = "(module=fiscal-verifactu)") SchemaReady schema) {
        this(transactions, sql, audit, Clock.systemUTC());
    }

    RecordChain(Transactions transactions, Sql sql, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /** A chain as its head says. */
    public record Head(Id id, String issuer, String installation, long lastPosition) {}

    /**
     * The state of a chain.
     *
     * @param records how many there are
     * @param lastFingerprint of the last record; null in an empty chain
     * @param faultCount how many faults there are
     * @param faults the first hundred
     */
    public record Verification(
            Head head, long records, @Nullable String lastFingerprint, long faultCount, List<Fault> faults) {

        /** Whether nothing is wrong. */
        public boolean intact() {
            return faultCount == 0;
        }
    }

    /** Makes the next record of a chain. */
    @FunctionalInterface
    interface NextRecord {
        /** @param last the record before it; null for the first */
        FiscalRecord after(Id chain, long position, @Nullable FiscalRecord last, Instant now);
    }

    /**
     * Appends a record. If the last one is not what it should be, this is noted in the log and the audit trail and the
     * chain goes on: the law forbids to stop invoicing (article 7.j).
     */
    FiscalRecord append(String issuer, String installation, NextRecord next) {
        Head head = lock(issuer, installation).orElseGet(() -> {
            sql.insertUnlessThere(OPEN, Id.next(), issuer, installation);
            return lock(issuer, installation).orElseThrow();
        });
        List<FiscalRecord> lastTwo =
                sql.query(RANGE, RecordRows::read, head.id, head.lastPosition - 2, head.lastPosition - 1);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        FiscalRecord last = checkedLast(head, lastTwo, now);
        FiscalRecord record = next.after(head.id, head.lastPosition, last, now);
        RecordRows.insert(sql, record);
        return record;
    }

    /** Moves a chain on and so locks it; empty if there is none yet. */
    private Optional<Head> lock(String issuer, String installation) {
        if (sql.dialect() == Dialect.POSTGRESQL) {
            return sql.queryOne(
                    LOCK + " returning id, issuer, installation, last_position",
                    RecordChain::head,
                    issuer,
                    installation);
        }
        return sql.update(LOCK, issuer, installation) == 0
                ? Optional.empty()
                : sql.queryOne(HEAD + " and issuer = ? and installation = ?", RecordChain::head, issuer, installation);
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                new Id(row.getLong("id")),
                row.getString("issuer"),
                row.getString("installation"),
                row.getLong("last_position"));
    }

    /** The last record, after the checks of article 7.i. */
    private @Nullable FiscalRecord checkedLast(Head head, List<FiscalRecord> lastTwo, Instant now) {
        if (lastTwo.isEmpty()) {
            if (head.lastPosition > 1) {
                warn(head, new Fault(head.lastPosition - 1, null, Fault.Kind.GAP));
            }
            return null;
        }
        FiscalRecord last = lastTwo.get(lastTwo.size() - 1);
        FiscalRecord before = lastTwo.size() == 2 ? lastTwo.get(0) : null;
        if (last.position() != head.lastPosition - 1) {
            warn(head, new Fault(head.lastPosition - 1, null, Fault.Kind.GAP));
        }
        ChainRules.faults(Tenant.current(), before, last, now).forEach(fault -> warn(head, fault));
        return last;
    }

    private void warn(Head head, Fault fault) {
        LOG.warn(
                "chain of {} in installation {}: {} at position {}; invoicing goes on, verify the chain",
                head.issuer,
                head.installation,
                fault.kind(),
                fault.position());
        audit.record(
                "fiscal-verifactu.chain.fault",
                "chain",
                head.id,
                Map.of("kind", fault.kind().name(), "position", fault.position()));
    }

    /** The chains, oldest first. */
    public List<Head> heads() {
        return sql.query(HEAD + " order by id", RecordChain::head);
    }

    /** One record of any chain. */
    public Optional<FiscalRecord> find(Id id) {
        return sql.queryOne(
                "select " + RecordRows.COLUMNS
                        + " from fiscal_verifactu.record r where r.organization_id = {org} and r.id = ?",
                RecordRows::read,
                id);
    }

    /** What the newest record of issue of an invoice says; empty if it was issued elsewhere. */
    public Optional<RecordContent> issued(String issuer, String number) {
        return newest(issuer, number, RecordType.ALTA).map(FiscalRecord::content);
    }

    /** The newest record of one type of an invoice. */
    public Optional<FiscalRecord> newest(String issuer, String number, RecordType type) {
        return sql
                .query(
                        "select " + RecordRows.COLUMNS
                                + """
                                 from fiscal_verifactu.record r
                                where r.organization_id = {org} and r.issuer = ? and r.number = ?
                                  and r.record_type = ?
                                order by r.chain_id desc, r.chain_position desc fetch first 1 rows only""",
                        RecordRows::read,
                        issuer,
                        number,
                        type)
                .stream()
                .findFirst();
    }

    /** The records of a chain from one position to another, both included, in order. */
    public List<FiscalRecord> range(Id chain, long from, long to) {
        return sql.query(RANGE, RecordRows::read, chain, from, to);
    }

    /**
     * The places of the records of a chain that are wanted, in order.
     *
     * @param after only those after this place, or before it if descending; null from the beginning
     */
    public List<Long> positions(Id chain, RecordFilter filter, @Nullable Long after, boolean descending, int limit) {
        List<@Nullable Object> args = new ArrayList<>();
        args.add(chain);
        StringBuilder text = new StringBuilder(
                """
                select r.chain_position from fiscal_verifactu.record r
                left join fiscal_verifactu.submission s
                  on s.organization_id = r.organization_id and s.record_id = r.id
                where r.organization_id = {org} and r.chain_id = ?""");
        text.append(filter.conditions(args));
        if (after != null) {
            text.append(" and r.chain_position ").append(descending ? '<' : '>').append(" ?");
            args.add(after);
        }
        text.append(" order by r.chain_position").append(descending ? " desc" : "");
        text.append(" fetch first ? rows only");
        args.add(limit);
        return sql.query(text.toString(), row -> row.getLong("chain_position"), args.toArray());
    }

    /** What is wrong with a record, seen from the one before it. */
    public List<Fault> faults(@Nullable FiscalRecord before, FiscalRecord record) {
        return ChainRules.faults(Tenant.current(), before, record, clock.instant());
    }

    /** Recomputes a whole chain from what is stored. */
    public Verification verify(Head head) {
        return transactions.required(() -> {
            Tally tally = new Tally();
            FiscalRecord before = null;
            long records = 0;
            long from = Long.MIN_VALUE;
            List<FiscalRecord> chunk;
            do {
                chunk = next(head.id, from);
                for (FiscalRecord record : chunk) {
                    tally.addAll(faults(before, record));
                    if (!belongs(head, record)) {
                        tally.add(new Fault(record.position(), record.id(), Fault.Kind.HEAD));
                    }
                    before = record;
                    records++;
                    from = record.position();
                }
            } while (chunk.size() == CHUNK);
            long last = before == null ? 0 : before.position();
            if (last != head.lastPosition) {
                tally.add(new Fault(head.lastPosition, null, Fault.Kind.HEAD));
            }
            return new Verification(
                    head, records, before == null ? null : before.fingerprint(), tally.count, tally.first);
        });
    }

    private static boolean belongs(Head head, FiscalRecord record) {
        return record.content().issuer().equals(head.issuer)
                && record.installation().equals(head.installation);
    }

    private List<FiscalRecord> next(Id chain, long after) {
        return sql.query(
                "select " + RecordRows.COLUMNS
                        + """
                         from fiscal_verifactu.record r
                        where r.organization_id = {org} and r.chain_id = ? and r.chain_position > ?
                        order by r.chain_position fetch first ? rows only""",
                RecordRows::read,
                chain,
                after,
                CHUNK);
    }

    /** Counts all faults and keeps the first. */
    private static final class Tally {
        private final List<Fault> first = new ArrayList<>();
        private long count;

        void add(Fault fault) {
            count++;
            if (first.size() < MAX_FAULTS) {
                first.add(fault);
            }
        }

        void addAll(List<Fault> faults) {
            faults.forEach(this::add);
        }
    }
}
