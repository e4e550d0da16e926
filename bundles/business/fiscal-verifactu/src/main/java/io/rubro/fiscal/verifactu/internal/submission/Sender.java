package io.rubro.fiscal.verifactu.internal.submission;

import io.rubro.billing.FiscalState;
import io.rubro.billing.FiscalStateChanged;
import io.rubro.fiscal.verifactu.internal.mode.Standing;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Literal;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.RecordXml;
import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.fiscal.verifactu.internal.service.RecordChain;
import io.rubro.fiscal.verifactu.internal.submission.Batches.Batch;
import io.rubro.fiscal.verifactu.internal.submission.Batches.Outcome;
import io.rubro.fiscal.verifactu.internal.submission.ExchangeException.Problem;
import io.rubro.fiscal.verifactu.internal.submission.Submissions.Submission;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the records of the organisation on the thread, chain by chain and each in its order, as the authority wants it:
 * Orden HAC/1177/2024, article 16. Nobody who issues waits for it.
 */
@Component(service = Sender.class)
public final class Sender {

    /** The type of live updates: of the chain whose records have moved on. */
    public static final String CHANGE = "fiscal-verifactu.record";

    static final String READ = "fiscal-verifactu.record.read";

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int MAX_MESSAGES = 50;
    /** The days of the authority. */
    private static final ZoneId SPAIN = ZoneId.of("Europe/Madrid");
    /** More than an exchange may take: a node that is only slow keeps its lease. */
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(2);

    private final Transactions transactions;
    private final Sql sql;
    private final RecordChain chains;
    private final Submissions submissions;
    private final Batches batches;
    private final Authority authority;
    private final Events events;
    private final LiveUpdates live;
    private final RejectionNews news;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public Sender(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference RecordChain chains,
            @Reference Submissions submissions,
            @Reference Authority authority,
            @Reference Events events,
            @Reference LiveUpdates live,
            @Reference RejectionNews news) {
        this(transactions, sql, chains, submissions, authority, events, live, news, Clock.systemUTC());
    }

