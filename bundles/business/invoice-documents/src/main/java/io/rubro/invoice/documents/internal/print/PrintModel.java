package io.rubro.invoice.documents.internal.print;

import io.rubro.billing.Customer;
import io.rubro.billing.FiscalSeal;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.TaxGroup;
import io.rubro.platform.organizations.Organization;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as templates see it: maps, lists and texts, every figure already written as its reader does. A name is always
 * there; what an invoice lacks is an empty text, an empty list or {@code false}. {@code docs/printing.md} lists the names.
 */
public final class PrintModel {

    private final Organization issuer;
    private final Invoice invoice;
    private final Wording wording;
    private final Figures figures;
    private final Words words;

    private PrintModel(Organization issuer, Invoice invoice, Wording wording) {
        this.issuer = issuer;
        this.invoice = invoice;
        this.wording = wording;
        this.figures = new Figures(wording.locale(), invoice.currency());
        this.words = new Words(wording, figures);
    }

    /**
     * What there is to be said of an invoice.
     *
     * @param logo as a {@code data:} address; empty for none
     */
    public static Map<String, Object> of(Organization issuer, Invoice invoice, Wording wording, String logo) {
        return new PrintModel(issuer, invoice, wording).map(logo);
    }

    /** What a file of this invoice is called, without its ending: {@code FAC-2026-001}. */
    public static String fileName(Invoice invoice) {
        String number = invoice.number() == null ? "borrador-" + invoice.id() : invoice.number();
        return number.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private Map<String, Object> map(String logo) {
        Map<String, Object> model = new LinkedHashMap<>();
        String kind = words.kind(invoice);
        String number = invoice.number() == null ? wording.text("draft.number") : invoice.number();
        model.put("t", wording.labels());
        model.put("lang", wording.locale().toLanguageTag());
        model.put("kind", kind);
        model.put("number", number);
        model.put("title", kind + " " + number);
        model.put("watermark", watermark());
        model.put("logo", logo);
        model.put("issueDate", date(invoice.issueDate()));
        model.put("operationDate", date(invoice.terms().operationDate()));
        model.put("dueDate", date(invoice.dueDate()));
        model.put("issuer", issuer());
        model.put("customer", customer());
        model.put(
                "hasDiscounts",
                invoice.lines().stream().anyMatch(line -> line.discountPercent().signum() != 0));
        model.put("pricesIncludeTax", invoice.terms().pricesIncludeTax());
        model.put("lines", lines());
        model.put("hasSurcharge", invoice.surchargeTotal().signum() != 0);
        model.put("taxes", invoice.taxes().stream().map(this::tax).toList());
        model.put("totals", totals());
        model.put("total", figures.money(invoice.total()));
        model.put("payable", figures.money(invoice.payable()));
        model.put("isWithheld", invoice.withheld().signum() != 0);
        model.put("settlement", settlement());
        model.put("correction", correction());
        model.put("hasReplaces", !invoice.replaces().isEmpty());
        model.put("replaces", references(invoice.replaces()));
        model.put(
                "legal",
                words.legal(invoice).stream().map(text -> Map.of("text", text)).toList());
        model.put("notes", invoice.notes() == null ? "" : invoice.notes());
        model.put("qr", qr());
        return model;
    }

    private String watermark() {
        return switch (invoice.status()) {
            case DRAFT -> wording.text("draft");
            case CANCELLED -> wording.text("cancelled");
            case ISSUED -> "";
        };
    }

    private String date(@Nullable LocalDate day) {
        return day == null ? "" : figures.date(day);
    }

    private Map<String, Object> issuer() {
        return Map.of(
                "name", issuer.name(),
                "legalName", issuer.legalName(),
                "taxId", or(issuer.taxId()),
                "taxIdLabel", words.taxId(issuer.country()),
                "address", or(issuer.address()));
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private Object customer() {
        Customer customer = invoice.customer();
        String country = customer.country() == null ? issuer.country() : customer.country();
        return Map.of(
                "name", customer.name(),
                "taxId", or(customer.taxId()),
                "taxIdLabel", words.taxId(country),
                "address", or(customer.address()),
                "country", country.equals(issuer.country()) ? "" : country,
                "email", or(customer.email()));
    }

    private List<Map<String, Object>> lines() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (InvoiceLine line : invoice.lines()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("index", String.valueOf(rows.size() + 1));
            row.put("alternate", rows.size() % 2 == 1);
            row.put("description", line.description());
            row.put("quantity", figures.quantity(line.quantity()));
            row.put("isOne", line.quantity().compareTo(BigDecimal.ONE) == 0);
            row.put("price", figures.price(line.unitPrice()));
            row.put("discount", line.discountPercent().signum() == 0 ? "" : figures.percent(line.discountPercent()));
            row.put("tax", words.tax(line.tax()));
            row.put("amount", figures.amount(line.amount()));
            rows.add(row);
        }
        return rows;
    }

    private Map<String, Object> tax(TaxGroup group) {
        BigDecimal rate = group.kind().surchargeRate();
        boolean charged = group.surcharge().signum() != 0 && rate != null;
        return Map.of(
                "name", words.tax(group.kind()),
                "base", figures.amount(group.base()),
                "tax", figures.amount(group.tax()),
                "surchargeRate", charged && rate != null ? figures.percent(rate) : "",
                "surcharge", charged ? figures.amount(group.surcharge()) : "");
    }

    /** From the sum of the lines to the total, row by row. */
    private List<Map<String, Object>> totals() {
        List<Map<String, Object>> rows = new ArrayList<>();
        BigDecimal percent = invoice.terms().discountPercent();
        if (percent.signum() != 0) {
            BigDecimal sum = invoice.lines().stream().map(InvoiceLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            rows.add(row("subtotal", "", sum));
            BigDecimal before = invoice.terms().pricesIncludeTax() ? invoice.total() : invoice.base();
            rows.add(row("global-discount", figures.percent(percent), before.subtract(sum)));
        }
        rows.add(row("base", "", invoice.base()));
        rows.add(row("tax-total", "", invoice.taxTotal()));
        if (invoice.surchargeTotal().signum() != 0) {
            rows.add(row("surcharge-total", "", invoice.surchargeTotal()));
        }
        return rows;
    }

    private Map<String, Object> row(String label, String detail, BigDecimal amount) {
        return Map.of("label", wording.text(label), "detail", detail, "amount", figures.money(amount));
    }

    /** What is held back, paid and still owed; empty where there is nothing to say. */
    private List<Map<String, Object>> settlement() {
        List<Map<String, Object>> rows = new ArrayList<>();
        if (invoice.withheld().signum() != 0) {
            rows.add(row(
                    "withheld",
                    figures.percent(invoice.terms().withholdingRate()),
                    invoice.withheld().negate()));
            rows.add(row("payable", "", invoice.payable()));
        }
        if (invoice.status() == InvoiceStatus.ISSUED && invoice.paid().signum() != 0) {
            rows.add(row("paid", "", invoice.paid()));
            rows.add(row("balance", "", invoice.balance()));
        }
        return rows;
    }

    private Object correction() {
        if (invoice.correction() == null) {
            return false;
        }
        return Map.of(
                "invoices",
                references(invoice.correction().invoices()),
                "remarks",
                words.correction(invoice.correction()).stream()
                        .map(text -> Map.of("text", text))
                        .toList());
    }

    private List<Map<String, String>> references(List<InvoiceReference> invoices) {
        return invoices.stream()
                .map(reference -> Map.of(
                        "number", or(reference.number()),
                        "date", date(reference.issueDate())))
                .toList();
    }

    private Object qr() {
        FiscalSeal seal = invoice.fiscal();
        if (seal == null || seal.qrUrl() == null) {
            return false;
        }
        // RD 1619/2012 and Orden HAC/1177/2024, article 21: these words, whatever the language
        String above = issuer.country().equals("ES") ? "QR tributario:" : "";
        return Map.of("url", seal.qrUrl(), "above", above, "legend", or(seal.legend()));
    }
}
