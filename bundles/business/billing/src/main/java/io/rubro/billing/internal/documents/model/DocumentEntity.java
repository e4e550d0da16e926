package io.rubro.billing.internal.documents.model;

import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.internal.model.CustomerPart;
import io.rubro.billing.internal.model.TermsPart;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.persistence.CascadeType;
import javax.persistence.Column;
import javax.persistence.Embedded;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.OneToMany;
import javax.persistence.OrderBy;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A quote, order, delivery note or pro forma invoice. */
@Entity
@Table(schema = "billing", name = "document")
public class DocumentEntity {

    @javax.persistence.Id
    private long id;

    @Version
    private long version;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private DocumentKind kind;

    /** What people decided; never expired or partial, which follow. */
    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private DocumentState decided;

    /** Written by {@link DocumentLinks} alone. */
    @Enumerated(EnumType.STRING)
    @Column(name = "progress", updatable = false)
    private Progress progress;

    @Column(name = "series")
    private String series;

    @Column(name = "number")
    private @Nullable String number;

    @Column(name = "document_date")
    private @Nullable LocalDate date;

    @Column(name = "valid_until")
    private @Nullable LocalDate validUntil;

    @Column(name = "delivery_date")
    private @Nullable LocalDate deliveryDate;

    @Embedded
    private CustomerPart customer;

    @Column(name = "currency")
    private String currency;

    @Column(name = "total")
    private BigDecimal total;

    @Embedded
    private TermsPart terms;

    @Column(name = "notes")
    private @Nullable String notes;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "opened_at")
    private @Nullable Instant openedAt;

    @OneToMany(mappedBy = "document", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("lineNo")
    private List<DocumentLineEntity> lines;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected DocumentEntity() {}

    /** A draft. */
    public DocumentEntity(DocumentContent content, Instant now) {
        id = Id.next().value();
        version = 1; // what a new row has
        kind = content.kind();
        decided = DocumentState.DRAFT;
        progress = Progress.NONE;
        createdAt = now;
        lines = new ArrayList<>();
        write(content);
    }

    /**
     * Replaces what it says. A sent document keeps its number and series.
     *
     * @throws ProblemException 409 if something was made of it or it does not go on; 422 if its kind or number would
     *     change, or a line is not one of its lines
     */
    public void rewrite(DocumentContent content) {
        if (decided != DocumentState.DRAFT && !decided.goesOn()) {
            throw state();
        }
        requireUntouched();
        if (content.kind() != kind) {
            throw ProblemException.invalid("kind", "billing.document.kind-fixed");
        }
        if (number != null && !content.series().equals(series)) {
            throw ProblemException.invalid("series", "billing.document.series-fixed", Map.of("number", number));
        }
        write(content);
    }

    private void write(DocumentContent content) {
        series = content.series();
        date = content.date() == null && number != null ? date : content.date();
        validUntil = content.validUntil();
        deliveryDate = content.deliveryDate();
        customer = new CustomerPart(content.customer());
        currency = content.currency();
        total = content.totals().total();
        terms = new TermsPart(content.terms());
        notes = content.notes();
        writeLines(content.lines());
    }

    private void writeLines(List<DocumentContent.Line> said) {
        Map<Id, DocumentLineEntity> before = new HashMap<>();
        lines.forEach(line -> before.put(line.id(), line));
        List<DocumentLineEntity> kept = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            DocumentContent.Line line = said.get(i);
            Id known = line.id();
            if (known == null) {
                kept.add(new DocumentLineEntity(this, i + 1, line.says()));
            } else {
                DocumentLineEntity same = before.remove(known);
                if (same == null) {
                    throw ProblemException.invalid("lines[" + i + "].id", "billing.document.line-unknown");
                }
                same.write(i + 1, line.says());
                kept.add(same);
            }
        }
        lines.removeIf(line -> before.containsKey(line.id()));
        kept.stream().filter(line -> !lines.contains(line)).forEach(lines::add);
    }

    private void requireUntouched() {
        if (progress != Progress.NONE) {
            throw ProblemException.conflict("billing.document.converted", Map.of("number", name()));
        }
    }

    private ProblemException state() {
        String code = "billing.document.is-" + shown(LocalDate.MIN).name().toLowerCase(Locale.ROOT);
        return ProblemException.conflict(code, Map.of("number", name()));
    }

    private String name() {
        return number == null ? "" : number;
    }

    /**
     * Refuses unless it is a draft.
     *
     * @throws ProblemException 409
     */
    public void requireDraft() {
        if (decided != DocumentState.DRAFT) {
            throw state();
        }
    }

    /**
     * Refuses unless something may be made of it.
     *
     * @throws ProblemException 409 if it is no open document, or a quote that expired
     */
    public void requireLive(LocalDate today) {
        if (!decided.goesOn()) {
            throw state();
        }
        if (shown(today) == DocumentState.EXPIRED) {
            throw ProblemException.conflict(
                    "billing.document.is-expired", Map.of("number", name(), "validUntil", String.valueOf(validUntil)));
        }
    }

    /** Makes a draft a sent document. */
    public void open(String assigned, LocalDate day, Instant now) {
        requireDraft();
        number = assigned;
        date = day;
        openedAt = now;
        decided = DocumentState.OPEN;
    }

    /**
     * Notes what was decided about a sent document.
     *
     * @throws ProblemException 409 if that cannot be decided about it now
     */
    public void decide(DocumentState decision, LocalDate today) {
        switch (decision) {
            case ACCEPTED -> requireLive(today);
            case CLOSED -> requireGoingOn();
            case REJECTED -> {
                requireGoingOn();
                requireUntouched();
            }
            case CANCELLED -> {
                if (decided == DocumentState.DRAFT || decided == DocumentState.CANCELLED) {
                    throw state();
                }
                requireUntouched();
            }
            case OPEN -> {
                if (decided == DocumentState.DRAFT || decided == DocumentState.OPEN) {
                    throw state();
                }
            }
            default -> throw new IllegalArgumentException(decision.name());
        }
        decided = decision;
    }

    private void requireGoingOn() {
        if (!decided.goesOn()) {
            throw state();
        }
    }

    public Id id() {
        return new Id(id);
    }

    public long version() {
        return version;
    }

    public DocumentKind kind() {
        return kind;
    }

    public DocumentState decided() {
        return decided;
    }

    public String series() {
        return series;
    }

    public @Nullable String number() {
        return number;
    }

    public @Nullable LocalDate date() {
        return date;
    }

    /** What holds for all lines. */
    public InvoiceTerms terms() {
        return terms.toTerms();
    }

    private DocumentState shown(LocalDate today) {
        return DocumentState.shown(decided, progress, kind == DocumentKind.QUOTE ? validUntil : null, today);
    }

    /** Its value on a day. */
    public SalesDocument toDocument(LocalDate today) {
        List<DocumentLineEntity> ordered = lines.stream()
                .sorted(Comparator.comparingInt(DocumentLineEntity::lineNo))
                .toList();
        List<DocumentLine> read =
                ordered.stream().map(DocumentLineEntity::toLine).toList();
        Totals totals = Totals.of(ordered.stream().map(DocumentLineEntity::says).toList(), terms());
        return new SalesDocument(
                id(),
                kind,
                shown(today),
                series,
                number,
                date,
                validUntil,
                deliveryDate,
                customer.toCustomer(),
                currency,
                terms(),
                read,
                totals.taxes(),
                totals.base(),
                totals.tax(),
                totals.surcharge(),
                totals.total(),
                totals.withheld(),
                totals.payable(),
                notes,
                createdAt,
                openedAt,
                version);
    }
}
