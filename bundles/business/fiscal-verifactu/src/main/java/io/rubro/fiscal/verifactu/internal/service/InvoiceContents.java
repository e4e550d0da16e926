package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.Customer;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.TaxGroup;
import io.rubro.billing.TaxTreatment;
import io.rubro.fiscal.verifactu.internal.model.BreakdownLine;
import io.rubro.fiscal.verifactu.internal.model.InvoiceNumber;
import io.rubro.fiscal.verifactu.internal.model.Literal;
import io.rubro.fiscal.verifactu.internal.model.Operation;
import io.rubro.fiscal.verifactu.internal.model.Particulars;
import io.rubro.fiscal.verifactu.internal.model.Recipient;
import io.rubro.fiscal.verifactu.internal.model.RecordContent;
import io.rubro.fiscal.verifactu.internal.model.RecordType;
import io.rubro.fiscal.verifactu.internal.model.Rectification;
import io.rubro.fiscal.verifactu.internal.model.VatNumbers;
import io.rubro.platform.organizations.Organization;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the record of an invoice says of it, as literals. */
final class InvoiceContents {

    /** {@code Macrodato} from this total on, whatever its sign (validation 3.1.3.10). */
    private static final BigDecimal LARGE = new BigDecimal("100000000");

    private static final String YES = "S";
    /** A VAT number of a member state, list L7. */
    private static final String VAT_NUMBER = "02";
    /** An official identification of the country of residence, list L7. */
    private static final String FOREIGN_ID = "04";

    private final RecordChain chain;

    /** @param chain where earlier invoices are found that an invoice corrects */
    InvoiceContents(RecordChain chain) {
        this.chain = chain;
    }

    /**
     * The record's content.
     *
     * @param nif of the issuer
     * @param number what to write if the invoice has none yet
     */
    RecordContent of(Organization issuer, String nif, Invoice invoice, String number) {
        LocalDate date = Objects.requireNonNull(invoice.issueDate(), "an invoice is sealed with its date");
        Corrected corrected = corrected(nif, invoice);
        String kind = kind(invoice, corrected);
        LocalDate operation = invoice.terms().operationDate();
        return new RecordContent(
                RecordType.ALTA,
                nif,
                Texts.clean(issuer.legalName(), Texts.NAME),
                invoice.number() == null ? number : invoice.number(),
                Literal.of(date),
                Operation.PLAIN,
                kind,
                rectification(invoice),
                new Particulars(
                        operation == null || operation.equals(date) ? null : Literal.of(operation),
                        qualified(invoice, kind, corrected) ? YES : null,
                        unidentified(invoice) ? YES : null,
                        invoice.total().abs().compareTo(LARGE) >= 0 ? YES : null),
                description(invoice.lines()),
                identifies(kind) ? recipient(invoice) : null,
                breakdown(invoice),
                invoice.taxTotal().add(invoice.surchargeTotal()).toPlainString(),
                invoice.total().toPlainString());
    }

    /** Whether a kind of invoice names its recipient: validation 3.1.3.13. */
    static boolean identifies(@Nullable String kind) {
        return kind != null && !kind.equals("F2") && !kind.equals("R5");
    }

    private static String kind(Invoice invoice, Corrected corrected) {
        return switch (invoice.kind()) {
            case INVOICE -> unidentified(invoice) ? "F2" : invoice.replaces().isEmpty() ? "F1" : "F3";
            case SIMPLIFIED -> invoice.customer().taxId() == null ? "F2" : "F1";
            case CREDIT_NOTE, DEBIT_NOTE -> corrected.simplified() ? "R5" : rectifying(invoice.correction());
        };
    }

    private static String rectifying(@Nullable Correction correction) {
        if (correction == null) {
            return "R1";
        }
        return switch (correction.reason()) {
            case RETURN -> "R1";
            case INSOLVENCY -> "R2";
            case BAD_DEBT -> "R3";
            case OTHER -> "R4";
        };
    }

    private static boolean qualified(Invoice invoice, String kind, Corrected corrected) {
        return identifies(kind) && (invoice.kind() == InvoiceKind.SIMPLIFIED || corrected.qualified());
    }

    /**
     * A complete invoice need not identify its recipient where the supply does not take place here (RD 1619/2012, article
     * 6.1.d).
     */
    private static boolean unidentified(Invoice invoice) {
        return invoice.kind() == InvoiceKind.INVOICE
                && invoice.customer().taxId() == null
                && invoice.replaces().isEmpty()
                && !invoice.taxes().isEmpty()
                && invoice.taxes().stream()
                        .allMatch(group -> group.kind().treatment() == TaxTreatment.NOT_SUBJECT_BY_PLACE);
    }

    /**
     * What the corrected invoices are.
     *
     * @param simplified whether they are simplified ones that name nobody
     * @param qualified whether they are simplified ones that name their recipient
     */
    private record Corrected(boolean simplified, boolean qualified) {}

