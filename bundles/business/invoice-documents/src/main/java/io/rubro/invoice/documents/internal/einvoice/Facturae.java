package io.rubro.invoice.documents.internal.einvoice;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.Customer;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.Tax;
import io.rubro.billing.TaxGroup;
import io.rubro.invoice.documents.internal.einvoice.NetAmounts.Line;
import io.rubro.invoice.documents.internal.einvoice.NetAmounts.Rest;
import io.rubro.invoice.documents.internal.print.Words;
import io.rubro.platform.organizations.Organization;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Writes invoices as Facturae 3.2.2 (Orden HAP/1650/2015), without signature: whoever presents them signs them. */
public final class Facturae {

    private static final String NAMESPACE = "http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml";
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_LITERAL = 250;
    private static final int LONGEST_TEXT = 2500;

    private final Organization issuer;
    private final Invoice invoice;
    private final XmlText xml;
    private final Words words;
    private final NetAmounts amounts;
    private final LocalDate issued;

    private Facturae(Organization issuer, Invoice invoice, XmlText xml) {
        this.issuer = issuer;
        this.invoice = invoice;
        this.xml = xml;
        this.words = Words.in(Locale.forLanguageTag("es-ES"), "ES", invoice.currency());
        this.amounts = NetAmounts.of(invoice, 1);
        this.issued = Objects.requireNonNull(invoice.issueDate());
    }

    /**
     * An issued invoice.
     *
     * @return XML, to be encoded in UTF-8
     * @throws EInvoiceFault if it lacks what the format wants: numbers of at most 20 characters, tax ids and addresses of
     *     both sides with postal code
     */
    public static String write(Organization issuer, Invoice invoice) {
        List<String> lacking = new ArrayList<>();
        String number = invoice.number();
        if (number == null || number.length() > LONGEST_NUMBER) {
            lacking.add("invoice.number");
        }
        seller(issuer).check(lacking);
        buyer(issuer, invoice.customer()).check(lacking);
        if (!lacking.isEmpty()) {
            throw new EInvoiceFault(lacking);
        }
        Map<String, String> namespaces = new LinkedHashMap<>();
        namespaces.put("fe", NAMESPACE);
        return XmlText.document("fe:Facturae", namespaces, xml -> new Facturae(issuer, invoice, xml).write());
    }

    private static FacturaeParty seller(Organization issuer) {
        return new FacturaeParty(
                "issuer", issuer.legalName(), issuer.taxId(), issuer.address(), issuer.country(), null);
    }

    private static FacturaeParty buyer(Organization issuer, Customer customer) {
        String country = customer.country() == null ? issuer.country() : customer.country();
        return new FacturaeParty(
                "customer", customer.name(), customer.taxId(), customer.address(), country, customer.email());
    }

    private void write() {
        xml.group("FileHeader", () -> {
            xml.text("SchemaVersion", "3.2.2");
            xml.text("Modality", "I");
            xml.text("InvoiceIssuerType", "EM");
            xml.group("Batch", () -> {
                xml.text("BatchIdentifier", issuer.taxId() + invoice.number());
                xml.text("InvoicesCount", 1);
                total("TotalInvoicesAmount", invoice.payable());
                total("TotalOutstandingAmount", invoice.payable());
                total("TotalExecutableAmount", invoice.payable());
                xml.text("InvoiceCurrencyCode", invoice.currency());
            });
        });
        xml.group("Parties", () -> {
            seller(issuer).write(xml, "SellerParty");
            buyer(issuer, invoice.customer()).write(xml, "BuyerParty");
        });
        xml.group("Invoices", () -> xml.group("Invoice", this::invoice));
    }

    private void total(String name, BigDecimal amount) {
        xml.group(name, () -> xml.text("TotalAmount", XmlText.cents(amount)));
    }

