package io.rubro.crm.internal.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sums, shares and medians as reports show them. */
final class Sums {

    static final BigDecimal ZERO = new BigDecimal("0.00");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Sums() {}

    static BigDecimal of(Collection<Deal> deals) {
        return deals.stream().map(Deal::value).reduce(ZERO, BigDecimal::add);
    }

    /** {@code amount × percent / 100}, to the cent. */
    static BigDecimal percentOf(BigDecimal amount, BigDecimal percent) {
        return amount.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    /** In percent with one decimal; null of nothing. */
    static @Nullable BigDecimal share(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }

    /** Null of nothing. */
    static @Nullable BigDecimal mean(BigDecimal sum, long count) {
        return count == 0 ? null : sum.divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP);
    }

    /** The value that so many percent do not exceed (nearest rank); empty of nothing. */
    static Optional<Integer> percentile(List<Integer> values, int percent) {
        List<Integer> sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(Math.max(0, rank - 1)));
    }
}