    /** As their records tell; of what was issued elsewhere nothing is known but whether the correction names somebody. */
    private Corrected corrected(String nif, Invoice invoice) {
        Correction correction = invoice.correction();
        if (!invoice.kind().corrects() || correction == null) {
            return new Corrected(false, false);
        }
        boolean known = false;
        boolean simplified = true;
        boolean qualified = true;
        for (InvoiceReference reference : correction.invoices()) {
            RecordContent earlier =
                    chain.issued(nif, String.valueOf(reference.number())).orElse(null);
            if (earlier != null) {
                known = true;
                simplified &= !identifies(earlier.kind());
                qualified &= YES.equals(earlier.particulars().qualifiedSimplified());
            }
        }
        return known
                ? new Corrected(simplified, qualified)
                : new Corrected(invoice.customer().taxId() == null, false);
    }

    private static Rectification rectification(Invoice invoice) {
        Correction correction = invoice.kind().corrects() ? invoice.correction() : null;
        String replaced = InvoiceNumber.format(numbers(invoice.replaces()));
        if (correction == null) {
            return new Rectification(null, null, replaced, null, null, null);
        }
        boolean whole = correction.method() == CorrectionMethod.SUBSTITUTION;
        return new Rectification(
                whole ? "S" : "I",
                InvoiceNumber.format(numbers(correction.invoices())),
                replaced,
                whole ? plain(correction.base()) : null,
                whole ? plain(correction.tax()) : null,
                whole ? plainUnlessZero(correction.surcharge()) : null);
    }

    private static List<InvoiceNumber> numbers(List<InvoiceReference> references) {
        return references.stream()
                .map(reference -> {
                    LocalDate date = reference.issueDate();
                    return new InvoiceNumber(String.valueOf(reference.number()), date == null ? "" : Literal.of(date));
                })
                .toList();
    }

    private static @Nullable Recipient recipient(Invoice invoice) {
        Customer customer = invoice.customer();
        String taxId = customer.taxId();
        if (taxId == null) {
            return null;
        }
        String name = Texts.clean(customer.name(), Texts.NAME);
        String country = customer.country();
        if (country == null || country.equals("ES")) {
            return new Recipient(name, taxId, null, null);
        }
        boolean withinUnion = invoice.taxes().stream()
                .anyMatch(group -> "E5".equals(group.kind().cause()));
        return VatNumbers.of(country, taxId, withinUnion)
                .map(number -> new Recipient(name, number, VAT_NUMBER, null))
                .orElseGet(() -> new Recipient(name, taxId, FOREIGN_ID, country));
    }

    private static String breakdown(Invoice invoice) {
        boolean surcharge = invoice.terms().surcharge();
        return BreakdownLine.format(
                invoice.taxes().stream().map(group -> line(group, surcharge)).toList());
    }

    private static BreakdownLine line(TaxGroup group, boolean withSurcharge) {
        String tax =
                switch (group.kind().system()) {
                    case "IVA" -> "01";
                    case "IPSI" -> "02";
                    case "IGIC" -> "03";
                    default -> "05";
                };
        String scheme = tax.equals("05")
                ? null
                : group.kind().scheme() == null ? "01" : group.kind().scheme();
        String base = group.base().toPlainString();
        BigDecimal surchargeRate = group.kind().surchargeRate();
        return switch (group.kind().treatment()) {
            case TAXED -> {
                String surcharge = withSurcharge && surchargeRate != null && surchargeRate.signum() > 0
                        ? rate(surchargeRate)
                        : null;
                yield new BreakdownLine(
                        tax,
                        scheme,
                        "S1",
                        rate(group.rate()),
                        base,
                        group.tax().toPlainString(),
                        surcharge,
                        surcharge == null ? null : group.surcharge().toPlainString());
            }
            case REVERSE_CHARGE -> new BreakdownLine(tax, scheme, "S2", "0", base, "0.00", null, null);
            case EXEMPT ->
                new BreakdownLine(tax, scheme, String.valueOf(group.kind().cause()), null, base, null, null, null);
            case NOT_SUBJECT -> new BreakdownLine(tax, scheme, "N1", null, base, null, null, null);
            case NOT_SUBJECT_BY_PLACE -> new BreakdownLine(tax, scheme, "N2", null, base, null, null, null);
        };
    }

    private static String description(List<InvoiceLine> lines) {
        StringBuilder text = new StringBuilder();
        for (InvoiceLine line : lines) {
            if (text.length() >= Texts.DESCRIPTION) {
                break;
            }
            text.append(text.isEmpty() ? "" : "; ").append(line.description());
        }
        return Texts.clean(text.toString(), Texts.DESCRIPTION);
    }

    private static String rate(BigDecimal rate) {
        return rate.signum() == 0 ? "0" : rate.stripTrailingZeros().toPlainString();
    }

    private static @Nullable String plain(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }

    private static @Nullable String plainUnlessZero(@Nullable BigDecimal amount) {
        return amount == null || amount.signum() == 0 ? null : amount.toPlainString();
    }
}
