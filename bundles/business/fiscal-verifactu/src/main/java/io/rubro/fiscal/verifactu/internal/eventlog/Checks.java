package io.rubro.fiscal.verifactu.internal.eventlog;

import io.rubro.fiscal.verifactu.internal.eventlog.IntegrityCheck.Found;
import io.rubro.fiscal.verifactu.internal.eventlog.IntegrityCheck.Outcome;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.Transactions;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks for anomalies and, where a log of events is kept, logs that it did and what it found. */
@Component(service = Checks.class)
public final class Checks {

    /** So many of each run get an event of their own; the rest is in the report alone. */
    static final int MAX_LOGGED = 100;

    private final Transactions transactions;
    private final IntegrityCheck check;
    private final EventLog log;

    /** Called by the component runtime. */
    @Activate
    public Checks(@Reference Transactions transactions, @Reference IntegrityCheck check, @Reference EventLog log) {
        this.transactions = transactions;
        this.check = check;
        this.log = log;
    }

    /** What came of it. */
    public record Result(Outcome records, Outcome events) {

        /** Whether nothing is wrong. */
        public boolean intact() {
            return records.found().isEmpty() && events.found().isEmpty();
        }
    }

    /**
     * Looks at all records and events.
     *
     * @param logged whether the business keeps a log now
     */
    public Result run(Organization business, boolean logged) {
        return transactions.required(() -> {
            Result result = new Result(check.records(), check.events());
            if (logged) {
                log(business, result);
            }
            return result;
        });
    }

    /** Logs what is wrong with the record before one that was just made. */
    public void logBefore(Organization business, FiscalRecord record) {
        check.before(record).forEach(found -> logRecord(business, found));
    }

    private void logRecord(Organization business, Found found) {
        log.append(
                business,
                EventType.RECORD_ANOMALY,
                EventDetails.recordAnomaly(found.anomaly(), found.record()),
                "position " + found.position(),
                null);
    }

    private void log(Organization business, Result result) {
        log.append(
                business,
                EventType.RECORD_CHECK,
                EventDetails.recordCheck(result.records().checked()),
                null,
                null);
        first(result.records()).forEach(found -> logRecord(business, found));
        log.append(
                business,
                EventType.EVENT_CHECK,
                EventDetails.eventCheck(result.events().checked()),
                null,
                null);
        for (Found found : first(result.events())) {
            log.append(
                    business,
                    EventType.EVENT_ANOMALY,
                    EventDetails.eventAnomaly(found.anomaly(), found.event()),
                    "position " + found.position(),
                    null);
        }
    }

    private static List<Found> first(Outcome outcome) {
        return outcome.found().subList(0, Math.min(MAX_LOGGED, outcome.found().size()));
    }
}
