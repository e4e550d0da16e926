package io.rubro.fiscal.verifactu.internal.eventlog;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Previous;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some invoicing records add up to.
 *
 * @param first null if there are none
 * @param issued how many are of issued invoices
 * @param taxes of those
 * @param totals of those
 * @param cancelled how many are of cancelled invoices
 */
public record Tally(
        @Nullable Previous first,
        @Nullable Previous last,
        long issued,
        BigDecimal taxes,
        BigDecimal totals,
        long cancelled) {

    /** Of nothing. */
    public static final Tally NOTHING = new Tally(null, null, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0);

    /** With more records after those. */
    public Tally and(List<FiscalRecord> records) {
        Tally sum = this;
        for (FiscalRecord record : records) {
            sum = sum.and(record);
        }
        return sum;
    }

    private Tally and(FiscalRecord record) {
        Previous link = record.asPrevious();
        boolean alta = record.content().type() == RecordType.ALTA;
        return new Tally(
                first == null ? link : first,
                link,
                issued + (alta ? 1 : 0),
                alta ? taxes.add(amount(record.content().taxTotal())) : taxes,
                alta ? totals.add(amount(record.content().total())) : totals,
                cancelled + (alta ? 0 : 1));
    }

    /** Somebody may have put anything there; what is wrong with it is told elsewhere. */
    private static BigDecimal amount(@Nullable String literal) {
        try {
            return literal == null ? BigDecimal.ZERO : new BigDecimal(literal);
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }
}
