package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.billing.Correction;
import io.rubro.billing.Customer;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.PaymentState;
import io.rubro.billing.Tax;
import io.rubro.billing.TaxGroup;
import io.rubro.billing.TaxTreatment;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes invoices of every sort, as billing would hand them over. */
public final class Bill {

    private final InvoiceKind kind;
    private final @Nullable String number;
    private LocalDate date = Taxpayer.TODAY;
    private @Nullable LocalDate operation;
    private Customer customer = Taxpayer.acme();
    private boolean surcharge;
    private final List<TaxGroup> groups = new ArrayList<>();
    private @Nullable Correction correction;
    private List<InvoiceReference> replaces = List.of();

    private Bill(InvoiceKind kind, @Nullable String number) {
        this.kind = kind;
        this.number = number;
    }

    public static Bill of(InvoiceKind kind, String number) {
        return new Bill(kind, number);
    }

    /** A complete invoice without its number. */
    static Bill unnumbered() {
        return new Bill(InvoiceKind.INVOICE, null);
    }

    static Bill unnumbered(InvoiceKind kind) {
        return new Bill(kind, null);
    }

    public static Tax tax(String system, TaxTreatment treatment, @Nullable String cause, String scheme, String rate) {
        return new Tax(system + rate + treatment + cause, system, treatment, cause, scheme, new BigDecimal(rate), null);
    }

    public static Tax vat(String rate) {
        return tax("IVA", TaxTreatment.TAXED, null, "01", rate);
    }

    public static Tax exempt(String cause, String scheme) {
        return tax("IVA", TaxTreatment.EXEMPT, cause, scheme, "0");
    }

    public static InvoiceReference reference(String number) {
        return new InvoiceReference(null, number, Taxpayer.TODAY);
    }

    public Bill date(LocalDate day) {
        date = day;
        return this;
    }

    public Bill operation(LocalDate day) {
        operation = day;
        return this;
    }

    public Bill customer(Customer other) {
        customer = other;
        return this;
    }

    public Bill customer(@Nullable String taxId, @Nullable String country) {
        return customer(new Customer(null, "Cliente", taxId, null, null, country));
    }

    public Bill corrects(Correction what) {
        correction = what;
        return this;
    }

    public Bill replaces(String earlier) {
        replaces = List.of(reference(earlier));
        return this;
    }

    public Bill line(Tax tax, String base) {
        BigDecimal net = new BigDecimal(base);
        BigDecimal amount = tax.treatment().charges() ? percent(net, tax.rate()) : percent(net, BigDecimal.ZERO);
        groups.add(new TaxGroup(tax.rate(), net, amount, percent(net, BigDecimal.ZERO), tax));
        return this;
    }

    /** A line with equivalence surcharge. */
    public Bill surcharged(Tax tax, String rate, String base) {
        BigDecimal net = new BigDecimal(base);
        Tax with = new Tax(
                tax.code(), tax.system(), tax.treatment(), null, tax.scheme(), tax.rate(), new BigDecimal(rate));
        groups.add(new TaxGroup(tax.rate(), net, percent(net, tax.rate()), percent(net, new BigDecimal(rate)), with));
        surcharge = true;
        return this;
    }

    private static BigDecimal percent(BigDecimal net, BigDecimal rate) {
        return net.multiply(rate).movePointLeft(2).setScale(2, RoundingMode.HALF_UP);
    }

    public Invoice write() {
        BigDecimal base = sum(groups.stream().map(TaxGroup::base).toList());
        BigDecimal tax = sum(groups.stream().map(TaxGroup::tax).toList());
        BigDecimal extra = sum(groups.stream().map(TaxGroup::surcharge).toList());
        BigDecimal total = base.add(tax).add(extra);
        return new Invoice(
                Id.next(),
                InvoiceStatus.DRAFT,
                kind,
                "X",
                number,
                date,
                null,
                customer,
                "EUR",
                new InvoiceTerms(false, BigDecimal.ZERO, surcharge, BigDecimal.ZERO, operation),
                groups.stream()
                        .map(group -> new InvoiceLine(
                                "Cosa",
                                BigDecimal.ONE,
                                group.base(),
                                BigDecimal.ZERO,
                                group.rate(),
                                group.base(),
                                group.kind()))
                        .toList(),
                groups,
                base,
                tax,
                extra,
                total,
                BigDecimal.ZERO,
                total,
                BigDecimal.ZERO,
                total,
                PaymentState.UNPAID,
                null,
                correction,
                replaces,
                null,
                Instant.EPOCH,
                null,
                1);
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(new BigDecimal("0.00"), BigDecimal::add);
    }
}
