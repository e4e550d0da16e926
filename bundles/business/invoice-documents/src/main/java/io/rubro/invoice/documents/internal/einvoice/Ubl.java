package io.rubro.invoice.documents.internal.einvoice;

import io.rubro.billing.Customer;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.TaxGroup;
import io.rubro.invoice.documents.internal.einvoice.NetAmounts.Line;
import io.rubro.invoice.documents.internal.einvoice.NetAmounts.Rest;
import io.rubro.invoice.documents.internal.print.Words;
import io.rubro.platform.organizations.Organization;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes invoices as UBL 2.1 by the semantic model of EN 16931. Spanish particulars: the equivalence surcharge, which the
 * model does not know, is a charge without VAT; withheld income tax counts as paid before and is said in a note; prices
 * with tax become prices without.
 */
public final class Ubl {

    private static final String NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd:";

    private final Organization issuer;
    private final Invoice invoice;
    private final XmlText xml;
    private final Words words;
    private final boolean creditNote;
    private final BigDecimal sign;
    private final NetAmounts amounts;

    private Ubl(Organization issuer, Invoice invoice, XmlText xml) {
        this.issuer = issuer;
        this.invoice = invoice;
        this.xml = xml;
        this.words = Words.in(issuer.language(), issuer.country(), invoice.currency());
        this.creditNote = isCreditNote(invoice);
        this.sign = BigDecimal.valueOf(creditNote ? -1 : 1);
        this.amounts = NetAmounts.of(invoice, sign.intValue());
    }

    /**
     * An issued invoice.
     *
     * @return XML, to be encoded in UTF-8
     * @throws EInvoiceFault if it lacks what the model wants
     */
    public static String write(Organization issuer, Invoice invoice) {
        List<String> lacking = new ArrayList<>();
        if (invoice.number() == null) {
            lacking.add("invoice.number");
        }
        if (issuer.taxId() == null) {
            lacking.add("issuer.taxId");
        }
        if (!lacking.isEmpty()) {
            throw new EInvoiceFault(lacking);
        }
        String root = isCreditNote(invoice) ? "CreditNote" : "Invoice";
        Map<String, String> namespaces = new LinkedHashMap<>();
        namespaces.put("", NAMESPACE + root + "-2");
        namespaces.put("cac", NAMESPACE + "CommonAggregateComponents-2");
        namespaces.put("cbc", NAMESPACE + "CommonBasicComponents-2");
        return XmlText.document(root, namespaces, xml -> new Ubl(issuer, invoice, xml).write());
    }

    /** A note that takes back: its amounts are positive there. One that says the whole anew is an invoice. */
    private static boolean isCreditNote(Invoice invoice) {
        return invoice.kind() == InvoiceKind.CREDIT_NOTE && invoice.total().signum() < 0;
    }

    private String type() {
        return switch (invoice.kind()) {
            case INVOICE, SIMPLIFIED -> "380";
            case DEBIT_NOTE -> "383";
            case CREDIT_NOTE -> creditNote ? "381" : "384";
        };
    }

    private void write() {
        xml.text("cbc:CustomizationID", "urn:cen.eu:en16931:2017");
        xml.text("cbc:ID", invoice.number());
        xml.text("cbc:IssueDate", invoice.issueDate());
        if (creditNote) {
            xml.text("cbc:CreditNoteTypeCode", type());
        } else {
            xml.text("cbc:DueDate", invoice.dueDate());
            xml.text("cbc:InvoiceTypeCode", type());
        }
        notes().forEach(note -> xml.text("cbc:Note", note));
        xml.text("cbc:DocumentCurrencyCode", invoice.currency());
        references();
        qr();
        xml.group("cac:AccountingSupplierParty", () -> party(supplier()));
        xml.group("cac:AccountingCustomerParty", () -> party(buyer()));
        delivery();
        xml.group("cac:PaymentTerms", () -> xml.text("cbc:Note", terms()));
        amounts.rests().forEach(this::rest);
        invoice.taxes().forEach(this::surcharge);
        taxes();
        totals();
        int number = 1;
        for (Line line : amounts.lines()) {
            line(number++, line);
        }
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (invoice.notes() != null) {
            notes.add(invoice.notes());
        }
        if (invoice.correction() != null) {
            notes.add(String.join(". ", words.correction(invoice.correction())));
        }
        if (invoice.withheld().signum() != 0) {
            notes.add("Retención IRPF " + XmlText.plain(invoice.terms().withholdingRate()) + " %: "
                    + XmlText.cents(invoice.withheld()));
        }
        return notes;
    }

