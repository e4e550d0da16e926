package io.rubro.billing;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The invoices of the organisation on the thread. Each method joins the current transaction or has one of its own; each
 * change is audited. Texts are trimmed and blank ones count as absent.
 */
@ProviderType
public interface Invoices {

    /**
     * Writes a draft.
     *
     * @throws ProblemException 422 if a field breaks a rule, also if {@code customer.contactId} is no contact
     */
    Invoice create(InvoiceDraft draft);

    /**
     * Writes an invoice and issues it, in one transaction.
     *
     * @throws ProblemException as {@link #create} and {@link #issue}; nothing is kept then
     */
    Invoice createIssued(InvoiceDraft draft);

    /**
     * Replaces what a draft says.
     *
     * @param seen the version the caller has read
     * @throws ProblemException as {@link #create}; 404 if there is no such invoice, 409 if it is issued, 428 without {@code
     *     seen}, 412 if the draft changed since
     */
    Invoice update(Id id, @Nullable IfMatch seen, InvoiceDraft draft);

    /**
     * Deletes a draft.
     *
     * @param seen the version the caller has read
     * @throws ProblemException 404 if there is no such invoice, 409 if it is issued, 428 without {@code seen}, 412 if the
     *     draft changed since
     */
    void delete(Id id, @Nullable IfMatch seen);

    /**
     * An invoice.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    Invoice get(Id id);

    /**
     * Invoices in the order asked for: {@code -createdAt} (the default), {@code issueDate}, {@code number}, {@code
     * customer}, {@code total}, {@code collectBy} (the day by which what is open is to be paid). Drafts come after all
     * numbers and dates, and what has no balance after all those days.
     *
     * @throws ProblemException 422 if the order, limit or cursor is wrong
     */
    Page<InvoiceSummary> list(InvoiceFilter filter, PageRequest page);

    /**
     * Makes a draft a legal document: checks it against the law, takes the next number of its series, seals it by the
     * {@link FiscalRegime} and publishes {@link InvoiceIssued}. All or nothing: no number is lost.
     *
     * @param seen the version the caller has read; null if any will do
     * @throws ProblemException 404 if there is no such invoice; 409 if it is issued already or no regime of the
     *     organisation's country is running; 412 if the draft changed since; 422 if the law demands something it lacks
     */
    Invoice issue(Id id, @Nullable IfMatch seen);

    /**
     * Cancels an invoice that was issued by mistake and of which nothing was paid; a return or a change needs a credit note
     * instead. Publishes {@link InvoiceCancelled}.
     *
     * @param seen the version the caller has read; null if any will do
     * @param reason 1 to 200 characters
     * @throws ProblemException 404 if there is no such invoice; 409 if it is not issued, something was paid, another invoice
     *     refers to it, or its regime knows no cancelling; 412 if it changed since; 422 without a reason
     */
    Invoice cancel(Id id, @Nullable IfMatch seen, String reason);

    /**
     * Notes that money for an invoice arrived and publishes {@link PaymentRegistered}.
     *
     * @throws ProblemException 404 if there is no such invoice, 409 if it is a draft, 422 if the payment breaks a rule or
     *     exceeds the balance
     */
    Payment registerPayment(Id id, PaymentDraft draft);

    /**
     * The payments of an invoice, oldest first.
     *
     * @throws ProblemException 404 if there is no such invoice
     */
    List<Payment> payments(Id id);
}
