package io.rubro.billing.internal.vatbooks;

import io.rubro.billing.internal.vatbooks.SupplierInvoice.Group;
import io.rubro.billing.internal.vatbooks.SupplierInvoice.Operation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts the lines of the books into the operations the returns of value added tax ask for. */
final class Postings {

    /** The other Member States of the Union, and Northern Ireland for goods. */
    static final Set<String> UNION = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    private Postings() {}

    static List<Posting> of(IssuedLine line) {
        List<Posting> postings = new ArrayList<>();
        if (!line.counts() || !line.taxSystem().equals("IVA")) {
            return postings;
        }
        switch (line.treatment()) {
            case TAXED -> taxed(line, postings);
            case REVERSE_CHARGE -> add(postings, line, "info:reverse", line.netBase(), ZERO);
            case EXEMPT -> add(postings, line, exempt(line.cause()), line.netBase(), ZERO);
            case NOT_SUBJECT_BY_PLACE ->
                add(
                        postings,
                        line,
                        isUnion(line.customerCountry()) && line.customerTaxId() != null ? "info:intra" : "info:place",
                        line.netBase(),
                        ZERO);
            case NOT_SUBJECT -> {}
        }
        return postings;
    }

    static boolean isUnion(@Nullable String country) {
        return country != null && UNION.contains(country);
    }

    private static String exempt(@Nullable String cause) {
        return switch (cause == null ? "" : cause) {
            case "E2", "E3", "E4" -> "info:export";
            case "E5" -> "info:intra";
            default -> "exempt";
        };
    }

    private static void taxed(IssuedLine line, List<Posting> postings) {
        if (line.kind().corrects()) {
            add(postings, line, "mod:sales", line.netBase(), line.netTax());
            if (line.netSurcharge().signum() != 0) {
                add(postings, line, "mod-surcharge", line.netBase(), line.netSurcharge());
            }
            return;
        }
        add(postings, line, "general:" + line.rate().toPlainString(), line.base(), line.tax());
        BigDecimal surcharge = line.surchargeRate();
        if (surcharge != null && line.surcharge().signum() != 0) {
            add(postings, line, "surcharge:" + surcharge.toPlainString(), line.base(), line.surcharge());
        }
    }

    private static void add(List<Posting> postings, IssuedLine line, String key, BigDecimal base, BigDecimal tax) {
        postings.add(
                new Posting(key, true, line.invoiceId(), line.number(), line.date(), line.customerName(), base, tax));
    }

    static List<Posting> of(SupplierInvoice invoice) {
        List<Posting> postings = new ArrayList<>();
        for (Group group : invoice.taxes()) {
            of(invoice, group, postings);
        }
        return postings;
    }

    private static void of(SupplierInvoice invoice, Group group, List<Posting> postings) {
        String rate = ":" + group.rate().toPlainString();
        Operation operation = invoice.operation();
        if (operation.self()) {
            String sort = operation == Operation.REVERSE_CHARGE
                    ? "reverse"
                    : invoice.services() ? "intra:services" : "intra:goods";
            add(postings, invoice, invoice.corrective() ? "mod:purchases" : sort + rate, group.base(), group.tax());
        }
        if (group.rate().signum() == 0 && group.tax().signum() == 0) {
            if (operation == Operation.INTERIOR) {
                add(postings, invoice, "purchases:exempt", group.base(), ZERO);
            }
            return;
        }
        BigDecimal base = part(group.base(), group.deductiblePercent());
        BigDecimal tax = part(group.tax(), group.deductiblePercent());
        if (group.deductiblePercent().signum() > 0) {
            add(postings, invoice, invoice.corrective() ? "ded:rect" : deducted(invoice) + rate, base, tax);
        }
        if (group.base().compareTo(base) != 0) {
            add(
                    postings,
                    invoice,
                    "purchases:undeducted",
                    group.base().subtract(base),
                    group.tax().subtract(tax));
        }
    }

    private static String deducted(SupplierInvoice invoice) {
        boolean investment = invoice.investment();
        return switch (invoice.operation()) {
            case INTERIOR, REVERSE_CHARGE -> investment ? "ded:investment" : "ded:current";
            case IMPORT -> investment ? "ded:import-investment" : "ded:import";
            case INTRA_EU ->
                investment ? "ded:intra-investment" : invoice.services() ? "ded:intra:services" : "ded:intra:goods";
        };
    }

    private static BigDecimal part(BigDecimal amount, BigDecimal percent) {
        return amount.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    private static void add(
            List<Posting> postings, SupplierInvoice invoice, String key, BigDecimal base, BigDecimal tax) {
        postings.add(new Posting(
                key, false, invoice.id(), invoice.number(), invoice.receivedOn(), invoice.supplierName(), base, tax));
    }
}