    private void references() {
        List<InvoiceReference> earlier = new ArrayList<>(invoice.replaces());
        if (invoice.correction() != null) {
            earlier.addAll(invoice.correction().invoices());
        }
        for (InvoiceReference reference : earlier) {
            xml.group(
                    "cac:BillingReference",
                    () -> xml.group("cac:InvoiceDocumentReference", () -> {
                        xml.text("cbc:ID", reference.number());
                        xml.text("cbc:IssueDate", reference.issueDate());
                    }));
        }
    }

    /** The address the tax QR code says. */
    private void qr() {
        FiscalSeal seal = invoice.fiscal();
        String url = seal == null ? null : seal.qrUrl();
        if (seal == null || url == null) {
            return;
        }
        xml.group("cac:AdditionalDocumentReference", () -> {
            xml.text("cbc:ID", "QR");
            xml.text("cbc:DocumentDescription", seal.legend() == null ? "QR tributario" : seal.legend());
            xml.group("cac:Attachment", () -> xml.group("cac:ExternalReference", () -> xml.text("cbc:URI", url)));
        });
    }

    private record Side(
            String name, @Nullable String taxId, @Nullable String address, String country, @Nullable String email) {}

    private Side supplier() {
        return new Side(issuer.legalName(), issuer.taxId(), issuer.address(), issuer.country(), null);
    }

    private Side buyer() {
        Customer customer = invoice.customer();
        String country = customer.country() == null ? issuer.country() : customer.country();
        return new Side(customer.name(), customer.taxId(), customer.address(), country, customer.email());
    }

    private void party(Side side) {
        xml.group("cac:Party", () -> {
            xml.group("cac:PostalAddress", () -> address(side));
            String taxId = side.taxId();
            if (taxId != null && !TaxCategory.isOutside(invoice)) { // rules BR-O-02 to BR-O-04
                xml.group("cac:PartyTaxScheme", () -> {
                    xml.text("cbc:CompanyID", withCountry(taxId, side.country()));
                    xml.group("cac:TaxScheme", () -> xml.text("cbc:ID", "VAT"));
                });
            }
            xml.group("cac:PartyLegalEntity", () -> {
                xml.text("cbc:RegistrationName", side.name());
                xml.text("cbc:CompanyID", taxId);
            });
            if (side.email() != null) {
                xml.group("cac:Contact", () -> xml.text("cbc:ElectronicMail", side.email()));
            }
        });
    }

    private void address(Side side) {
        SpanishAddress parts = side.country().equals("ES")
                ? SpanishAddress.read(side.address()).orElse(null)
                : null;
        if (parts == null) {
            xml.text("cbc:StreetName", side.address());
        } else {
            xml.text("cbc:StreetName", parts.street());
            xml.text("cbc:CityName", parts.town());
            xml.text("cbc:PostalZone", parts.postCode());
            xml.text("cbc:CountrySubentity", parts.province());
        }
        xml.group("cac:Country", () -> xml.text("cbc:IdentificationCode", side.country()));
    }

    /** VAT numbers begin with their country (rule BR-CO-09); Greece's with EL. */
    private static String withCountry(String taxId, String country) {
        String prefix = country.equals("GR") ? "EL" : country;
        return taxId.startsWith(prefix) ? taxId : prefix + taxId;
    }

    private void delivery() {
        LocalDate date = invoice.terms().operationDate();
        boolean abroad = invoice.taxes().stream()
                .anyMatch(group -> TaxCategory.of(invoice, group.kind()).code().equals("K"));
        if (date == null && !abroad) {
            return;
        }
        xml.group("cac:Delivery", () -> {
            xml.text("cbc:ActualDeliveryDate", date == null ? invoice.issueDate() : date);
            if (abroad) { // rule BR-IC-12
                xml.group(
                        "cac:DeliveryLocation",
                        () -> xml.group(
                                "cac:Address",
                                () -> xml.group(
                                        "cac:Country", () -> xml.text("cbc:IdentificationCode", buyer().country()))));
            }
        });
    }

    private String terms() {
        return invoice.dueDate() == null ? "Al contado" : "Vencimiento " + invoice.dueDate();
    }

    private void rest(Rest rest) {
        boolean charge = rest.amount().signum() > 0;
        boolean discount = !charge && invoice.terms().discountPercent().signum() != 0;
        allowance(
                charge,
                discount ? "Descuento" : "Redondeo",
                rest.amount().abs(),
                TaxCategory.of(invoice, rest.group().kind()));
    }

    private void surcharge(TaxGroup group) {
        BigDecimal surcharge = group.surcharge().multiply(sign);
        if (surcharge.signum() != 0) {
            allowance(
                    surcharge.signum() > 0,
                    "Recargo de equivalencia (" + group.kind().code() + ")",
                    surcharge.abs(),
                    TaxCategory.ofSurcharge());
        }
    }

