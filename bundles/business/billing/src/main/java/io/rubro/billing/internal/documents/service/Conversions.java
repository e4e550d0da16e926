package io.rubro.billing.internal.documents.service;

import io.rubro.billing.Customer;
import io.rubro.billing.CustomerDraft;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.Invoices;
import io.rubro.billing.LineDraft;
import io.rubro.billing.internal.documents.model.Converted;
import io.rubro.billing.internal.documents.model.DocumentContent;
import io.rubro.billing.internal.documents.model.DocumentEntity;
import io.rubro.billing.internal.documents.model.DocumentKind;
import io.rubro.billing.internal.documents.model.DocumentLine;
import io.rubro.billing.internal.documents.model.DocumentLinks;
import io.rubro.billing.internal.documents.model.DocumentLinks.Link;
import io.rubro.billing.internal.documents.model.DocumentLinks.Made;
import io.rubro.billing.internal.documents.model.Part;
import io.rubro.billing.internal.documents.model.SalesDocument;
import io.rubro.billing.internal.documents.model.Target;
import io.rubro.billing.internal.model.Totals;
import io.rubro.billing.internal.service.Faults;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes documents into others. Within a transaction only. */
final class Conversions {

    private final DocumentStore store;
    private final DocumentLinks links;
    private final Invoices invoices;
    private final SourceNotes notes;

    Conversions(DocumentStore store, Invoices invoices, SourceNotes notes) {
        this.store = store;
        this.links = store.links();
        this.invoices = invoices;
        this.notes = notes;
    }

    /** A line and how much of it was taken. */
    private record TakenLine(DocumentLine line, BigDecimal quantity) {
        InvoiceLine says() {
            return Totals.line(line.description(), quantity, line.unitPrice(), line.discountPercent(), line.tax());
        }
    }

    /** What was taken of a document. */
    private record Taken(SalesDocument source, List<TakenLine> taken) {
        List<InvoiceLine> lines() {
            return taken.stream().map(TakenLine::says).toList();
        }
    }

    /** Makes a document into another one, or into the draft of an invoice; see {@link Documents#convert}. */
    Converted convert(Id id, Target target, List<Part> parts, boolean open) {
        SalesDocument source = store.locked(List.of(id)).get(0);
        require(source, target);
        Taken taken = take(source, parts);
        if (target == Target.INVOICE) {
            return invoice(List.of(taken));
        }
        store.check().again(taken.lines());
        DocumentEntity made = new DocumentEntity(content(taken, target), store.now());
        store.add(made);
        link(taken, made.toDocument(store.today()));
        if (open) {
            store.number(made);
        }
        return done(List.of(taken), new Converted(target, made.id()));
    }

    /** Makes all that is open of several documents into the draft of one invoice; see {@link Documents#merge}. */
    Converted merge(List<Id> ids) {
        List<SalesDocument> sources = store.locked(ids.stream().distinct().toList());
        sources.forEach(source -> require(source, Target.INVOICE));
        requireAlike(sources);
        return invoice(sources.stream().map(source -> take(source, List.of())).toList());
    }

    private Converted done(List<Taken> all, Converted converted) {
        for (Taken taken : all) {
            store.note(
                    "convert",
                    taken.source.id(),
                    Map.of(
                            "number",
                            String.valueOf(taken.source.number()),
                            "target",
                            converted.target().name(),
                            "id",
                            converted.id().toString()));
        }
        store.changed(all.stream().map(taken -> taken.source.id()).toList());
        return converted;
    }

    /** Refuses what a document of its kind never becomes. */
    private static void require(SalesDocument source, Target target) {
        if (!source.kind().becomes(target)) {
            throw ProblemException.conflict(
                    "target",
                    "billing.document.target",
                    Map.of("number", String.valueOf(source.number()), "target", target.name()));
        }
    }

    /** Refuses documents that one invoice cannot stand for. */
    private static void requireAlike(List<SalesDocument> sources) {
        SalesDocument first = sources.get(0);
        for (SalesDocument source : sources) {
            String number = String.valueOf(source.number());
            if (source.kind() != first.kind()) {
                throw ProblemException.conflict("billing.document.merge-kinds", Map.of("number", number));
            }
            if (!sameCustomer(source.customer(), first.customer())) {
                throw ProblemException.conflict("billing.document.merge-customers", Map.of("number", number));
            }
            if (!source.terms().equals(first.terms())) {
                throw ProblemException.conflict("billing.document.merge-terms", Map.of("number", number));
            }
        }
    }

    private static boolean sameCustomer(Customer one, Customer other) {
        if (one.contactId() != null && other.contactId() != null) {
            return one.contactId().equals(other.contactId());
        }
        return Objects.equals(one.taxId(), other.taxId())
                && (one.taxId() != null || one.name().equalsIgnoreCase(other.name()));
    }

