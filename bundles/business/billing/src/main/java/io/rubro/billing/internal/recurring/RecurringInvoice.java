package io.rubro.billing.internal.recurring;

import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.LineDraft;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The invoice a template makes for a day. */
final class RecurringInvoice {

    private RecurringInvoice() {}

    /**
     * @param period the day it is for
     * @param today the day it is made: what is late bears today's date, as the numbers of a series follow their dates, and
     *     says when it was supplied
     */
    static InvoiceDraft draft(Template template, LocalDate period, LocalDate today, Locale locale) {
        Template.Content content = template.content();
        int number = template.made() + 1;
        List<LineDraft> lines = content.lines().stream()
                .map(line -> line(
                        Placeholders.fill(line.description(), period, number, locale),
                        line.quantity(),
                        line.unitPrice(),
                        line.discountPercent(),
                        line.taxRate(),
                        taxCode(line)))
                .toList();
        String notes = content.notes();
        Integer days = content.dueDays();
        InvoiceTerms terms = new InvoiceTerms(
                false,
                BigDecimal.ZERO,
                content.surcharge(),
                content.withholdingRate(),
                period.isBefore(today) ? period : null);
        return new InvoiceDraft(
                null,
                content.series(),
                null,
                days == null || content.termId() != null ? null : today.plusDays(days),
                content.customer(),
                terms,
                lines,
                null,
                List.of(),
                notes == null ? null : Placeholders.fill(notes, period, number, locale));
    }

    static @Nullable String taxCode(LineDraft line) {
        return line.taxCode();
    }

    static LineDraft line(
            String description,
            BigDecimal quantity,
            BigDecimal unitPrice,
            @Nullable BigDecimal discount,
            @Nullable BigDecimal taxRate,
            @Nullable String taxCode) {
        return new LineDraft(description, quantity, unitPrice, discount, taxRate, taxCode);
    }
}
