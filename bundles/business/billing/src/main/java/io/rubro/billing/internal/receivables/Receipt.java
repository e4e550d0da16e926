package io.rubro.billing.internal.receivables;

import io.rubro.billing.PaymentMethod;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money a customer paid, for one invoice, several, or none yet.
 *
 * @param customer the key of the customer
 * @param amount above zero
 * @param allocated what of it paid invoices
 * @param refunded what of it was given back
 * @param unallocated the rest, which the customer has with us
 * @param remark for us to read
 */
public record Receipt(
        Id id,
        String customer,
        String customerName,
        LocalDate date,
        PaymentMethod method,
        String currency,
        BigDecimal amount,
        BigDecimal allocated,
        BigDecimal refunded,
        BigDecimal unallocated,
        @Nullable String remark,
        Instant registeredAt,
        List<Allocation> allocations) {

    public Receipt {
        allocations = List.copyOf(allocations);
    }

    /** A part of it that paid an invoice. */
    public record Allocation(Id invoiceId, String number, LocalDate date, BigDecimal amount) {}

    Receipt with(List<Allocation> made) {
        return new Receipt(
                id,
                customer,
                customerName,
                date,
                method,
                currency,
                amount,
                allocated,
                refunded,
                unallocated,
                remark,
                registeredAt,
                made);
    }
}
