package io.rubro.invoice.documents.internal.einvoice;

import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.Tax;
import io.rubro.billing.TaxGroup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The amounts of an invoice before tax, line by line, so that they add up to its bases to the cent. Formats for programs
 * want each line rounded and the bases summed from those; the invoice's bases are summed unrounded and may bear a general
 * discount. What is between the two is one more discount or charge for each tax.
 *
 * @param lines in the invoice's order
 * @param rests what is to be added to the lines of a tax to get its base; only those that are not zero
 */
record NetAmounts(List<Line> lines, List<Rest> rests) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int CENTS = 2;
    private static final int PRICE_DECIMALS = 8;

    NetAmounts {
        lines = List.copyOf(lines);
        rests = List.copyOf(rests);
    }

    /**
     * A line.
     *
     * @param price of one piece before tax, not below zero
     * @param gross {@code quantity × price}, two decimals
     * @param discount taken off it
     * @param net {@code gross - discount}
     */
    record Line(
            InvoiceLine source,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal gross,
            BigDecimal discount,
            BigDecimal net) {}

    /**
     * What is between the lines of a tax and its base.
     *
     * @param amount above zero: a charge; below: a discount
     */
    record Rest(TaxGroup group, BigDecimal amount) {}

    /**
     * Of an invoice.
     *
     * @param sign -1 turns everything round: what a credit note takes back is positive in some formats
     */
    static NetAmounts of(Invoice invoice, int sign) {
        List<Line> lines =
                invoice.lines().stream().map(line -> line(invoice, line, sign)).toList();
        List<Rest> rests = new ArrayList<>();
        for (TaxGroup group : invoice.taxes()) {
            BigDecimal sum = BigDecimal.ZERO;
            for (Line line : lines) {
                if (line.source().tax().code().equals(group.kind().code())) {
                    sum = sum.add(line.net());
                }
            }
            BigDecimal rest = group.base().multiply(BigDecimal.valueOf(sign)).subtract(sum);
            if (rest.signum() != 0) {
                rests.add(new Rest(group, rest));
            }
        }
        return new NetAmounts(lines, rests);
    }

    private static Line line(Invoice invoice, InvoiceLine source, int sign) {
        BigDecimal quantity = source.quantity().multiply(BigDecimal.valueOf(sign));
        BigDecimal amount = source.amount().multiply(BigDecimal.valueOf(sign));
        if (!invoice.terms().pricesIncludeTax() && quantity.signum() > 0) {
            BigDecimal gross = quantity.multiply(source.unitPrice()).setScale(CENTS, RoundingMode.HALF_UP);
            return new Line(source, quantity, source.unitPrice(), gross, gross.subtract(amount), amount);
        }
        BigDecimal net = invoice.terms().pricesIncludeTax() ? beforeTax(invoice, source.tax(), amount) : amount;
        BigDecimal price =
                net.divide(quantity, PRICE_DECIMALS, RoundingMode.HALF_UP).abs();
        return new Line(source, quantity, price, net, BigDecimal.ZERO.setScale(CENTS), net);
    }

    private static BigDecimal beforeTax(Invoice invoice, Tax tax, BigDecimal amount) {
        BigDecimal surcharge = tax.surchargeRate();
        BigDecimal rate =
                invoice.terms().surcharge() && surcharge != null ? tax.rate().add(surcharge) : tax.rate();
        return amount.multiply(HUNDRED).divide(HUNDRED.add(rate), CENTS, RoundingMode.HALF_UP);
    }

    /** The sum of the lines. */
    BigDecimal sum() {
        return lines.stream().map(Line::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The sum of the discounts beside the lines, above zero. */
    BigDecimal discounts() {
        return rests.stream()
                .map(Rest::amount)
                .filter(amount -> amount.signum() < 0)
                .reduce(BigDecimal.ZERO, BigDecimal::subtract);
    }

    /** The sum of the charges beside the lines. */
    BigDecimal charges() {
        return rests.stream()
                .map(Rest::amount)
                .filter(amount -> amount.signum() > 0)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
