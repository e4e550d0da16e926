package io.rubro.fiscal.verifactu.internal.eventlog;

import io.rubro.fiscal.verifactu.internal.service.RecordChain;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.persistence.Transactions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Summaries of events, at least every six hours of work: Orden HAC/1177/2024, article 9.2. */
@Component(service = Summaries.class)
public final class Summaries {

    /** Half an hour is left for whatever keeps the job from running. */
    static final Duration DUE = Duration.ofMinutes(330);

    private static final int CHUNK = 500;

    private final Transactions transactions;
    private final EventLog log;
    private final RecordChain records;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public Summaries(@Reference Transactions transactions, @Reference EventLog log, @Reference RecordChain records) {
        this(transactions, log, records, Clock.systemUTC());
    }

    /** With a clock of its own. */
    public Summaries(Transactions transactions, EventLog log, RecordChain records, Clock clock) {
        this.transactions = transactions;
        this.log = log;
        this.records = records;
        this.clock = clock;
    }

    /** Appends a summary if the last one is too old, or none was made since the log began. */
    public boolean appendIfDue(Organization business) {
        Optional<EventLog.Head> head = log.head(business);
        if (head.isEmpty()) {
            return false;
        }
        Instant since = log.last(head.get().id(), EventType.SUMMARY)
                .or(() -> log.at(head.get().id(), 1))
                .map(event -> instant(event.generatedAt()))
                .orElse(Instant.EPOCH);
        if (clock.instant().isBefore(since.plus(DUE))) {
            return false;
        }
        append(business);
        return true;
    }

    private static Instant instant(String generatedAt) {
        try {
            return OffsetDateTime.parse(generatedAt).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** Appends a summary of what happened since the last one. */
    public Event append(Organization business) {
        return transactions.required(() -> {
            Optional<EventLog.Head> head = log.head(business);
            Optional<Event> last = head.flatMap(found -> log.last(found.id(), EventType.SUMMARY));
            Map<EventType, Long> events = new EnumMap<>(EventType.class);
            head.ifPresent(
                    found -> log.counts(found.id(), last.map(Event::position).orElse(0L))
                            .forEach(count -> type(count.type()).ifPresent(type -> events.put(type, count.events()))));
            Long before = last.map(Event::recordPosition).orElse(null);
            Optional<RecordChain.Head> chain = head.flatMap(this::chainOf);
            // before the first summary: the records made since the log began
            long from = before == null ? firstLogged(head, chain) : before + 1;
            long to = chain.map(RecordChain.Head::lastPosition).orElse(0L);
            Tally tally = Tally.NOTHING;
            if (chain.isPresent()) {
                for (long next = from; next <= to; next += CHUNK) {
                    tally = tally.and(records.range(chain.get().id(), next, Math.min(to, next + CHUNK - 1)));
                }
            }
            return log.append(business, EventType.SUMMARY, EventDetails.summary(events, tally), null, to);
        });
    }

    private Optional<RecordChain.Head> chainOf(EventLog.Head head) {
        return records.heads().stream()
                .filter(chain -> chain.issuer().equals(head.issuer())
                        && chain.installation().equals(head.installation()))
                .findFirst();
    }

    /** The first record that is not older than the first event of the chain. */
    private long firstLogged(Optional<EventLog.Head> head, Optional<RecordChain.Head> chain) {
        if (head.isEmpty() || chain.isEmpty()) {
            return 1;
        }
        Instant began = log.at(head.get().id(), 1)
                .map(event -> instant(event.generatedAt()))
                .orElse(Instant.EPOCH);
        // by halves: records are in the order of their times
        long low = 1;
        long high = chain.get().lastPosition() + 1;
        while (low < high) {
            long middle = (low + high) / 2;
            boolean older = records.range(chain.get().id(), middle, middle).stream()
                    .anyMatch(record -> instant(record.generatedAt()).isBefore(began));
            if (older) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Optional<EventType> type(String code) {
        for (EventType type : EventType.values()) {
            if (type.code().equals(code)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
