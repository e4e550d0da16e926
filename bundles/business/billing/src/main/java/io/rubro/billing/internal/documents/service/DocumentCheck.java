package io.rubro.billing.internal.documents.service;

import io.rubro.billing.Customer;
import io.rubro.billing.CustomerDraft;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.internal.documents.model.DocumentContent;
import io.rubro.billing.internal.documents.model.DocumentDraft;
import io.rubro.billing.internal.documents.model.DocumentKind;
import io.rubro.billing.internal.service.ContentCheck;
import io.rubro.billing.internal.service.Faults;
import io.rubro.billing.internal.service.Taxes;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.problem.ProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of documents, beside those they share with invoices. */
final class DocumentCheck {

    private static final int LONGEST_YEARS = 10;

    private final Faults faults = new Faults();
    private final Organization organization;
    private final LocalDate today;
    private final ContentCheck shared;

    DocumentCheck(Organization organization, LocalDate today, Taxes taxes) {
        this.organization = organization;
        this.today = today;
        this.shared = new ContentCheck(organization, today, taxes, faults);
    }

    /**
     * Checks a draft and brings it into normal form.
     *
     * @param customer the draft's customer, completed from the CRM
     * @throws ProblemException 422 naming every field that breaks a rule
     */
    DocumentContent content(DocumentDraft draft, CustomerDraft customer) {
        DocumentKind kind = draft.kind();
        LocalDate given = draft.date();
        LocalDate date = given == null ? today : given;
        near("date", given);
        LocalDate validUntil = only("validUntil", draft.validUntil(), kind == DocumentKind.QUOTE);
        if (validUntil != null && validUntil.isBefore(date)) {
            faults.add("validUntil", "billing.document.valid-until", Map.of("date", date));
        }
        boolean delivers = kind == DocumentKind.ORDER || kind == DocumentKind.DELIVERY_NOTE;
        LocalDate deliveryDate = only("deliveryDate", draft.deliveryDate(), delivers);
        Customer checked = shared.customer(customer);
        InvoiceTerms terms = shared.terms(draft.terms());
        List<InvoiceLine> lines = shared.lines(
                draft.lines().stream().map(DocumentDraft.Line::says).toList(), taxDay(given), false);
        String notes = shared.notes(draft.notes());
        faults.check();
        List<DocumentContent.Line> said = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            said.add(new DocumentContent.Line(draft.lines().get(i).id(), lines.get(i)));
        }
        DocumentContent content = new DocumentContent(
                kind,
                series(draft.series(), kind),
                given,
                validUntil,
                deliveryDate,
                checked,
                organization.currency(),
                terms,
                said,
                notes);
        shared.size(content.totals());
        faults.check();
        return content;
    }

    /**
     * Checks again what may have become wrong since a document was written, before another is made of it.
     *
     * @throws ProblemException 422
     */
    void again(List<InvoiceLine> lines) {
        shared.again(lines, today);
        faults.check();
    }

    /** A document of a day to come is written by the taxes known today. */
    private LocalDate taxDay(@Nullable LocalDate date) {
        return date == null || date.isAfter(today) || date.isBefore(ContentCheck.EARLIEST) ? today : date;
    }

    private @Nullable LocalDate only(String field, @Nullable LocalDate date, boolean allowed) {
        if (date != null && !allowed) {
            faults.add(field, "billing.document.no-such-date");
            return null;
        }
        near(field, date);
        return date;
    }

    private void near(String field, @Nullable LocalDate date) {
        if (date != null && (date.isBefore(ContentCheck.EARLIEST) || date.isAfter(today.plusYears(LONGEST_YEARS)))) {
            faults.add(
                    field, "billing.document.date", Map.of("earliest", ContentCheck.EARLIEST, "years", LONGEST_YEARS));
        }
    }

    private static String series(@Nullable String code, DocumentKind kind) {
        return code == null || code.isBlank()
                ? kind.series().defaultCode()
                : code.strip().toUpperCase(Locale.ROOT);
    }
}
