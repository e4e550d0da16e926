package io.rubro.billing.internal.documents.service;

import io.rubro.billing.Invoices;
import io.rubro.billing.internal.documents.model.Chain;
import io.rubro.billing.internal.documents.model.Converted;
import io.rubro.billing.internal.documents.model.DocumentContent;
import io.rubro.billing.internal.documents.model.DocumentDraft;
import io.rubro.billing.internal.documents.model.DocumentEntity;
import io.rubro.billing.internal.documents.model.DocumentFilter;
import io.rubro.billing.internal.documents.model.DocumentLine;
import io.rubro.billing.internal.documents.model.DocumentLinks.Made;
import io.rubro.billing.internal.documents.model.DocumentState;
import io.rubro.billing.internal.documents.model.DocumentSummary;
import io.rubro.billing.internal.documents.model.Part;
import io.rubro.billing.internal.documents.model.SalesDocument;
import io.rubro.billing.internal.documents.model.Target;
import io.rubro.billing.internal.service.CrmCustomers;
import io.rubro.crm.Contacts;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The quotes, orders, delivery notes and pro forma invoices of the organisation on the thread. Each method joins the
 * current transaction or has one of its own; each change is audited and told to open screens.
 */
@Component(service = Documents.class)
public final class Documents {

    /** Lets a caller see documents. */
    public static final String READ = "billing.document.read";