    private void invoice() {
        xml.group("InvoiceHeader", () -> {
            xml.text("InvoiceNumber", invoice.number());
            xml.text("InvoiceDocumentType", invoice.kind() == InvoiceKind.SIMPLIFIED ? "FA" : "FC");
            xml.text("InvoiceClass", invoice.kind().corrects() ? "OR" : "OO");
            if (invoice.correction() != null) {
                corrective(invoice.correction());
            }
        });
        xml.group("InvoiceIssueData", () -> {
            xml.text("IssueDate", issued);
            xml.text("OperationDate", invoice.terms().operationDate());
            xml.text("InvoiceCurrencyCode", invoice.currency());
            xml.text("TaxCurrencyCode", invoice.currency());
            xml.text("LanguageName", "es");
        });
        xml.group("TaxesOutputs", () -> invoice.taxes().forEach(this::tax));
        if (invoice.withheld().signum() != 0) {
            xml.group(
                    "TaxesWithheld",
                    () -> xml.group("Tax", () -> {
                        xml.text("TaxTypeCode", "04"); // IRPF
                        xml.text("TaxRate", XmlText.cents(invoice.terms().withholdingRate()));
                        total("TaxableBase", invoice.base());
                        total("TaxAmount", invoice.withheld());
                    }));
        }
        xml.group("InvoiceTotals", this::totals);
        xml.group("Items", () -> amounts.lines().forEach(this::line));
        literals();
        additional();
    }

    private void corrective(Correction correction) {
        InvoiceReference first = correction.invoices().get(0);
        LocalDate day = first.issueDate() == null ? issued : first.issueDate();
        String[] reason = reason(correction);
        boolean whole = correction.method() == CorrectionMethod.SUBSTITUTION;
        xml.group("Corrective", () -> {
            xml.text("InvoiceNumber", first.number() == null ? null : XmlText.cut(first.number(), LONGEST_NUMBER));
            xml.text("ReasonCode", reason[0]);
            xml.text("ReasonDescription", reason[1]);
            xml.group("TaxPeriod", () -> {
                xml.text("StartDate", day.withDayOfMonth(1));
                xml.text("EndDate", day.withDayOfMonth(day.lengthOfMonth()));
            });
            xml.text("CorrectionMethod", whole ? "01" : "02");
            xml.text("CorrectionMethodDescription", whole ? "Rectificación íntegra" : "Rectificación por diferencias");
            xml.text("AdditionalReasonDescription", XmlText.cut(remarks(correction), LONGEST_TEXT));
            xml.text("InvoiceIssueDate", first.issueDate());
        });
    }

    private static String[] reason(Correction correction) {
        return switch (correction.reason()) {
            case RETURN -> new String[] {"83", "Base imponible modificada por descuentos y bonificaciones"};
            case INSOLVENCY, BAD_DEBT ->
                new String[] {
                    "85",
                    "Base imponible modificada cuotas repercutidas no satisfechas. Auto de declaración de concurso"
                };
            case OTHER -> new String[] {"10", "Detalle Operación"};
        };
    }

    /** The reason in words, and the invoices the format has no place for. */
    private String remarks(Correction correction) {
        List<String> remarks = new ArrayList<>(words.correction(correction));
        for (InvoiceReference other :
                correction.invoices().subList(1, correction.invoices().size())) {
            remarks.add("Rectifica también " + other.number());
        }
        return String.join(". ", remarks);
    }

    private void tax(TaxGroup group) {
        xml.group("Tax", () -> {
            rate(group.kind());
            total("TaxableBase", group.base());
            total("TaxAmount", group.tax());
            BigDecimal surcharge = group.kind().surchargeRate();
            if (group.surcharge().signum() != 0 && surcharge != null) {
                xml.text("EquivalenceSurcharge", XmlText.cents(surcharge));
                total("EquivalenceSurchargeAmount", group.surcharge());
            }
        });
    }

    private void rate(Tax tax) {
        xml.text(
                "TaxTypeCode",
                switch (tax.system()) {
                    case "IVA" -> "01";
                    case "IPSI" -> "02";
                    case "IGIC" -> "03";
                    default -> "05";
                });
        xml.text("TaxRate", XmlText.cents(tax.rate()));
    }

