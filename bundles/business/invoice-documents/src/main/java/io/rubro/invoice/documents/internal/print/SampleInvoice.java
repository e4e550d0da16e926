package io.rubro.invoice.documents.internal.print;

import io.rubro.billing.Customer;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.FiscalState;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.PaymentState;
import io.rubro.billing.TaxGroup;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** An invoice that was never issued, to see templates with. */
public final class SampleInvoice {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private SampleInvoice() {}

    /** Of an organisation, in a language. */
    public static Invoice of(Organization issuer, Wording wording) {
        boolean spain = issuer.country().equals("ES");
        BigDecimal reduced = new BigDecimal(spain ? "4" : "10.5");
        List<InvoiceLine> lines = List.of(
                line(wording.text("sample.line-1"), "3", "60.00", "0", new BigDecimal(21), "180.00"),
                line(wording.text("sample.line-2"), "10", "4.50", "10", new BigDecimal(21), "40.50"),
                line(wording.text("sample.line-3"), "1", "20.00", "0", reduced, "20.00"));
        BigDecimal reducedTax = new BigDecimal(spain ? "0.80" : "2.10");
        List<TaxGroup> taxes = List.of(
                new TaxGroup(new BigDecimal(21), new BigDecimal("220.50"), new BigDecimal("46.31")),
                new TaxGroup(reduced, new BigDecimal("20.00"), reducedTax));
        BigDecimal tax = new BigDecimal("46.31").add(reducedTax);
        BigDecimal total = new BigDecimal("240.50").add(tax);
        return new Invoice(
                new Id(1),
                InvoiceStatus.ISSUED,
                InvoiceKind.INVOICE,
                "FAC",
                "FAC-2026-001",
                DAY,
                DAY.plusDays(30),
                customer(spain),
                issuer.currency(),
                InvoiceTerms.PLAIN,
                lines,
                taxes,
                new BigDecimal("240.50"),
                tax,
                zero(),
                total,
                zero(),
                total,
                zero(),
                total,
                PaymentState.UNPAID,
                wording.text("sample.notes"),
                null,
                List.of(),
                spain ? seal(issuer, total) : null,
                NOON,
                NOON,
                1);
    }

    private static InvoiceLine line(
            String description, String quantity, String price, String discount, BigDecimal rate, String amount) {
        return new InvoiceLine(
                description,
                new BigDecimal(quantity),
                new BigDecimal(price),
                new BigDecimal(discount),
                rate,
                new BigDecimal(amount));
    }

    private static Customer customer(boolean spain) {
        return spain
                ? new Customer(
                        null,
                        "Ferretería Ejemplo, S.L.",
                        "B12345674",
                        "compras@example.org",
                        "Calle Mayor 1, 28013 Madrid",
                        "ES")
                : new Customer(
                        null,
                        "Ferretería Ejemplo S.A.",
                        "30500010912",
                        "compras@example.org",
                        "Av. Corrientes 1, C1043 Buenos Aires",
                        "AR");
    }

    private static FiscalSeal seal(Organization issuer, BigDecimal total) {
        String nif = issuer.taxId() == null ? "B12345674" : issuer.taxId();
        return new FiscalSeal(
                "verifactu",
                "F1",
                NOON.atOffset(ZoneOffset.ofHours(1)),
                null,
                null,
                1L,
                "https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR?nif=" + nif
                        + "&numserie=FAC-2026-001&fecha=15-01-2026&importe=" + total.toPlainString(),
                "VERI*FACTU",
                FiscalState.ACCEPTED);
    }

    private static BigDecimal zero() {
        return BigDecimal.ZERO.setScale(2);
    }
}