    /** Takes what is asked for, or all that is open. */
    private Taken take(SalesDocument source, List<Part> parts) {
        List<TakenLine> wanted = parts.isEmpty() ? allOpen(source) : asked(source, parts);
        for (int i = 0; i < wanted.size(); i++) {
            TakenLine each = wanted.get(i);
            if (!links.take(source.id(), each.line.id(), each.quantity)) {
                throw exceeds("lines[" + i + "].quantity", each.line);
            }
        }
        return new Taken(source, wanted);
    }

    private static ProblemException exceeds(String field, DocumentLine line) {
        return ProblemException.conflict(
                field,
                "billing.document.exceeds-open",
                Map.of("left", line.open().toPlainString(), "description", line.description()));
    }

    private static List<TakenLine> allOpen(SalesDocument source) {
        List<TakenLine> open = source.lines().stream()
                .filter(line -> line.open().signum() > 0)
                .map(line -> new TakenLine(line, line.open()))
                .toList();
        if (open.isEmpty()) {
            throw ProblemException.conflict(
                    "billing.document.nothing-open", Map.of("number", String.valueOf(source.number())));
        }
        return open;
    }

    private static List<TakenLine> asked(SalesDocument source, List<Part> parts) {
        Map<Id, DocumentLine> lines = new HashMap<>();
        source.lines().forEach(line -> lines.put(line.id(), line));
        Faults faults = new Faults();
        List<TakenLine> wanted = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            DocumentLine line = lines.remove(part.lineId());
            String at = "lines[" + i + "].";
            if (line == null) {
                faults.add(at + "lineId", "billing.document.line-unknown");
            } else if (faults.number(at + "quantity", part.quantity(), 12, 6)) {
                wanted.add(new TakenLine(line, Totals.plain(part.quantity())));
                if (part.quantity().signum() <= 0) {
                    faults.add(at + "quantity", "billing.document.quantity");
                }
            }
        }
        faults.check();
        for (int i = 0; i < wanted.size(); i++) {
            TakenLine each = wanted.get(i);
            if (each.quantity.compareTo(each.line.open()) > 0) {
                throw exceeds("lines[" + i + "].quantity", each.line);
            }
        }
        return wanted;
    }

    /** What the new document says. */
    private static DocumentContent content(Taken taken, Target target) {
        SalesDocument source = taken.source;
        DocumentKind kind = target.kind();
        return new DocumentContent(
                kind,
                kind.series().defaultCode(),
                null,
                null,
                null,
                source.customer(),
                source.currency(),
                source.terms(),
                taken.lines().stream()
                        .map(line -> new DocumentContent.Line(null, line))
                        .toList(),
                source.notes());
    }

    /** Remembers what a document was made of. */
    private void link(Taken taken, SalesDocument made) {
        List<Link> joined = new ArrayList<>();
        for (int i = 0; i < taken.taken.size(); i++) {
            TakenLine each = taken.taken.get(i);
            joined.add(new Link(
                    taken.source.id(), each.line.id(), made.lines().get(i).id(), i + 1, each.quantity));
        }
        links.add(Made.DOCUMENT, made.id(), joined);
    }

    /** Writes the draft of an invoice over all that was taken. */
    private Converted invoice(List<Taken> all) {
        List<SalesDocument> sources = all.stream().map(Taken::source).toList();
        SalesDocument first = sources.get(0);
        List<LineDraft> lines = new ArrayList<>();
        List<Link> made = new ArrayList<>();
        for (Taken taken : all) {
            for (TakenLine each : taken.taken) {
                DocumentLine line = each.line;
                lines.add(new LineDraft(
                        line.description(),
                        each.quantity,
                        line.unitPrice(),
                        line.discountPercent(),
                        line.taxRate(),
                        line.tax().code()));
                made.add(new Link(taken.source.id(), line.id(), null, lines.size(), each.quantity));
            }
        }
        Customer customer = first.customer();
        Invoice invoice = invoices.create(new InvoiceDraft(
                null,
                null,
                null,
                null,
                new CustomerDraft(
                        customer.contactId(),
                        customer.name(),
                        customer.taxId(),
                        customer.email(),
                        customer.address(),
                        customer.country()),
                supplied(first.terms(), sources, store.today()),
                lines,
                null,
                List.of(),
                notes.of(sources, store.organization())));
        links.add(Made.INVOICE, invoice.id(), made);
        return done(all, new Converted(Target.INVOICE, invoice.id()));
    }

    /** What was delivered before today says so on its invoice (RD 1619/2012, article 6.1.i). */
    private static InvoiceTerms supplied(InvoiceTerms terms, List<SalesDocument> sources, LocalDate today) {
        LocalDate delivered = sources.stream()
                .filter(source -> source.kind() == DocumentKind.DELIVERY_NOTE)
                .map(Conversions::delivered)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return delivered == null || !delivered.isBefore(today)
                ? terms
                : new InvoiceTerms(
                        terms.pricesIncludeTax(),
                        terms.discountPercent(),
                        terms.surcharge(),
                        terms.withholdingRate(),
                        delivered);
    }

    private static @Nullable LocalDate delivered(SalesDocument note) {
        LocalDate day = note.deliveryDate();
        return day == null ? note.date() : day;
    }
}