    Sender(
            Transactions transactions,
            Sql sql,
            RecordChain chains,
            Submissions submissions,
            Authority authority,
            Events events,
            LiveUpdates live,
            RejectionNews news,
            Clock clock) {
        this.transactions = transactions;
        this.sql = sql;
        this.chains = chains;
        this.submissions = submissions;
        this.batches = new Batches(transactions, sql, submissions);
        this.authority = authority;
        this.events = events;
        this.live = live;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Sends what is due.
     *
     * @return whether the authority answered whenever it was asked
     */
    public boolean sendDue() {
        if (authority.obstacle(clock.instant()).isPresent()) {
            return true;
        }
        boolean reached = true;
        for (Id chain : submissions.chainsWaiting()) {
            reached &= send(chain);
        }
        return reached;
    }

    private boolean send(Id chain) {
        for (int i = 0; i < MAX_MESSAGES && !Thread.currentThread().isInterrupted(); i++) {
            Instant sentAt = clock.instant();
            Optional<Batch> batch =
                    batches.take(chain, sentAt, authority.timeout().plus(LEASE_MARGIN));
            if (batch.isEmpty()) {
                return true;
            }
            try {
                exchange(batch.get(), sentAt);
            } catch (ExchangeException e) {
                failed(batch.get(), e, sentAt);
                return e.problem() != Problem.UNREACHABLE && e.problem() != Problem.NO_ANSWER;
            } catch (RuntimeException e) {
                // it may have arrived, and what came of it was not noted: as if nobody had answered
                LOG.error("a message of chain {} failed here", chain, e);
                failed(batch.get(), new ExchangeException(Problem.NO_ANSWER, e.toString(), e), sentAt);
                return true;
            }
        }
        return true;
    }

    private void exchange(Batch batch, Instant sentAt) throws ExchangeException {
        Map<Id, FiscalRecord> records = chains.range(batch.chain(), batch.first(), batch.last()).stream()
                .collect(Collectors.toMap(FiscalRecord::id, Function.identity()));
        List<FiscalRecord> ordered = batch.submissions().stream()
                .map(submission -> records.get(submission.record()))
                .filter(record -> record != null)
                .toList();
        // the newest name is that of today: names in the header must be those the authority knows
        RecordContent newest = ordered.get(ordered.size() - 1).content();
        String message = SoapMessages.submission(
                newest.issuer(),
                newest.issuerName(),
                Standing.read(sql, LocalDate.ofInstant(sentAt, SPAIN))
                        .endOfVerifactu()
                        .map(Literal::of)
                        .orElse(null),
                batch.late(),
                ordered.stream().map(RecordXml::of).toList());
        Answer answer = AnswerReader.submission(authority.exchange(message));
        List<Outcome> outcomes = Verdicts.of(batch.submissions(), records, answer);
        if (outcomes.isEmpty()) {
            throw new ExchangeException(Problem.NO_ANSWER, null, "the answer speaks of none of the records");
        }
        note(batch, records, answer, outcomes, sentAt);
    }

    private void note(
            Batch batch, Map<Id, FiscalRecord> records, Answer answer, List<Outcome> outcomes, Instant sentAt) {
        transactions.run(() -> {
            if (!batches.answered(batch, answer, outcomes, sentAt, clock.instant())) {
                LOG.warn("another node took over chain {}: what was answered here is asked again", batch.chain());
                return;
            }
            Map<Id, Long> newest = newest(batch);
            for (Outcome outcome : outcomes) {
                FiscalRecord record = records.get(outcome.submission().record());
                Id invoice = record == null ? null : record.invoice();
                if (record != null && invoice != null && record.position() == newest.getOrDefault(invoice, 0L)) {
                    events.publish(
                            new FiscalStateChanged(invoice, state(record, outcome), outcome.code(), outcome.message()));
                }
            }
            news.rejected(outcomes.stream()
                    .filter(outcome -> outcome.state() == SubmissionState.REJECTED)
                    .count());
            live.changed(CHANGE, batch.chain(), READ);
        });
    }

    /** The place of the newest record of each invoice, also if it came only after this message had left. */
    private Map<Id, Long> newest(Batch batch) {
        Map<Id, Long> newest = new HashMap<>();
        sql.query(
                        """
                        select r.invoice_id, max(r.chain_position) as p from fiscal_verifactu.record r
                        where r.organization_id = {org} and r.chain_id = ? and r.chain_position >= ?
                          and r.invoice_id is not null
                        group by r.invoice_id""",
                        row -> Map.entry(new Id(row.getLong("invoice_id")), row.getLong("p")),
                        batch.chain(),
                        batch.first())
                .forEach(entry -> newest.put(entry.getKey(), entry.getValue()));
        return newest;
    }

    private static FiscalState state(FiscalRecord record, Outcome outcome) {
        return switch (outcome.state()) {
            case PENDING, SENT -> FiscalState.PENDING;
            case REJECTED -> FiscalState.REJECTED;
            case ACCEPTED, ACCEPTED_WITH_ERRORS ->
                record.content().type() == RecordType.ANULACION
                        ? FiscalState.CANCELLED
                        : outcome.state() == SubmissionState.ACCEPTED
                                ? FiscalState.ACCEPTED
                                : FiscalState.ACCEPTED_WITH_ERRORS;
        };
    }

    private void failed(Batch batch, ExchangeException failure, Instant sentAt) {
        LOG.warn(
                "a message of {} records of chain {} came to nothing: {} {}",
                batch.submissions().size(),
                batch.chain(),
                failure.problem(),
                failure.text());
        if (failure.problem() == Problem.SPOILED && batch.submissions().size() == 1) {
            spoiler(batch, failure, sentAt);
            return;
        }
        batches.failed(batch, failure, clock.instant());
        live.changed(CHANGE, batch.chain(), READ);
    }

    /** The one record that spoils every message it is in counts as refused, so that the others get through. */
    private void spoiler(Batch batch, ExchangeException failure, Instant sentAt) {
        Submission submission = batch.submissions().get(0);
        Map<Id, FiscalRecord> records = chains.range(batch.chain(), batch.first(), batch.last()).stream()
                .collect(Collectors.toMap(FiscalRecord::id, Function.identity()));
        Answer none = new Answer(null, batch.dispatch().waitSeconds(), List.of());
        note(
                batch,
                records,
                none,
                List.of(new Outcome(submission, SubmissionState.REJECTED, failure.code(), failure.text())),
                sentAt);
    }
}
