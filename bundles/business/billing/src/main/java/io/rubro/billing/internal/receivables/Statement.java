package io.rubro.billing.internal.receivables;

import io.rubro.billing.internal.receivables.LateInterest.Stretch;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account of a customer.
 *
 * @param opening what was owed before {@code from}; negative if it was credit
 * @param closing what is owed at the end of {@code to}
 * @param credit the part of receipts that paid no invoice yet, zero or more
 * @param open what is open at the end of {@code to}
 * @param interest late interest on it until then, and on what was paid late in invoices that are open
 * @param compensation for the costs of collection, per late invoice
 * @param due {@code closing + interest + compensation}
 */
public record Statement(
        String customer,
        String name,
        @Nullable String email,
        String currency,
        LocalDate from,
        LocalDate to,
        BigDecimal opening,
        List<Movement> movements,
        BigDecimal closing,
        BigDecimal credit,
        List<Late> open,
        BigDecimal interest,
        BigDecimal compensation,
        BigDecimal due) {

    public Statement {
        movements = List.copyOf(movements);
        open = List.copyOf(open);
    }

    /** The sorts of movements. */
    public enum Kind {
        INVOICE,
        CREDIT_NOTE,
        PAYMENT,
        OFFSET,
        RECEIPT,
        REFUND
    }

    /**
     * A movement.
     *
     * @param text the number of the invoice, or what was remarked
     * @param charge what it adds to what is owed
     * @param credit what it takes off
     * @param balance what is owed after it
     */
    public record Movement(
            LocalDate date,
            Kind kind,
            @Nullable String text,
            @Nullable Id invoiceId,
            BigDecimal charge,
            BigDecimal credit,
            BigDecimal balance) {}

    /** An open instalment with the interest it has borne. */
    public record Late(OpenItem item, List<Stretch> stretches, BigDecimal interest) {
        public Late {
            stretches = List.copyOf(stretches);
        }
    }
}
