package io.rubro.billing.internal.model;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

/**
 * What a business wants to know of its invoices at a glance.
 *
 * @param currency ISO 4217
 * @param months the last thirteen, oldest first; the last is the current one
 * @param pending what is still to be paid of issued invoices
 * @param overdue the part of it that was to be paid before today
 * @param drafts how many drafts there are
 */
public record Figures(String currency, List<Month> months, Open pending, Open overdue, long drafts) {

    public Figures {
        months = List.copyOf(months);
    }

    /**
     * A month.
     *
     * @param month {@code 2026-11}
     * @param invoices how many were issued, by their issue date
     * @param invoiced their totals
     * @param collected the payments dated in it
     */
    public record Month(YearMonth month, long invoices, BigDecimal invoiced, BigDecimal collected) {}

    /**
     * What is open.
     *
     * @param invoices how many
     * @param amount the sum of their balances
     */
    public record Open(long invoices, BigDecimal amount) {}
}
