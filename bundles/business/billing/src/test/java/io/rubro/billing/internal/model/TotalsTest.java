package io.rubro.billing.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.Tax;
import io.rubro.billing.TaxGroup;
import io.rubro.billing.TaxTreatment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TotalsTest {

    private static final BigDecimal TEN_EUROS = BigDecimal.TEN;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private static BigDecimal n(String text) {
        return new BigDecimal(text);
    }

    private static InvoiceLine line(String quantity, String price, String discount, String rate) {
        return Totals.line("x", n(quantity), n(price), n(discount), Tax.of(Totals.plain(n(rate))));
    }

    @Provide
    Arbitrary<List<InvoiceLine>> lines() {
        Arbitrary<BigDecimal> quantity =
                Arbitraries.bigDecimals().between(n("0.000001"), n("99999")).ofScale(6);
        Arbitrary<BigDecimal> price =
                Arbitraries.bigDecimals().between(BigDecimal.ZERO, n("99999")).ofScale(6);
        Arbitrary<BigDecimal> discount =
                Arbitraries.bigDecimals().between(BigDecimal.ZERO, n("100")).ofScale(2);
        Arbitrary<BigDecimal> rate = Arbitraries.of(n("21"), n("10"), n("4"), n("0"), n("21.00"), n("10.5"));
        return Combinators.combine(quantity, price, discount, rate)
                .as((q, p, d, r) -> Totals.line("x", q, p, d, Tax.of(Totals.plain(r))))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property
    void totals_are_the_sums_of_their_groups(@ForAll("lines") List<InvoiceLine> lines) {
        Totals totals = Totals.of(lines);
        assertThat(totals.base())
                .isEqualTo(totals.taxes().stream().map(TaxGroup::base).reduce(Totals.zero(), BigDecimal::add));
        assertThat(totals.tax())
                .isEqualTo(totals.taxes().stream().map(TaxGroup::tax).reduce(Totals.zero(), BigDecimal::add));
        assertThat(totals.total()).isEqualTo(totals.base().add(totals.tax()));
        assertThat(totals.taxes()).allSatisfy(group -> {
            assertThat(group.base().scale()).isEqualTo(2);
            assertThat(group.tax().scale()).isEqualTo(2);
        });
    }

    @Property
    void each_rate_makes_one_group(@ForAll("lines") List<InvoiceLine> lines) {
        assertThat(Totals.of(lines).taxes()).extracting(TaxGroup::rate).doesNotHaveDuplicates();
    }

    /** The authority's validations 15.7, 16 and 17 tolerate 10 euros; ours are off by less than a cent. */
    @Property
    void the_sums_stay_within_the_tolerance_of_the_authority(@ForAll("lines") List<InvoiceLine> lines) {
        Totals totals = Totals.of(lines);
        BigDecimal sum = BigDecimal.ZERO;
        for (TaxGroup group : totals.taxes()) {
            BigDecimal exact = group.base().multiply(group.rate()).movePointLeft(2);
            assertThat(group.tax().subtract(exact).abs()).isLessThan(CENT);
            assertThat(group.tax().signum() * group.base().signum()).isGreaterThanOrEqualTo(0);
            sum = sum.add(group.base()).add(group.tax());
        }
        assertThat(totals.total().subtract(sum).abs()).isLessThan(TEN_EUROS);
    }

    @Property
    void the_order_of_the_lines_does_not_matter(@ForAll("lines") List<InvoiceLine> lines, @ForAll long seed) {
        List<InvoiceLine> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(Totals.of(shuffled)).isEqualTo(Totals.of(lines));
    }

    @Property
    void a_line_read_back_from_the_database_says_the_same(@ForAll("lines") List<InvoiceLine> lines) {
        assertThat(lines).allSatisfy(line -> assertThat(Totals.line(
                        line.description(),
                        line.quantity().setScale(6),
                        line.unitPrice().setScale(6),
                        line.discountPercent().setScale(2),
                        Tax.of(Totals.plain(line.taxRate().setScale(2)))))
                .isEqualTo(line));
    }

    @Example
    void bases_are_summed_before_they_are_rounded() {
        // three thirds of a cent each would be lost if each line were rounded
        Totals totals = Totals.of(List.of(
                line("1", "0.003333", "0", "21"), line("1", "0.003333", "0", "21"), line("1", "0.003334", "0", "21")));
        assertThat(totals.base()).isEqualTo("0.01");
    }

    @Example
    void half_a_cent_is_rounded_up() {
        assertThat(Totals.of(List.of(line("1", "0.125", "0", "0"))).base()).isEqualTo("0.13");
        assertThat(Totals.of(List.of(line("1", "2.50", "0", "21"))).tax()).isEqualTo("0.53"); // 0.525
    }

    @Example
    void a_discount_lowers_the_base() {
        InvoiceLine line = line("3", "10.00", "33.33", "10");
        assertThat(line.amount()).isEqualTo("20.00"); // 20.001
        assertThat(Totals.of(List.of(line)).total()).isEqualTo("22.00");
    }

    @Example
    void rates_written_differently_are_one_rate() {
        assertThat(Totals.of(List.of(line("1", "1", "0", "21"), line("1", "1", "0", "21.00")))
                        .taxes())
                .singleElement()
                .isEqualTo(new TaxGroup(n("21"), n("2.00"), n("0.42")));
    }

    private static final Tax IVA21 = new Tax("IVA21", "IVA", TaxTreatment.TAXED, null, "01", n("21"), n("5.2"));

    @Provide
    Arbitrary<InvoiceTerms> terms() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, n("100"))
                                .ofScale(2),
                        Arbitraries.of(true, false),
                        Arbitraries.of(n("0"), n("7"), n("15"), n("19")))
                .as((gross, discount, surcharge, withholding) ->
                        new InvoiceTerms(gross, discount, surcharge, withholding, null));
    }

    /** Whatever the terms: the parts add up, and tax and surcharge are those of their base, but for a cent. */
    @Property
    void the_sums_hold_under_all_terms(@ForAll("lines") List<InvoiceLine> lines, @ForAll("terms") InvoiceTerms terms) {
        List<InvoiceLine> some = new ArrayList<>(lines);
        some.add(Totals.line("y", n("3"), n("33.33"), null, IVA21));
        Totals totals = Totals.of(some, terms);
        BigDecimal sum = BigDecimal.ZERO;
        for (TaxGroup group : totals.taxes()) {
            BigDecimal rate = group.kind().surchargeRate();
            BigDecimal surchargeRate = terms.surcharge() && rate != null ? rate : BigDecimal.ZERO;
            assertThat(group.tax().subtract(group.base().multiply(group.rate()).movePointLeft(2)))
                    .isBetween(CENT.negate(), CENT);
            assertThat(group.surcharge()
                            .subtract(group.base().multiply(surchargeRate).movePointLeft(2)))
                    .isBetween(n("-0.02"), n("0.02"));
            sum = sum.add(group.base()).add(group.tax()).add(group.surcharge());
        }
        assertThat(totals.total()).isEqualByComparingTo(sum);
        assertThat(totals.payable()).isEqualTo(totals.total().subtract(totals.withheld()));
    }

    /** What the till asked for is what the invoice says. */
    @Property
    void prices_with_tax_come_out_to_the_cent(@ForAll("lines") List<InvoiceLine> lines) {
        Totals totals = Totals.of(lines, new InvoiceTerms(true, BigDecimal.ZERO, false, BigDecimal.ZERO, null));
        for (TaxGroup group : totals.taxes()) {
            BigDecimal asked = lines.stream()
                    .filter(line -> line.tax().code().equals(group.kind().code()))
                    .map(line -> line.quantity()
                            .multiply(line.unitPrice())
                            .multiply(n("100").subtract(line.discountPercent()))
                            .movePointLeft(2))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(group.base().add(group.tax())).isEqualTo(Totals.cents(asked));
        }
    }

    @Example
    void surcharge_and_withholding() {
        List<InvoiceLine> lines = List.of(Totals.line("x", n("1"), n("1000"), null, IVA21));
        Totals totals = Totals.of(lines, new InvoiceTerms(false, n("10"), true, n("15"), null));
        assertThat(totals.base()).isEqualTo("900.00");
        assertThat(totals.tax()).isEqualTo("189.00");
        assertThat(totals.surcharge()).isEqualTo("46.80");
        assertThat(totals.total()).isEqualTo("1135.80");
        assertThat(totals.withheld()).isEqualTo("135.00");
        assertThat(totals.payable()).isEqualTo("1000.80");
    }

    @Example
    void a_price_of_ten_with_tax_is_ten() {
        List<InvoiceLine> lines = List.of(Totals.line("x", n("1"), n("10.00"), null, IVA21));
        Totals totals = Totals.of(lines, new InvoiceTerms(true, BigDecimal.ZERO, false, BigDecimal.ZERO, null));
        assertThat(totals.base()).isEqualTo("8.26");
        assertThat(totals.tax()).isEqualTo("1.74");
        assertThat(totals.total()).isEqualTo("10.00");
    }

    @Example
    void two_taxes_of_one_rate_are_two_groups() {
        Tax exempt = new Tax("E1", "IVA", TaxTreatment.EXEMPT, "E1", "01", n("0"), null);
        Tax place = new Tax("N2", "IVA", TaxTreatment.NOT_SUBJECT_BY_PLACE, null, "01", n("0"), null);
        assertThat(Totals.of(List.of(
                                Totals.line("x", n("1"), n("5"), null, exempt),
                                Totals.line("y", n("1"), n("7"), null, place)))
                        .taxes())
                .extracting(group -> group.kind().code() + " " + group.base())
                .containsExactly("E1 5.00", "N2 7.00");
    }
}
