package io.rubro.invoice.documents.internal.print;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.CorrectionReason;
import io.rubro.billing.Customer;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.FiscalState;
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
import io.rubro.platform.organizations.Organization;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invoices of a shop as billing would hand them over: sums by tax, unrounded until the base. */
public final class Shop {

    public static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    public static final Organization SPAIN = new Organization(
            new Id(7),
            "Bar «El Sol» & Hijos",
            "El Sol Hostelería, S.L.",
            "B12345674",
            "ES",
            "EUR",
            "Europe/Madrid",
            "es-ES",
            "Calle de Alcalá 1, 28014 Madrid",
            1);
    public static final Organization ARGENTINA = new Organization(
            new Id(8),
            "Parrilla Sur",
            "Parrilla Sur S.A.",
            "30500010912",
            "AR",
            "ARS",
            "America/Argentina/Buenos_Aires",
            "es-AR",
            "Av. Corrientes 1234, C1043 Buenos Aires",
            1);

    public static final Tax IVA21 =
            new Tax("IVA21", "IVA", TaxTreatment.TAXED, null, "01", new BigDecimal("21"), new BigDecimal("5.2"));
    public static final Tax IVA10 =
            new Tax("IVA10", "IVA", TaxTreatment.TAXED, null, "01", new BigDecimal("10"), new BigDecimal("1.4"));
    public static final Tax IVA4 =
            new Tax("IVA4", "IVA", TaxTreatment.TAXED, null, "01", new BigDecimal("4"), new BigDecimal("0.5"));
    public static final Tax EXEMPT = exempt("E1");
    public static final Tax REVERSE =
            new Tax("ISP", "IVA", TaxTreatment.REVERSE_CHARGE, null, "01", BigDecimal.ZERO, null);
    public static final Tax OUTSIDE =
            new Tax("NS", "IVA", TaxTreatment.NOT_SUBJECT_BY_PLACE, null, "01", BigDecimal.ZERO, null);
    public static final Tax IGIC7 = new Tax("IGIC7", "IGIC", TaxTreatment.TAXED, null, "01", new BigDecimal("7"), null);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final List<InvoiceLine> lines = new ArrayList<>();
    private InvoiceStatus status = InvoiceStatus.ISSUED;
    private InvoiceKind kind = InvoiceKind.INVOICE;
    private InvoiceTerms terms = InvoiceTerms.PLAIN;
    private String number = "FAC-2026-001";
    private @Nullable Correction correction;
    private List<InvoiceReference> replaces = List.of();
    private @Nullable String notes;
    private BigDecimal paid = BigDecimal.ZERO.setScale(2);
    private Customer customer = new Customer(
            null,
            "Ferretería López <e Hijos> S.L.",
            "B98765431",
            "compras@lopez.example",
            "Calle Mayor 12, 3.º B, 28013 Madrid",
            "ES");

    private Shop() {}

    public static Shop invoice() {
        return new Shop();
    }

    public static Tax exempt(String cause) {
        return new Tax(cause, "IVA", TaxTreatment.EXEMPT, cause, "01", BigDecimal.ZERO, null);
    }

    public Shop line(String description, String quantity, String price, String discount, Tax tax) {
        BigDecimal exact = less(new BigDecimal(quantity).multiply(new BigDecimal(price)), new BigDecimal(discount));
        lines.add(new InvoiceLine(
                description,
                new BigDecimal(quantity),
                new BigDecimal(price),
                new BigDecimal(discount),
                tax.rate(),
                cents(exact),
                tax));
        return this;
    }

    public Shop status(InvoiceStatus value) {
        status = value;
        return this;
    }

    public Shop kind(InvoiceKind value, String itsNumber) {
        kind = value;
        number = itsNumber;
        return this;
    }

    public Shop terms(boolean pricesIncludeTax, String discount, boolean surcharge, String withholding) {
        terms = new InvoiceTerms(
                pricesIncludeTax, new BigDecimal(discount), surcharge, new BigDecimal(withholding), null);
        return this;
    }

    public Shop customer(Customer value) {
        customer = value;
        return this;
    }

    public Shop notes(String value) {
        notes = value;
        return this;
    }

    public Shop paid(String value) {
        paid = new BigDecimal(value);
        return this;
    }

    public Shop replaces(InvoiceReference... references) {
        replaces = List.of(references);
        return this;
    }

