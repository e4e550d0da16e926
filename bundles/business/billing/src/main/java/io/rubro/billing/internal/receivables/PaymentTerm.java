package io.rubro.billing.internal.receivables;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How invoices are paid: «30/60/90».
 *
 * @param name unique in the organisation, 1 to 80 characters
 * @param parts 1 to 36, their shares add up to 100
 * @param payDay the day of the month the customer pays on, 1 to 31 where 31 is the last one; null if any
 */
public record PaymentTerm(Id id, String name, List<Part> parts, @Nullable Integer payDay, long version)
        implements Versioned {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public PaymentTerm {
        parts = List.copyOf(parts);
    }

    /**
     * A part of what is to be paid.
     *
     * @param days after the issue date, 0 to 1,830
     * @param share percent of the whole, above 0, two decimals
     */
    public record Part(int days, BigDecimal share) {}

    /**
     * The instalments of an invoice. Each is rounded to cents but the last, which is what remains.
     *
     * @param payable what is to be paid; negative in a credit note
     */
    List<Due> instalments(LocalDate issued, BigDecimal payable) {
        List<Due> dues = new ArrayList<>();
        BigDecimal left = payable;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean last = i == parts.size() - 1;
            BigDecimal amount = last ? left : payable.multiply(part.share).divide(HUNDRED, 2, RoundingMode.HALF_UP);
            left = left.subtract(amount);
            dues.add(new Due(onPayDay(issued.plusDays(part.days)), amount));
        }
        return merged(dues);
    }

    /** A pay day may bring two parts to the same day: they are one then, as are cents nobody would notice. */
    private static List<Due> merged(List<Due> dues) {
        return dues.stream()
                .collect(Collectors.toMap(Due::dueDate, Due::amount, BigDecimal::add, java.util.TreeMap::new))
                .entrySet()
                .stream()
                .map(due -> new Due(due.getKey(), due.getValue()))
                .toList();
    }

    private LocalDate onPayDay(LocalDate due) {
        Integer day = payDay;
        if (day == null) {
            return due;
        }
        LocalDate same = atDay(YearMonth.from(due), day);
        return same.isBefore(due) ? atDay(YearMonth.from(due).plusMonths(1), day) : same;
    }

    private static LocalDate atDay(YearMonth month, int day) {
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }

    /**
     * A day and what is to be paid on it.
     *
     * @param amount two decimals
     */
    public record Due(LocalDate dueDate, BigDecimal amount) {}
}
