package io.rubro.fiscal.verifactu.internal.rest;

import io.rubro.fiscal.verifactu.internal.model.BreakdownLine;
import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.InvoiceNumber;
import io.rubro.fiscal.verifactu.internal.model.Operation;
import io.rubro.fiscal.verifactu.internal.model.Previous;
import io.rubro.fiscal.verifactu.internal.model.Recipient;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.fiscal.verifactu.internal.service.Fault;
import io.rubro.fiscal.verifactu.internal.submission.Submissions.Submission;
import io.rubro.platform.ids.Id;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as the chain browser shows it: Orden HAC/1177/2024, article 7.h.
 *
 * @param type {@code RegistroAlta} or {@code RegistroAnulacion}
 * @param fields what its fingerprint is made of, by the names of the XML, in their order
 * @param kind list L2; absent in a cancellation
 * @param operation how it stands to earlier records of its invoice
 * @param operationDate {@code dd-mm-yyyy}; absent if it was the issue date
 * @param corrected the invoices it corrects
 * @param replaced the simplified invoices it takes the place of
 * @param previous how it names the record before it; absent in the first
 * @param chained whether it is what was sealed and follows the record before it
 * @param inOrder whether its time lies after that of the record before it and not in the future
 * @param previousId the record before it
 * @param nextId the record after it
 * @param submission how far it has come; absent if it is not meant to be sent
 * @param correctable whether a correction may be asked for, if it is the newest record of its invoice
 * @param resendable whether it may be sent again, if it is the newest record of its invoice
 */
public record RecordView(
        Id id,
        Id chain,
        long position,
        String type,
        @Nullable Id invoiceId,
        Map<String, String> fields,
        String issuerName,
        @Nullable String kind,
        Operation operation,
        @Nullable String operationDate,
        List<InvoiceNumber> corrected,
        List<InvoiceNumber> replaced,
        @Nullable String description,
        @Nullable Recipient recipient,
        List<BreakdownLine> breakdown,
        @Nullable Previous previous,
        String fingerprint,
        @Nullable String qrUrl,
        String installation,
        String softwareVersion,
        boolean chained,
        boolean inOrder,
        @Nullable Id previousId,
        @Nullable Id nextId,
        @Nullable SubmissionView submission,
        boolean correctable,
        boolean resendable) {

    /**
     * How far a record has come.
     *
     * @param code what the authority found wrong; absent if nothing
     * @param message the same in its words
     * @param csv its code for the message the record came with
     * @param attempts how often it was sent
     */
    public record SubmissionView(
            SubmissionState state,
            @Nullable String code,
            @Nullable String message,
            @Nullable String csv,
            int attempts,
            Instant queuedAt,
            @Nullable Instant sentAt,
            @Nullable Instant answeredAt) {

        static SubmissionView of(Submission submission) {
            return new SubmissionView(
                    submission.state(),
                    submission.code(),
                    submission.message(),
                    submission.csv(),
                    submission.attempts(),
                    submission.queuedAt(),
                    submission.sentAt(),
                    submission.answeredAt());
        }
    }

    static RecordView of(
            FiscalRecord record,
            List<Fault> faults,
            @Nullable FiscalRecord before,
            @Nullable FiscalRecord after,
            @Nullable Submission submission) {
        RecordContent content = record.content();
        SubmissionState state = submission == null ? null : submission.state();
        return new RecordView(
                record.id(),
                record.chain(),
                record.position(),
                content.type().element(),
                record.invoice(),
                record.fields(),
                content.issuerName(),
                content.kind(),
                content.operation(),
                content.particulars().operationDate(),
                InvoiceNumber.parse(content.rectification().corrected()),
                InvoiceNumber.parse(content.rectification().replaced()),
                content.description(),
                content.recipient(),
                BreakdownLine.parse(content.breakdown()),
                record.previous(),
                record.fingerprint(),
                record.qrUrl(),
                record.installation(),
                record.softwareVersion(),
                faults.stream().allMatch(fault -> fault.kind() == Fault.Kind.TIME),
                faults.stream().noneMatch(fault -> fault.kind() == Fault.Kind.TIME),
                before == null ? null : before.id(),
                after == null ? null : after.id(),
                submission == null ? null : SubmissionView.of(submission),
                content.type() == RecordType.ALTA && (state == null || !state.open()),
                state != null && !state.accepted());
    }
}
