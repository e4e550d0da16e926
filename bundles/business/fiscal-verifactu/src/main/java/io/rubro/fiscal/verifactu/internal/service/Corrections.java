package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.billing.FiscalState;
import io.rubro.billing.FiscalStateChanged;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Operation;
import io.rubro.fiscal.verifactu.internal.model.Operations;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.Standing;
import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Puts right what the authority refused or found wrong, or what the issuer finds wrong later: by new records, for no record
 * ever changes.
 */
@Component(service = Corrections.class)
public final class Corrections {

    private final Transactions transactions;
    private final RecordChain chain;
    private final RecordBook book;
    private final Outbox outbox;
    private final Custody custody;
    private final Organizations organizations;
    private final Events events;
    private final Audit audit;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public Corrections(
            @Reference Transactions transactions,
            @Reference RecordChain chain,
            @Reference RecordBook book,
            @Reference Outbox outbox,
            @Reference Custody custody,
            @Reference Organizations organizations,
            @Reference Events events,
            @Reference Audit audit) {
        this(transactions, chain, book, outbox, custody, organizations, events, audit, Clock.systemUTC());
    }

    Corrections(
            Transactions transactions,
            RecordChain chain,
            RecordBook book,
            Outbox outbox,
            Custody custody,
            Organizations organizations,
            Events events,
            Audit audit,
            Clock clock) {
        this.transactions = transactions;
        this.chain = chain;
        this.book = book;
        this.outbox = outbox;
        this.custody = custody;
        this.organizations = organizations;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Makes a record that takes the place of another one.
     *
     * @param id the newest record of an invoice, one of issue
     * @return the new record
     * @throws ProblemException 404 if there is no such record; 409 if the authority has not answered yet, the invoice is
     *     cancelled or there is a newer record; 422 if the change is none a correction may make, or none at all although the
     *     authority accepted the record
     */
    public FiscalRecord correct(Id id, Change change) {
        return transactions.required(() -> {
            FiscalRecord record = newest(id);
            if (record.content().type() == RecordType.ANULACION) {
                throw refusal("cancellation");
            }
            // what is kept is corrected without a word of what the authority has
            Operation operation = book.keeps(organizations.current())
                    ? Operation.CORRECTION
                    : Operations.correction(standing(record));
            if (change.empty() && state(record) == SubmissionState.ACCEPTED) {
                throw ProblemException.invalid("description", "fiscal-verifactu.operation.unchanged");
            }
            LocalDate today =
                    LocalDate.ofInstant(clock.instant(), organizations.current().zone());
            RecordContent content = Changes.apply(record.content(), change, today);
            return add(record, content.as(operation), "fiscal-verifactu.record.correct");
        });
    }

    /**
     * Sends a record again: one that was refused as a new record, one that waits at once.
     *
     * @param id the newest record of an invoice
     * @return the new record, or the same if it waits
     * @throws ProblemException 404 if there is no such record; 409 if the authority has it, it is not meant to be sent or
     *     there is a newer record
     */
    public FiscalRecord resend(Id id) {
        return transactions.required(() -> {
            FiscalRecord record = newest(id);
            SubmissionState state = state(record);
            if (state == null) {
                throw refusal("not-sent");
            }
            if (state.accepted()) {
                throw refusal("accepted");
            }
            if (state.open()) {
                outbox.hurry();
                return record;
            }
            Standing standing = standing(record);
            Operation operation = record.content().type() == RecordType.ALTA
                    ? Operations.correction(standing)
                    : Operations.cancellation(standing);
            return add(record, record.content().as(operation), "fiscal-verifactu.record.resend");
        });
    }

    private FiscalRecord newest(Id id) {
        FiscalRecord record =
                chain.find(id).orElseThrow(() -> ProblemException.notFound("fiscal-verifactu.record-not-found", id));
        RecordContent content = record.content();
        // whoever comes second waits here and then finds the newer record
        outbox.hold(record);
        for (RecordType type : RecordType.values()) {
            boolean later = chain.newest(content.issuer(), content.number(), type)
                    .filter(other -> isLater(other, record))
                    .isPresent();
            if (later) {
                throw refusal("superseded");
            }
        }
        return record;
    }

    private static boolean isLater(FiscalRecord one, FiscalRecord other) {
        return one.chain().equals(other.chain())
                ? one.position() > other.position()
                : one.chain().compareTo(other.chain()) > 0;
    }

    private Standing standing(FiscalRecord record) {
        return outbox.standing(record.content().issuer(), record.content().number());
    }

    private @Nullable SubmissionState state(FiscalRecord record) {
        return outbox.state(record.id()).orElse(null);
    }

    private FiscalRecord add(FiscalRecord old, RecordContent content, String action) {
        Organization business = organizations.current();
        FiscalRecord added = book.add(business, old.invoice(), content);
        Id invoice = old.invoice();
        if (invoice != null) {
            FiscalState state = book.keeps(business) ? FiscalState.NOT_SENT : FiscalState.PENDING;
            events.publish(new FiscalStateChanged(invoice, state, null, null));
        }
        audit.record(
                action,
                "record",
                added.id(),
                Map.of("number", content.number(), "replaces", old.id().toString()));
        return added;
    }

    private static ProblemException refusal(String reason) {
        return ProblemException.conflict("fiscal-verifactu.operation." + reason, Map.of());
    }
}