    public Shop corrects(CorrectionMethod method, CorrectionReason reason, String... numbers) {
        List<InvoiceReference> earlier = new ArrayList<>();
        for (String earlierNumber : numbers) {
            earlier.add(new InvoiceReference(null, earlierNumber, LocalDate.of(2026, 10, 3)));
        }
        correction = method == CorrectionMethod.DIFFERENCES
                ? new Correction(method, reason, earlier)
                : new Correction(method, reason, earlier, new BigDecimal("100.00"), new BigDecimal("21.00"), null);
        return this;
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal less(BigDecimal amount, BigDecimal percent) {
        return amount.multiply(HUNDRED.subtract(percent)).movePointLeft(2);
    }

    private List<TaxGroup> groups() {
        Map<Tax, BigDecimal> exact = new LinkedHashMap<>();
        for (InvoiceLine line : lines) {
            BigDecimal amount = less(line.quantity().multiply(line.unitPrice()), line.discountPercent());
            exact.merge(line.tax(), less(amount, terms.discountPercent()), BigDecimal::add);
        }
        List<TaxGroup> groups = new ArrayList<>();
        exact.forEach((tax, amount) -> groups.add(group(tax, amount)));
        return groups;
    }

    private TaxGroup group(Tax tax, BigDecimal exact) {
        BigDecimal surchargeRate =
                terms.surcharge() && tax.surchargeRate() != null ? tax.surchargeRate() : BigDecimal.ZERO;
        if (!terms.pricesIncludeTax()) {
            BigDecimal base = cents(exact);
            return new TaxGroup(tax.rate(), base, percent(base, tax.rate()), percent(base, surchargeRate), tax);
        }
        BigDecimal gross = cents(exact);
        BigDecimal base =
                gross.multiply(HUNDRED).divide(HUNDRED.add(tax.rate()).add(surchargeRate), 2, RoundingMode.HALF_UP);
        BigDecimal surcharge = percent(base, surchargeRate);
        return new TaxGroup(tax.rate(), base, gross.subtract(base).subtract(surcharge), surcharge, tax);
    }

    private static BigDecimal percent(BigDecimal base, BigDecimal rate) {
        return cents(base.multiply(rate).movePointLeft(2));
    }

    public Invoice of(Organization issuer) {
        List<TaxGroup> groups = groups();
        BigDecimal zero = BigDecimal.ZERO.setScale(2);
        BigDecimal base = groups.stream().map(TaxGroup::base).reduce(zero, BigDecimal::add);
        BigDecimal tax = groups.stream().map(TaxGroup::tax).reduce(zero, BigDecimal::add);
        BigDecimal surcharge = groups.stream().map(TaxGroup::surcharge).reduce(zero, BigDecimal::add);
        BigDecimal total = base.add(tax).add(surcharge);
        BigDecimal withheld = percent(base, terms.withholdingRate());
        BigDecimal payable = total.subtract(withheld);
        boolean draft = status == InvoiceStatus.DRAFT;
        return new Invoice(
                new Id(1234567),
                status,
                kind,
                "FAC",
                draft ? null : number,
                draft ? null : DAY,
                DAY.plusDays(30),
                customer,
                issuer.currency(),
                terms,
                lines,
                groups,
                base,
                tax,
                surcharge,
                total,
                withheld,
                payable,
                paid,
                payable.subtract(paid),
                PaymentState.of(payable, paid),
                notes,
                correction,
                replaces,
                draft || !issuer.country().equals("ES") ? null : seal(issuer, total),
                Instant.parse("2026-11-20T11:00:00Z"),
                draft ? null : Instant.parse("2026-11-20T11:00:00Z"),
                3);
    }

    private FiscalSeal seal(Organization issuer, BigDecimal total) {
        return new FiscalSeal(
                "verifactu",
                "F1",
                Instant.parse("2026-11-20T11:00:00Z").atOffset(ZoneOffset.ofHours(1)),
                "A".repeat(64),
                null,
                1L,
                qr(issuer, total),
                "Factura verificable en la sede electrónica de la AEAT",
                FiscalState.PENDING);
    }

    private String qr(Organization issuer, BigDecimal total) {
        return "https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR?nif=" + issuer.taxId() + "&numserie=" + number
                + "&fecha=20-11-2026&importe=" + total.toPlainString();
    }
}
