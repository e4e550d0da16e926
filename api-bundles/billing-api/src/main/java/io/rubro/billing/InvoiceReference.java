package io.rubro.billing;

import io.rubro.platform.ids.Id;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An earlier invoice another one refers to: one of the organisation's own, or one issued elsewhere, as before the
 * organisation came here.
 *
 * @param invoiceId null if it was issued elsewhere
 * @param number as printed; in a draft it may be absent if {@code invoiceId} is given
 * @param issueDate as {@code number}
 */
public record InvoiceReference(@Nullable Id invoiceId, @Nullable String number, @Nullable LocalDate issueDate) {

    /** An invoice of the organisation. */
    public static InvoiceReference to(Id invoiceId) {
        return new InvoiceReference(invoiceId, null, null);
    }
}