    private final Transactions transactions;
    private final DocumentStore store;
    private final DocumentSearch search;
    private final Chains chains;
    private final Conversions conversions;
    private final CrmCustomers customers = new CrmCustomers();

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Documents(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=billing)") EntityManagerFactory unit,
            @Reference(target = "(module=billing)") SchemaReady schema,
            @Reference Sql sql,
            @Reference GlobalSql globalSql,
            @Reference Organizations organizations,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference Messages messages,
            @Reference Invoices invoices) {
        this(transactions, unit, sql, globalSql, organizations, audit, live, messages, invoices, Clock.systemUTC());
    }

    /** With a clock of one's own. */
    public static Documents with(
            Transactions transactions,
            EntityManagerFactory unit,
            Sql sql,
            GlobalSql globalSql,
            Organizations organizations,
            Audit audit,
            LiveUpdates live,
            Messages messages,
            Invoices invoices,
            Clock clock) {
        return new Documents(transactions, unit, sql, globalSql, organizations, audit, live, messages, invoices, clock);
    }

    private Documents(
            Transactions transactions,
            EntityManagerFactory unit,
            Sql sql,
            GlobalSql globalSql,
            Organizations organizations,
            Audit audit,
            LiveUpdates live,
            Messages messages,
            Invoices invoices,
            Clock clock) {
        this.transactions = transactions;
        this.store = new DocumentStore(transactions, unit, sql, globalSql, organizations, audit, live, clock);
        this.search = new DocumentSearch(sql);
        this.chains = new Chains(sql);
        this.conversions = new Conversions(store, invoices, new SourceNotes(chains, messages));
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindContacts(Contacts contacts) {
        customers.arrived(contacts);
    }

    void unbindContacts(Contacts contacts) {
        customers.left(contacts);
    }

    /**
     * Writes a draft.
     *
     * @throws ProblemException 422 if a field breaks a rule
     */
    public SalesDocument create(DocumentDraft draft) {
        return transactions.required(() -> {
            DocumentContent content = content(draft);
            DocumentEntity document = new DocumentEntity(content, store.now());
            store.add(document);
            return document.toDocument(today());
        });
    }

    /**
     * Replaces what a document says of which nothing was made yet. What it says less of than was taken for it from the
     * document before is open there again.
     *
     * @param seen the version the caller has read
     * @throws ProblemException as {@link #create}; 404 if there is no such document, 409 if something was made of it or
     *     it does not go on, 428 without {@code seen}, 412 if it changed since
     */
    public SalesDocument update(Id id, @Nullable IfMatch seen, DocumentDraft draft) {
        return transactions.required(() -> {
            DocumentEntity document = store.load(id, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
            IfMatch.require(seen, document.version());
            document.rewrite(content(draft));
            store.em().flush();
            SalesDocument written = document.toDocument(today());
            store.changed(store.links()
                    .trim(
                            id,
                            written.lines().stream()
                                    .collect(Collectors.toMap(DocumentLine::id, DocumentLine::quantity))));
            store.note("update", document, Map.of("total", written.total()));
            return written;
        });
    }

    /**
     * Deletes a draft; what was taken for it is open again.
     *
     * @param seen the version the caller has read
     * @throws ProblemException 404 if there is no such document, 409 if it is no draft, 428 without {@code seen}, 412 if
     *     it changed since
     */
    public void delete(Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            DocumentEntity document = store.load(id, LockModeType.PESSIMISTIC_WRITE);
            document.requireDraft();
            IfMatch.require(seen, document.version());
            store.changed(store.links().forget(Made.DOCUMENT, id));
            store.em().remove(document);
            store.em().flush();
            store.note("delete", document, Map.of());
        });
    }

    /**
     * A document.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    public SalesDocument get(Id id) {
        return transactions.required(() -> store.load(id, LockModeType.NONE).toDocument(today()));
    }

    /**
     * Documents in the order asked for: {@code -createdAt} (the default), {@code date}, {@code validUntil}, {@code
     * deliveryDate}, {@code number}, {@code customer}, {@code total}.
     *
     * @throws ProblemException 422 if the order, limit or cursor is wrong
     */
    public Page<DocumentSummary> list(DocumentFilter filter, PageRequest page) {
        Id contact = filter.contact();
        return search.page(filter, contact == null ? Set.of() : customers.aliases(contact), page, today());
    }

    /**
     * Makes a draft a sent document with a number.
     *
     * @param seen the version the caller has read; null if any will do
     * @throws ProblemException 404 if there is no such document, 409 if it is no draft, 412 if it changed since
     */
    public SalesDocument open(Id id, @Nullable IfMatch seen) {
        return transactions.required(() -> {
            DocumentEntity document = seen(id, seen);
            document.requireDraft();
            store.number(document);
            return document.toDocument(today());
        });
    }

    /**
     * Notes what was decided about a sent document: accepted, rejected, closed, cancelled, or open again.
     *
     * @param seen the version the caller has read; null if any will do
     * @throws ProblemException 404 if there is no such document, 409 if that cannot be decided about it now, 412 if it
     *     changed since
     */
    public SalesDocument decide(Id id, @Nullable IfMatch seen, DocumentState decision) {
        return transactions.required(() -> {
            DocumentEntity document = seen(id, seen);
            boolean wasCancelled = document.decided() == DocumentState.CANCELLED;
            document.decide(decision, today());
            store.em().flush();
            if (decision == DocumentState.CANCELLED) {
                store.changed(store.links().release(Made.DOCUMENT, id));
            } else if (wasCancelled) {
                store.changed(store.links().takeAgain(id));
            }
            String number = String.valueOf(document.number());
            String deed =
                    decision == DocumentState.OPEN ? "reopen" : decision.name().toLowerCase(Locale.ROOT);
            store.note(deed, document, Map.of("number", number));
            return document.toDocument(today());
        });
    }

    private DocumentEntity seen(Id id, @Nullable IfMatch seen) {
        DocumentEntity document = store.load(id, LockModeType.PESSIMISTIC_WRITE);
        if (seen != null) {
            IfMatch.require(seen, document.version());
        }
        return document;
    }

    /**
     * Makes a document into another one, or into the draft of an invoice, wholly or in part.
     *
     * @param parts the lines and how much of each; empty for all that is open
     * @param open whether the new document gets its number at once; an invoice always stays a draft
     * @throws ProblemException 404 if there is no such document; 409 if it cannot become that now, or less than asked for
     *     is open; 422 if a line is not one of its lines or a quantity is none
     */
    public Converted convert(Id id, Target target, List<Part> parts, boolean open) {
        return transactions.required(() -> conversions.convert(id, target, parts, open));
    }

    /**
     * Makes all that is open of several documents into the draft of one invoice.
     *
     * @param ids 1 to 100 documents of one kind, customer and terms
     * @throws ProblemException as {@link #convert}; 409 if they do not go together
     */
    public Converted merge(List<Id> ids) {
        return transactions.required(() -> conversions.merge(ids));
    }

    /**
     * What a document came from and what became of it.
     *
     * @throws ProblemException 404 if there is no such document
     */
    public Chain chain(Id id) {
        return transactions.required(() -> chains.ofDocument(id, today()));
    }

    /**
     * What an invoice came from.
     *
     * @throws ProblemException 404 if there is no such invoice
     */
    public Chain invoiceChain(Id id) {
        return transactions.required(() -> chains.ofInvoice(id, today()));
    }

    private DocumentContent content(DocumentDraft draft) {
        DocumentContent content = store.check().content(draft, customers.complete(draft.customer()));
        store.numbers().require(content.series(), content.kind().series());
        return content;
    }

    private LocalDate today() {
        return store.today();
    }
}
