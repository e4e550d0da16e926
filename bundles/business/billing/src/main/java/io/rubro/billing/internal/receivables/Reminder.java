package io.rubro.billing.internal.receivables;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A letter that reminds a customer of an instalment.
 *
 * @param level 1 for the first, one more for each that follows
 * @param settledOn when it was handed over, dismissed or withdrawn
 * @param language of its text: {@code es}, {@code es-AR}, {@code en}
 * @param amount what was open when it was written
 */
public record Reminder(
        Id id,
        Id invoiceId,
        int part,
        int level,
        State state,
        LocalDate proposedOn,
        @Nullable LocalDate settledOn,
        String language,
        String customer,
        String customerName,
        @Nullable String customerEmail,
        String number,
        LocalDate dueDate,
        String currency,
        BigDecimal amount,
        String subject,
        String text) {

    /** What became of it. */
    public enum State {
        /** Waits for a person. */
        PROPOSED,
        /** Handed over. */
        SENT,
        /** A person decided against it; the next level follows in its time. */
        DISMISSED,
        /** Paid, paused or cancelled before it was handed over. */
        WITHDRAWN
    }
}
