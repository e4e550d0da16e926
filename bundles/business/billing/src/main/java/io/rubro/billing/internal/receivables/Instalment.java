package io.rubro.billing.internal.receivables;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A part of what is to be paid of an invoice.
 *
 * @param part its place, from 1
 * @param amount negative in a credit note
 * @param open what of it is not paid: payments cover the instalments of an invoice in order
 * @param reminderLevel of the last reminder, 0 if there was none
 */
public record Instalment(int part, LocalDate dueDate, BigDecimal amount, BigDecimal open, int reminderLevel) {

    /**
     * What is open of an instalment.
     *
     * @param before the sum of the instalments before it
     * @param paid of the whole invoice
     */
    static BigDecimal open(BigDecimal amount, BigDecimal before, BigDecimal paid) {
        BigDecimal left = before.add(amount).subtract(paid);
        if (amount.signum() < 0) {
            return left.min(BigDecimal.ZERO.setScale(2)).max(amount);
        }
        return left.max(BigDecimal.ZERO.setScale(2)).min(amount);
    }
}
