package io.rubro.fiscal.verifactu.internal.mode;

import io.rubro.fiscal.verifactu.internal.eventlog.Checks;
import io.rubro.fiscal.verifactu.internal.eventlog.EventLog;
import io.rubro.fiscal.verifactu.internal.eventlog.EventType;
import io.rubro.fiscal.verifactu.internal.eventlog.Summaries;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.service.Custody;
import io.rubro.fiscal.verifactu.internal.signing.SignedRecords;
import io.rubro.fiscal.verifactu.internal.signing.SigningKeys;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The mode of each business, and how it became so. Who sent a record once goes on with VERI*FACTU until the end of the
 * year (RD 1007/2023, article 16); VERI*FACTU begins at once.
 */
@Component(service = {Modes.class, Custody.class})
public final class Modes implements Custody {

    private static final String INSERT =
            """
            insert into fiscal_verifactu.mode_change (organization_id, id, mode, effective_from, decided_at, begun)
            values ({org}, ?, ?, ?, ?, ?)""";

    private static final String BEGIN =
            """
            update fiscal_verifactu.mode_change set begun = true
            where organization_id = {org} and id = ? and begun = false""";

    private static final String ANY_RECORD =
            """
            select id from fiscal_verifactu.record where organization_id = {org} fetch first 1 rows only""";

    private final Transactions transactions;
    private final Sql sql;
    private final Audit audit;
    private final SigningKeys keys;
    private final SignedRecords signatures;
    private final EventLog log;
    private final Summaries summaries;
    private final Checks checks;
    private final Clock clock;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Modes(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Audit audit,
            @Reference SigningKeys keys,
            @Reference SignedRecords signatures,
            @Reference EventLog log,
            @Reference Summaries summaries,
            @Reference Checks checks,
            @Reference(target = "(module=fiscal-verifactu)") SchemaReady schema) {
        this(transactions, sql, audit, keys, signatures, log, summaries, checks, Clock.systemUTC());
    }

    /** With a clock of its own. */
    public static Modes with(
            Transactions transactions,
            Sql sql,
            Audit audit,
            SigningKeys keys,
            SignedRecords signatures,
            EventLog log,
            Summaries summaries,
            Checks checks,
            Clock clock) {
        return new Modes(transactions, sql, audit, keys, signatures, log, summaries, checks, clock);
    }

    private Modes(
            Transactions transactions,
            Sql sql,
            Audit audit,
            SigningKeys keys,
            SignedRecords signatures,
            EventLog log,
            Summaries summaries,
            Checks checks,
            Clock clock) {
        this.transactions = transactions;
        this.sql = sql;
        this.audit = audit;
        this.keys = keys;
        this.signatures = signatures;
        this.log = log;
        this.summaries = summaries;
        this.checks = checks;
        this.clock = clock;
    }

    /** The mode of a business now. */
    public OperatingMode of(Organization business) {
        return standing(business).mode();
    }

    /** How things stand for a business. */
    public Standing standing(Organization business) {
        return Standing.read(sql, today(business));
    }

    private LocalDate today(Organization business) {
        return LocalDate.ofInstant(clock.instant(), business.zone());
    }

    /**
     * Decides on the mode. From VERI*FACTU to the other it changes with the year, unless there are no records yet; to
     * VERI*FACTU it changes at once, and so a change to come is withdrawn.
     *
     * @throws io.rubro.platform.problem.ProblemException 409 if something is to be signed and nothing is there to sign with
     */
    public Standing change(Organization business, OperatingMode wanted) {
        return transactions.required(() -> {
            Standing now = standing(business);
            Change next = now.next();
            if (next == null ? now.mode() == wanted : next.mode() == wanted) {
                return now;
            }
            LocalDate today = today(business);
            boolean waits = wanted == OperatingMode.NO_VERIFACTU
                    && now.mode() == OperatingMode.VERIFACTU
                    && !sql.query(ANY_RECORD, row -> row.getLong("id")).isEmpty();
            LocalDate from = waits ? LocalDate.of(today.getYear() + 1, 1, 1) : today;
            Change change = new Change(Id.next(), wanted, from, clock.instant(), false);
            sql.update(INSERT, change.id(), wanted, from, change.decidedAt(), false);
            audit.record(
                    "fiscal-verifactu.mode.change",
                    "organization",
                    business.id(),
                    Map.of("mode", wanted.name(), "from", from.toString()));
            if (!waits) {
                if (now.mode() == OperatingMode.NO_VERIFACTU && wanted == OperatingMode.VERIFACTU) {
                    end(business, now);
                }
                begin(business, change);
            }
            return standing(business);
        });
    }

    private void end(Organization business, Standing now) {
        Change since = now.since();
        if (since != null) {
            begin(business, since);
        }
        summaries.append(business);
        log.append(business, EventType.END, null);
    }

    /** Does once what begins with a mode. */
    private void begin(Organization business, Change change) {
        if (!change.begun() && sql.update(BEGIN, change.id()) == 1 && change.mode() == OperatingMode.NO_VERIFACTU) {
            log.append(business, EventType.BEGIN, null);
        }
    }

    /**
     * Whether a business keeps a log of events now. A mode that was decided for today begins.
     *
     * @throws io.rubro.platform.problem.ProblemException 409 if it begins and nothing is there to sign with
     */
    public boolean logged(Organization business) {
        Standing now = standing(business);
        Change since = now.since();
        if (now.mode() == OperatingMode.VERIFACTU || since == null) {
            return false;
        }
        if (!since.begun()) {
            transactions.run(() -> begin(business, since));
        }
        return true;
    }

    @Override
    public boolean keeps(Organization business) {
        return of(business) == OperatingMode.NO_VERIFACTU;
    }

    @Override
    public void requireKey() {
        keys.require(clock.instant());
    }

    @Override
    public void take(Organization business, FiscalRecord record) {
        signatures.keep(record, business.zone());
        logged(business);
        checks.logBefore(business, record);
    }
}
