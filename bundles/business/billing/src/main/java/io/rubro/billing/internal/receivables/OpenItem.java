package io.rubro.billing.internal.receivables;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An instalment that is open, with the invoice it belongs to.
 *
 * @param customer the key of the customer
 * @param part its place among the instalments of the invoice, from 1
 * @param parts how many instalments the invoice has
 * @param amount negative in a credit note
 * @param open what of it is not paid
 * @param daysLate how many days after the due date the list was made; zero or less if it is not due
 * @param reminderLevel of the last reminder, 0 if there was none
 * @param paused whether reminders are held back, of the invoice or the customer
 */
public record OpenItem(
        Id invoiceId,
        String number,
        LocalDate issueDate,
        String customer,
        String customerName,
        @Nullable String customerEmail,
        @Nullable String customerCountry,
        String currency,
        int part,
        int parts,
        LocalDate dueDate,
        BigDecimal amount,
        BigDecimal open,
        long daysLate,
        int reminderLevel,
        @Nullable LocalDate remindedOn,
        boolean paused) {

    /** The days from the due date to another one. */
    static long daysLate(LocalDate due, LocalDate day) {
        return ChronoUnit.DAYS.between(due, day);
    }
}
