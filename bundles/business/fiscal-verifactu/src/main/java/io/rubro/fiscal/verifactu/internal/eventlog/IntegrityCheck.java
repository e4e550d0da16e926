package io.rubro.fiscal.verifactu.internal.eventlog;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Previous;
import io.rubro.fiscal.verifactu.internal.service.Fault;
import io.rubro.fiscal.verifactu.internal.service.RecordChain;
import io.rubro.fiscal.verifactu.internal.signing.SignedRecords;
import io.rubro.fiscal.verifactu.internal.signing.XadesVerifier;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks at every record and every event of the organisation on the thread: fingerprints, signatures, chains, times. */
@Component(service = IntegrityCheck.class)
public final class IntegrityCheck {

    private static final int CHUNK = 200;
    /** How far clocks may be off: Orden HAC/1177/2024, article 7.f. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private static final String SENT =
            """
            select s.record_id from fiscal_verifactu.submission s
            where s.organization_id = {org} and s.chain_id = ? and s.chain_position between ? and ?""";

    private final Sql sql;
    private final RecordChain records;
    private final SignedRecords signatures;
    private final EventLog log;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public IntegrityCheck(
            @Reference Sql sql,
            @Reference RecordChain records,
            @Reference SignedRecords signatures,
            @Reference EventLog log) {
        this(sql, records, signatures, log, Clock.systemUTC());
    }

    /** With a clock of its own. */
    public IntegrityCheck(Sql sql, RecordChain records, SignedRecords signatures, EventLog log, Clock clock) {
        this.sql = sql;
        this.records = records;
        this.signatures = signatures;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Something wrong.
     *
     * @param record the record it was found at; null if there is none, or it is an event's
     * @param event the event it was found at; null if there is none, or it is a record's
     */
    public record Found(
            Anomaly anomaly, long position, @Nullable Id id, @Nullable Previous record, Event.@Nullable Link event) {}

    /**
     * What came of a look at everything.
     *
     * @param checked how many there are
     * @param signed how many of them are signed
     */
    public record Outcome(long checked, long signed, List<Found> found) {}

    /** Looks at all invoicing records. */
    public Outcome records() {
        List<Found> found = new ArrayList<>();
        long checked = 0;
        long signed = 0;
        for (RecordChain.Head head : records.heads()) {
            FiscalRecord before = null;
            long last = 0;
            for (long from = 1; from <= head.lastPosition(); from += CHUNK) {
                long to = from + CHUNK - 1;
                Map<Id, String> xml = signatures.range(head.id(), from, to);
                Set<Id> sent = new HashSet<>(sql.query(SENT, row -> Rows.id(row, "record_id"), head.id(), from, to));
                for (FiscalRecord record : records.range(head.id(), from, to)) {
                    for (Fault fault : records.faults(before, record)) {
                        found.add(of(anomaly(fault, record), record));
                    }
                    String text = xml.get(record.id());
                    signed += text == null ? 0 : 1;
                    if (!isProven(record, text, sent)) {
                        found.add(of(Anomaly.SIGNATURE, record));
                    }
                    before = record;
                    last = record.position();
                    checked++;
                }
            }
            if (last != head.lastPosition()) {
                found.add(new Found(Anomaly.HEAD, head.lastPosition(), null, null, null));
            }
        }
        return new Outcome(checked, signed, found);
    }

    /** Looks at the record before one, as it is done before each record is made: Orden HAC/1177/2024, article 7.i. */
    List<Found> before(FiscalRecord record) {
        List<FiscalRecord> lastTwo = records.range(record.chain(), record.position() - 2, record.position() - 1);
        if (lastTwo.isEmpty()) {
            return record.position() == 1 ? List.of() : List.of(of(Anomaly.GAP, record));
        }
        FiscalRecord last = lastTwo.get(lastTwo.size() - 1);
        return records.faults(lastTwo.size() == 2 ? lastTwo.get(0) : null, last).stream()
                .map(fault -> of(anomaly(fault, last), last))
                .toList();
    }

    /** A record is signed, or goes to the authority; those of the first versions of the program are neither. */
    private static boolean isProven(FiscalRecord record, @Nullable String signed, Set<Id> sent) {
        return signed == null
                ? record.system() == null || sent.contains(record.id())
                : SignedRecords.check(record, signed).good();
    }

    private static Found of(Anomaly anomaly, FiscalRecord record) {
        return new Found(anomaly, record.position(), record.id(), record.asPrevious(), null);
    }

    private Anomaly anomaly(Fault fault, FiscalRecord record) {
        return switch (fault.kind()) {
            case CHANGED -> Anomaly.FINGERPRINT;
            case BROKEN_LINK -> Anomaly.LINK;
            case GAP -> Anomaly.GAP;
            case HEAD -> Anomaly.HEAD;
            case TIME -> isFuture(record.generatedAt()) ? Anomaly.FUTURE : Anomaly.EARLIER;
        };
    }

    private boolean isFuture(String generatedAt) {
        Instant at = instant(generatedAt);
        return at == null || at.isAfter(clock.instant().plus(TOLERANCE));
    }

    private static @Nullable Instant instant(String generatedAt) {
        try {
            return OffsetDateTime.parse(generatedAt).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Looks at all events. */
    public Outcome events() {
        List<Found> found = new ArrayList<>();
        long checked = 0;
        for (EventLog.Head head : log.heads()) {
            Event before = null;
            for (long from = 1; from <= head.lastPosition(); from += CHUNK) {
                for (Event event : log.range(head.id(), from, from + CHUNK - 1)) {
                    for (Anomaly anomaly : anomalies(before, event)) {
                        found.add(new Found(anomaly, event.position(), event.id(), null, event.asLink()));
                    }
                    before = event;
                    checked++;
                }
            }
            if ((before == null ? 0 : before.position()) != head.lastPosition()) {
                found.add(new Found(Anomaly.HEAD, head.lastPosition(), null, null, null));
            }
        }
        return new Outcome(checked, checked, found);
    }

    private List<Anomaly> anomalies(@Nullable Event before, Event event) {
        List<Anomaly> anomalies = new ArrayList<>(0);
        EventXml.Said said = EventXml.read(event.xml());
        boolean same = said != null
                && said.type().equals(event.type())
                && said.generatedAt().equals(event.generatedAt())
                && said.fingerprint().equals(event.fingerprint())
                && said.expected().equals(event.fingerprint())
                && Objects.equals(said.previous(), event.previous());
        if (!same) {
            anomalies.add(Anomaly.FINGERPRINT);
        }
        if (!XadesVerifier.check(event.xml(), EventXml.SIGNED).good()) {
            anomalies.add(Anomaly.SIGNATURE);
        }
        if (event.position() != (before == null ? 1 : before.position() + 1)) {
            anomalies.add(Anomaly.GAP);
        }
        if (!Objects.equals(event.previous(), before == null ? null : before.asLink())) {
            anomalies.add(Anomaly.LINK);
        }
        Instant at = instant(event.generatedAt());
        Instant earlier = before == null ? null : instant(before.generatedAt());
        if (isFuture(event.generatedAt())) {
            anomalies.add(Anomaly.FUTURE);
        } else if (at != null && earlier != null && earlier.isAfter(at.plus(TOLERANCE))) {
            anomalies.add(Anomaly.EARLIER);
        }
        return anomalies;
    }
}
