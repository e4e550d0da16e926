package io.rubro.invoice.documents.internal.print;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.Invoice;
import io.rubro.billing.Tax;
import io.rubro.billing.TaxGroup;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the law, or habit, calls the things on an invoice. */
public final class Words {

    private final Wording wording;
    private final Figures figures;

    Words(Wording wording, Figures figures) {
        this.wording = wording;
        this.figures = figures;
    }

    /** Of the law of a country, in a language; not for several threads at once. */
    public static Words in(Locale language, String country, String currency) {
        Wording wording = Wording.in(language, country);
        return new Words(wording, new Figures(wording.locale(), currency));
    }

    /** {@code Factura}, {@code Factura rectificativa}. */
    String kind(Invoice invoice) {
        return wording.text(
                switch (invoice.kind()) {
                    case INVOICE -> "invoice";
                    case SIMPLIFIED -> "simplified";
                    case CREDIT_NOTE -> "credit-note";
                    case DEBIT_NOTE -> "debit-note";
                });
    }

    /** What the number of a taxpayer is called where he is: {@code NIF}. */
    String taxId(String country) {
        return switch (country) {
            case "ES" -> "NIF";
            case "AR" -> "CUIT";
            default -> wording.text("tax-id");
        };
    }

    /** A tax, short, for tables: {@code IVA 21 %}, {@code Exenta}. */
    String tax(Tax tax) {
        return switch (tax.treatment()) {
            case TAXED -> name(tax) + "\u00a0" + figures.percent(tax.rate());
            case EXEMPT -> wording.text("tax.exempt");
            case REVERSE_CHARGE -> wording.text("tax.reverse-charge");
            case NOT_SUBJECT, NOT_SUBJECT_BY_PLACE -> wording.text("tax.not-subject");
        };
    }

    private static String name(Tax tax) {
        return tax.system().equals("OTHER") ? tax.code() : tax.system();
    }

    /** The phrases the law wants for what is not plainly taxed, each once. */
    public Set<String> legal(Invoice invoice) {
        Set<String> phrases = new LinkedHashSet<>();
        for (TaxGroup group : invoice.taxes()) {
            Tax tax = group.kind();
            treatment(tax).ifPresent(phrases::add);
            if (tax.system().equals("IVA") && tax.scheme() != null && wording.has("legal.scheme." + tax.scheme())) {
                phrases.add(wording.text("legal.scheme." + tax.scheme()));
            }
        }
        return phrases;
    }

    /** The phrase the law wants for how a tax is treated; empty if it is charged. */
    public Optional<String> treatment(Tax tax) {
        return switch (tax.treatment()) {
            case TAXED -> Optional.empty();
            case REVERSE_CHARGE -> Optional.of(wording.text("legal.reverse-charge"));
            case EXEMPT -> Optional.of(phrase("legal.exempt", tax, tax.cause() == null ? "" : tax.cause()));
            case NOT_SUBJECT -> Optional.of(phrase("legal.not-subject", tax, tax.system()));
            case NOT_SUBJECT_BY_PLACE -> Optional.of(phrase("legal.not-subject-by-place", tax, tax.system()));
        };
    }

    /** The articles named are those of the VAT act: other taxes get the phrase without. */
    private String phrase(String key, Tax tax, String variant) {
        String exact = key + "." + variant;
        return tax.system().equals("IVA") && wording.has(exact) ? wording.text(exact) : wording.text(key, name(tax));
    }

    /** Why and how earlier invoices are corrected. */
    public List<String> correction(Correction correction) {
        String reason = wording.text(
                "reason." + correction.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (correction.method() == CorrectionMethod.DIFFERENCES) {
            return List.of(reason, wording.text("correction.differences"));
        }
        String method = wording.text("correction.substitution");
        if (correction.base() == null || correction.tax() == null) {
            return List.of(reason, method);
        }
        String base = figures.amount(correction.base());
        String tax = figures.amount(correction.tax());
        String replaced = correction.surcharge() == null
                        || correction.surcharge().signum() == 0
                ? wording.text("correction.replaced", base, tax)
                : wording.text("correction.replaced-surcharge", base, tax, figures.amount(correction.surcharge()));
        return List.of(reason, method, replaced);
    }
}