    private void totals() {
        xml.text("TotalGrossAmount", XmlText.cents(amounts.sum()));
        adjustments("GeneralDiscounts", "Discount", -1);
        adjustments("GeneralSurcharges", "Charge", 1);
        xml.text("TotalGeneralDiscounts", XmlText.cents(amounts.discounts()));
        xml.text("TotalGeneralSurcharges", XmlText.cents(amounts.charges()));
        xml.text("TotalGrossAmountBeforeTaxes", XmlText.cents(invoice.base()));
        xml.text("TotalTaxOutputs", XmlText.cents(invoice.taxTotal().add(invoice.surchargeTotal())));
        xml.text("TotalTaxesWithheld", XmlText.cents(invoice.withheld()));
        xml.text("InvoiceTotal", XmlText.cents(invoice.payable()));
        xml.text("TotalOutstandingAmount", XmlText.cents(invoice.payable()));
        xml.text("TotalExecutableAmount", XmlText.cents(invoice.payable()));
    }

    private void adjustments(String list, String element, int sign) {
        List<Rest> rests = amounts.rests().stream()
                .filter(rest -> rest.amount().signum() == sign)
                .toList();
        if (rests.isEmpty()) {
            return;
        }
        boolean discount = sign < 0 && invoice.terms().discountPercent().signum() != 0;
        xml.group(
                list,
                () -> rests.forEach(rest -> xml.group(element, () -> {
                    xml.text(element + "Reason", discount ? "Descuento general" : "Redondeo");
                    xml.text(element + "Amount", XmlText.cents(rest.amount().abs()));
                })));
    }

    private void line(Line line) {
        Tax tax = line.source().tax();
        xml.group("InvoiceLine", () -> {
            xml.text("ItemDescription", XmlText.cut(line.source().description(), LONGEST_TEXT));
            xml.text("Quantity", XmlText.plain(line.quantity()));
            xml.text("UnitOfMeasure", "01");
            xml.text("UnitPriceWithoutTax", XmlText.plain(line.price()));
            xml.text("TotalCost", XmlText.cents(line.gross()));
            if (line.discount().signum() != 0) {
                xml.group(
                        "DiscountsAndRebates",
                        () -> xml.group("Discount", () -> {
                            xml.text("DiscountReason", "Descuento");
                            xml.text("DiscountRate", XmlText.plain(line.source().discountPercent()));
                            xml.text("DiscountAmount", XmlText.cents(line.discount()));
                        }));
            }
            xml.text("GrossAmount", XmlText.cents(line.net()));
            xml.group(
                    "TaxesOutputs",
                    () -> xml.group("Tax", () -> {
                        rate(tax);
                        total("TaxableBase", line.net());
                        total("TaxAmount", line.net().multiply(tax.rate()).movePointLeft(2));
                    }));
            words.treatment(tax)
                    .ifPresent(phrase -> xml.group("SpecialTaxableEvent", () -> {
                        xml.text(
                                "SpecialTaxableEventCode",
                                switch (tax.treatment()) {
                                    case NOT_SUBJECT, NOT_SUBJECT_BY_PLACE -> "02";
                                    default -> "01";
                                });
                        xml.text("SpecialTaxableEventReason", phrase);
                    }));
        });
    }

    private void literals() {
        List<String> phrases = new ArrayList<>(words.legal(invoice));
        if (phrases.isEmpty()) {
            return;
        }
        xml.group(
                "LegalLiterals",
                () -> phrases.forEach(phrase -> xml.text("LegalReference", XmlText.cut(phrase, LONGEST_LITERAL))));
    }

    private void additional() {
        List<String> lines = new ArrayList<>();
        if (invoice.notes() != null) {
            lines.add(invoice.notes());
        }
        if (invoice.dueDate() != null) {
            lines.add("Vencimiento: " + invoice.dueDate());
        }
        FiscalSeal seal = invoice.fiscal();
        if (seal != null && seal.qrUrl() != null) {
            lines.add("QR tributario: " + seal.qrUrl());
        }
        if (!lines.isEmpty()) {
            xml.group(
                    "AdditionalData",
                    () -> xml.text(
                            "InvoiceAdditionalInformation", XmlText.cut(String.join("\n", lines), LONGEST_TEXT)));
        }
    }
}
