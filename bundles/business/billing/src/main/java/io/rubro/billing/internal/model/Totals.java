package io.rubro.billing.internal.model;

import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.Tax;
import io.rubro.billing.TaxGroup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sums of an invoice. Amounts stay unrounded until they are summed by tax; each base is rounded to cents, each tax is
 * its base times the rate rounded to cents, both half up, and the totals are the sums of those: what is printed adds up to
 * the cent (RD 1619/2012, article 6; Ley 37/1992, article 78). Where prices include tax, the sum of the prices is what must
 * come out: it is rounded, the base is taken out of it, and tax is what is left.
 *
 * @param withheld income tax on the base, which the customer pays to the authority
 */
public record Totals(
        List<TaxGroup> taxes,
        BigDecimal base,
        BigDecimal tax,
        BigDecimal surcharge,
        BigDecimal total,
        BigDecimal withheld) {

    private static final int CENTS = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Totals {
        taxes = List.copyOf(taxes);
    }

    /** Sums lines whose numbers were checked, before tax and with nothing special. */
    public static Totals of(List<InvoiceLine> lines) {
        return of(lines, InvoiceTerms.PLAIN);
    }

    /** Sums lines whose numbers were checked. */
    public static Totals of(List<InvoiceLine> lines, InvoiceTerms terms) {
        Map<String, Tax> taxes = new LinkedHashMap<>();
        Map<String, BigDecimal> exact = new LinkedHashMap<>();
        for (InvoiceLine line : lines) {
            String code = line.tax().code();
            taxes.putIfAbsent(code, line.tax());
            exact.merge(code, exactAmount(line.quantity(), line.unitPrice(), line.discountPercent()), BigDecimal::add);
        }
        List<TaxGroup> groups = new ArrayList<>();
        taxes.forEach((code, tax) ->
                groups.add(group(tax, less(terms.discountPercent(), exact.getOrDefault(code, zero())), terms)));
        groups.sort(Comparator.comparing(TaxGroup::rate).reversed().thenComparing(group -> group.kind()
                .code()));
        return ofGroups(groups, terms.withholdingRate());
    }

    /** The totals of groups that were rounded before. */
    public static Totals ofGroups(List<TaxGroup> taxes, BigDecimal withholdingRate) {
        BigDecimal base = sum(taxes, TaxGroup::base);
        BigDecimal tax = sum(taxes, TaxGroup::tax);
        BigDecimal surcharge = sum(taxes, TaxGroup::surcharge);
        return new Totals(taxes, base, tax, surcharge, base.add(tax).add(surcharge), percent(base, withholdingRate));
    }

    private static BigDecimal sum(List<TaxGroup> taxes, Function<TaxGroup, BigDecimal> amount) {
        return taxes.stream().map(amount).reduce(zero(), BigDecimal::add);
    }

    private static TaxGroup group(Tax tax, BigDecimal exact, InvoiceTerms terms) {
        BigDecimal rate = plain(tax.rate());
        BigDecimal surchargeRate = surchargeRate(tax, terms);
        if (!terms.pricesIncludeTax()) {
            BigDecimal base = cents(exact);
            return new TaxGroup(rate, base, percent(base, rate), percent(base, surchargeRate), tax);
        }
        BigDecimal gross = cents(exact);
        BigDecimal base =
                gross.multiply(HUNDRED).divide(HUNDRED.add(rate).add(surchargeRate), CENTS, RoundingMode.HALF_UP);
        if (surchargeRate.signum() == 0) {
            return new TaxGroup(rate, base, gross.subtract(base), zero(), tax);
        }
        BigDecimal charged = percent(base, rate);
        return new TaxGroup(rate, base, charged, gross.subtract(base).subtract(charged), tax);
    }

    private static BigDecimal surchargeRate(Tax tax, InvoiceTerms terms) {
        @Nullable BigDecimal rate = tax.surchargeRate();
        return terms.surcharge() && rate != null ? rate : BigDecimal.ZERO;
    }

    /** What the customer pays. */
    public BigDecimal payable() {
        return total.subtract(withheld);
    }

    /** A line whose numbers were checked, with its amount. */
    public static InvoiceLine line(
            String description, BigDecimal quantity, BigDecimal unitPrice, @Nullable BigDecimal discount, Tax tax) {
        BigDecimal percent = discount == null ? BigDecimal.ZERO : discount;
        return new InvoiceLine(
                description,
                plain(quantity),
                atLeastCents(unitPrice),
                plain(percent),
                plain(tax.rate()),
                cents(exactAmount(quantity, unitPrice, percent)),
                tax);
    }

    private static BigDecimal exactAmount(BigDecimal quantity, BigDecimal unitPrice, BigDecimal discountPercent) {
        return less(discountPercent, quantity.multiply(unitPrice));
    }

    private static BigDecimal less(BigDecimal discountPercent, BigDecimal amount) {
        return discountPercent.signum() == 0
                ? amount
                : amount.multiply(HUNDRED.subtract(discountPercent)).movePointLeft(2);
    }

    private static BigDecimal percent(BigDecimal base, BigDecimal rate) {
        return cents(base.multiply(rate).movePointLeft(2));
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
