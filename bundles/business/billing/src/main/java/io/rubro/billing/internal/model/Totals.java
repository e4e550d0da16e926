package io.rubro.billing.internal.model;

import io.rubro.billing.InvoiceLine;
import io.rubro.billing.LineDraft;
import io.rubro.billing.TaxGroup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sums of an invoice. Amounts stay unrounded until they are summed by tax rate; each base is rounded to cents, each
 * tax is its base times the rate rounded to cents, both half up, and the totals are the sums of those: what is printed
 * adds up to the cent (RD 1619/2012, article 6; Ley 37/1992, article 78).
 */
public record Totals(List<TaxGroup> taxes, BigDecimal base, BigDecimal tax, BigDecimal total) {

    private static final int CENTS = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Totals {
        taxes = List.copyOf(taxes);
    }

    /** Sums lines whose numbers were checked. */
    public static Totals of(List<InvoiceLine> lines) {
        Map<BigDecimal, BigDecimal> exact = new TreeMap<>(Comparator.reverseOrder());
        for (InvoiceLine line : lines) {
            exact.merge(
                    plain(line.taxRate()),
                    exactAmount(line.quantity(), line.unitPrice(), line.discountPercent()),
                    BigDecimal::add);
        }
        return ofGroups(exact.entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue()))
                .toList());
    }

    /** The totals of groups that were rounded before. */
    public static Totals ofGroups(List<TaxGroup> taxes) {
        BigDecimal base = taxes.stream().map(TaxGroup::base).reduce(zero(), BigDecimal::add);
        BigDecimal tax = taxes.stream().map(TaxGroup::tax).reduce(zero(), BigDecimal::add);
        return new Totals(taxes, base, tax, base.add(tax));
    }

    private static TaxGroup group(BigDecimal rate, BigDecimal exact) {
        BigDecimal base = cents(exact);
        return new TaxGroup(rate, base, cents(base.multiply(rate).movePointLeft(2)));
    }

    /** A line as asked for, with its amount. */
    public static InvoiceLine line(LineDraft draft, String description) {
        @Nullable BigDecimal given = draft.discountPercent();
        BigDecimal discount = given == null ? BigDecimal.ZERO : given;
        return line(description, draft.quantity(), draft.unitPrice(), discount, draft.taxRate());
    }

    /** A line with its amount. */
    static InvoiceLine line(
            String description, BigDecimal quantity, BigDecimal unitPrice, BigDecimal discount, BigDecimal taxRate) {
        return new InvoiceLine(
                description,
                plain(quantity),
                atLeastCents(unitPrice),
                plain(discount),
                plain(taxRate),
                cents(exactAmount(quantity, unitPrice, discount)));
    }

    private static BigDecimal exactAmount(BigDecimal quantity, BigDecimal unitPrice, BigDecimal discountPercent) {
        BigDecimal gross = quantity.multiply(unitPrice);
        return discountPercent.signum() == 0
                ? gross
                : gross.multiply(HUNDRED.subtract(discountPercent)).movePointLeft(2);
    }

    /** Zero with two decimals. */
    public static BigDecimal zero() {
        return BigDecimal.ZERO.setScale(CENTS);
    }

    /** Rounded half up to two decimals. */
    public static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(CENTS, RoundingMode.HALF_UP);
    }

    /** Without trailing zeros: 21.00 → 21, 10.50 → 10.5, 100 → 100. */
    public static BigDecimal plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    /** Without trailing zeros, but with at least two decimals: 1.5 → 1.50, 0.0125 → 0.0125. */
    public static BigDecimal atLeastCents(BigDecimal price) {
        BigDecimal bare = price.stripTrailingZeros();
        return bare.scale() < CENTS ? bare.setScale(CENTS) : bare;
    }
}