    private void allowance(boolean charge, String reason, BigDecimal amount, TaxCategory category) {
        xml.group("cac:AllowanceCharge", () -> {
            xml.text("cbc:ChargeIndicator", charge);
            xml.text("cbc:AllowanceChargeReason", reason);
            xml.amount("cbc:Amount", amount, invoice.currency());
            category("cac:TaxCategory", category, Set.of());
        });
    }

    private void category(String element, TaxCategory category, Set<String> reasons) {
        xml.group(element, () -> {
            xml.text("cbc:ID", category.code());
            BigDecimal percent = category.percent();
            xml.text("cbc:Percent", percent == null ? null : XmlText.plain(percent));
            xml.text("cbc:TaxExemptionReason", String.join(". ", reasons));
            xml.group("cac:TaxScheme", () -> xml.text("cbc:ID", "VAT"));
        });
    }

    /** What is charged by one category at one rate. */
    private static final class Subtotal {
        private BigDecimal base = BigDecimal.ZERO;
        private BigDecimal tax = BigDecimal.ZERO;
        private final Set<String> reasons = new LinkedHashSet<>();
    }

    private void taxes() {
        Map<TaxCategory, Subtotal> subtotals = new LinkedHashMap<>();
        for (TaxGroup group : invoice.taxes()) {
            TaxCategory category = TaxCategory.of(invoice, group.kind());
            Subtotal subtotal = subtotals.computeIfAbsent(category, c -> new Subtotal());
            subtotal.base = subtotal.base.add(group.base().multiply(sign));
            subtotal.tax = subtotal.tax.add(group.tax().multiply(sign));
            words.treatment(group.kind()).ifPresent(subtotal.reasons::add);
        }
        if (invoice.surchargeTotal().signum() != 0) {
            Subtotal subtotal = subtotals.computeIfAbsent(TaxCategory.ofSurcharge(), c -> new Subtotal());
            subtotal.base = subtotal.base.add(invoice.surchargeTotal().multiply(sign));
            subtotal.reasons.add("Recargo de equivalencia (arts. 154 a 163 Ley 37/1992)");
        }
        xml.group("cac:TaxTotal", () -> {
            xml.amount("cbc:TaxAmount", invoice.taxTotal().multiply(sign), invoice.currency());
            subtotals.forEach((category, subtotal) -> xml.group("cac:TaxSubtotal", () -> {
                xml.amount("cbc:TaxableAmount", subtotal.base, invoice.currency());
                xml.amount("cbc:TaxAmount", subtotal.tax, invoice.currency());
                category("cac:TaxCategory", category, subtotal.reasons);
            }));
        });
    }

    private void totals() {
        String currency = invoice.currency();
        BigDecimal surcharge = invoice.surchargeTotal().multiply(sign);
        BigDecimal charges = amounts.charges().add(surcharge.max(BigDecimal.ZERO));
        BigDecimal discounts = amounts.discounts().subtract(surcharge.min(BigDecimal.ZERO));
        xml.group("cac:LegalMonetaryTotal", () -> {
            xml.amount("cbc:LineExtensionAmount", amounts.sum(), currency);
            xml.amount("cbc:TaxExclusiveAmount", invoice.base().multiply(sign).add(surcharge), currency);
            xml.amount("cbc:TaxInclusiveAmount", invoice.total().multiply(sign), currency);
            if (discounts.signum() != 0) {
                xml.amount("cbc:AllowanceTotalAmount", discounts, currency);
            }
            if (charges.signum() != 0) {
                xml.amount("cbc:ChargeTotalAmount", charges, currency);
            }
            if (invoice.withheld().signum() != 0) {
                xml.amount("cbc:PrepaidAmount", invoice.withheld().multiply(sign), currency);
            }
            xml.amount("cbc:PayableAmount", invoice.payable().multiply(sign), currency);
        });
    }

    private void line(int number, Line line) {
        String currency = invoice.currency();
        xml.group(creditNote ? "cac:CreditNoteLine" : "cac:InvoiceLine", () -> {
            xml.text("cbc:ID", number);
            xml.quantity(creditNote ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", line.quantity());
            xml.amount("cbc:LineExtensionAmount", line.net(), currency);
            if (line.discount().signum() != 0) {
                xml.group("cac:AllowanceCharge", () -> {
                    xml.text("cbc:ChargeIndicator", line.discount().signum() < 0);
                    xml.text("cbc:AllowanceChargeReason", "Descuento");
                    xml.amount("cbc:Amount", line.discount().abs(), currency);
                });
            }
            xml.group("cac:Item", () -> {
                xml.text("cbc:Name", line.source().description());
                category(
                        "cac:ClassifiedTaxCategory",
                        TaxCategory.of(invoice, line.source().tax()),
                        Set.of());
            });
            xml.group("cac:Price", () -> xml.amountExact("cbc:PriceAmount", line.price(), currency));
        });
    }
}
