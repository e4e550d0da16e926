package io.rubro.billing.internal.service;

import io.rubro.billing.Correction;
import io.rubro.billing.CorrectionMethod;
import io.rubro.billing.CustomerDraft;
import io.rubro.billing.FiscalRegime;
import io.rubro.billing.FiscalState;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceCancelled;
import io.rubro.billing.InvoiceContributor;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceFilter;
import io.rubro.billing.InvoiceOffset;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.InvoiceSummary;
import io.rubro.billing.Invoices;
import io.rubro.billing.Payment;
import io.rubro.billing.PaymentDraft;
import io.rubro.billing.PaymentMethod;
import io.rubro.billing.PaymentRegistered;
import io.rubro.billing.SeriesKind;
import io.rubro.billing.internal.documents.model.DocumentLinks;
import io.rubro.billing.internal.documents.model.DocumentLinks.Made;
import io.rubro.billing.internal.model.InvoiceContent;
import io.rubro.billing.internal.model.InvoiceEntity;
import io.rubro.billing.internal.model.Totals;
import io.rubro.crm.Contacts;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.metrics.Metrics;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.persistence.global.GlobalSql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
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
 * Drafts, and what changes in an issued invoice, as entities; an invoice that was no draft before, taxes, payments and
 * counters, which are only added to, as plain rows.
 */
@Component(service = {Invoices.class, JpaInvoices.class})
public final class JpaInvoices implements Invoices {

    private static final int MAX_REASON = 200;

    private final Transactions transactions;
    private final EntityManagerFactory unit;
    private final Organizations organizations;
    private final Events events;
    private final Audit audit;
    private final LiveUpdates live;
    private final Clock clock;
    private final Taxes taxes;
    private final References references;
    private final GapFreeNumbers numbers;
    private final InvoiceSearch search;
    private final AppendedRows rows;
    private final Issuing issuing;
    private final DocumentLinks documents;
    private final CrmCustomers customers = new CrmCustomers();

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public JpaInvoices(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=billing)") EntityManagerFactory unit,
            @Reference(target = "(module=billing)") SchemaReady schema,
            @Reference Sql sql,
            @Reference GlobalSql globalSql,
            @Reference Organizations organizations,
            @Reference Events events,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this(transactions, unit, sql, globalSql, organizations, events, audit, live, Clock.systemUTC());
    }

    JpaInvoices(
            Transactions transactions,
            EntityManagerFactory unit,
            Sql sql,
            GlobalSql globalSql,
            Organizations organizations,
            Events events,
            Audit audit,
            LiveUpdates live,
            Clock clock) {
        this.transactions = transactions;
        this.unit = unit;
        this.organizations = organizations;
        this.events = events;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
        this.taxes = new Taxes(globalSql, sql);
        this.references = new References(sql);
        this.numbers = new GapFreeNumbers(sql);
        this.search = new InvoiceSearch(sql);
        this.rows = new AppendedRows(sql);
        this.documents = new DocumentLinks(sql);
        this.issuing = new Issuing(numbers, rows, events, audit);
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

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindRegime(FiscalRegime regime) {
        issuing.regimes().add(regime);
    }

    void unbindRegime(FiscalRegime regime) {
        issuing.regimes().remove(regime);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindContributor(InvoiceContributor contributor) {
        issuing.contributors().add(contributor);
    }

    void unbindContributor(InvoiceContributor contributor) {
        issuing.contributors().remove(contributor);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindMetrics(Metrics metrics) {
        issuing.meter(metrics);
    }

    void unbindMetrics(Metrics metrics) {
        issuing.meter(null);
    }

    @Override
    public Invoice create(InvoiceDraft draft) {
        return transactions.required(() -> {
            InvoiceContent content = content(draft);
            numbers.require(content.series(), SeriesKind.of(content.kind()));
            EntityManager em = em();
            InvoiceEntity invoice = new InvoiceEntity(content, now());
            em.persist(invoice);
            em.flush();
            audit.record(
                    "billing.invoice.create",
                    "invoice",
                    invoice.id(),
                    Map.of("total", content.totals().total()));
            changed(invoice.id());
            return invoice.toInvoice();
        });
    }

    @Override
    public Invoice createIssued(InvoiceDraft draft) {
        return transactions.required(() -> {
            InvoiceContent content = content(draft);
            InvoiceEntity invoice = new InvoiceEntity(content, now());
            holdEarlier(invoice);
            Invoice issued =
                    issuing.issue(invoice, organizations.current(), clock, () -> rows.add(invoice.toInvoice()));
            settle(issued);
            changed(issued.id());
            return issued;
        });
    }

    @Override
    public Invoice update(Id id, @Nullable IfMatch seen, InvoiceDraft draft) {
        return transactions.required(() -> {
            EntityManager em = em();
            InvoiceEntity invoice = load(em, id, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
            invoice.requireDraft();
            IfMatch.require(seen, invoice.version());
            InvoiceContent content = content(draft);
            numbers.require(content.series(), SeriesKind.of(content.kind()));
            invoice.rewrite(content);
            em.flush();
            audit.record(
                    "billing.invoice.update",
                    "invoice",
                    id,
                    Map.of("total", content.totals().total()));
            changed(id);
            return invoice.toInvoice();
        });
    }

    @Override
    public void delete(Id id, @Nullable IfMatch seen) {
        transactions.run(() -> {
            EntityManager em = em();
            InvoiceEntity invoice = load(em, id, LockModeType.NONE);
            invoice.requireDraft();
            IfMatch.require(seen, invoice.version());
            given(documents.forget(Made.INVOICE, id));
            em.remove(invoice);
            em.flush();
            audit.record("billing.invoice.delete", "invoice", id, Map.of());
            changed(id);
        });
    }

    @Override
    public Invoice get(Id id) {
        return transactions.required(() -> {
            InvoiceEntity invoice = load(em(), id, LockModeType.NONE);
            return invoice.isIssued() ? invoice.toInvoice(rows.taxes(id)) : invoice.toInvoice();
        });
    }

    @Override
    public Page<InvoiceSummary> list(InvoiceFilter filter, PageRequest page) {
        return search.page(filter, page);
    }

    @Override
    public Invoice issue(Id id, @Nullable IfMatch seen) {
        return transactions.required(() -> {
            EntityManager em = em();
            // a second issue of the same draft waits here and is told that it came too late
            InvoiceEntity invoice = load(em, id, LockModeType.PESSIMISTIC_WRITE);
            invoice.requireDraft();
            if (seen != null) {
                IfMatch.require(seen, invoice.version());
            }
            Organization organization = organizations.current();
            LocalDate date = invoice.issueDate();
            LocalDate today = today(organization);
            new DraftCheck(organization, today, taxes)
                    .again(invoice.lines(), invoice.terms(), date == null ? today : date);
            holdEarlier(invoice);
            changed(id);
            Invoice issued = issuing.issue(invoice, organization, clock, () -> {
                em.flush();
                return invoice.toInvoice();
            });
            settle(issued);
            return issued;
        });
    }

    /**
     * Locks the invoices it refers to, before any number is taken and always in the same order, and looks again whether it
     * may refer to them: since the draft was written they may have been cancelled or substituted.
     *
     * @throws ProblemException 422
     */
    private void holdEarlier(InvoiceEntity invoice) {
        List<Id> ids = invoice.references().stream()
                .flatMap(reference -> Stream.ofNullable(reference.invoiceId()))
                .sorted(Comparator.comparing(Id::value))
                .toList();
        if (!ids.isEmpty()) {
            EntityManager em = em();
            ids.forEach(id -> load(em, id, LockModeType.PESSIMISTIC_WRITE));
            references.again(invoice.references(), invoice.replacesWhole(), invoice.kind());
        }
    }

    /**
     * What a credit note takes back, customers owe no more; what takes the whole place of an invoice takes over what was
     * paid of it too.
     */
    private void settle(Invoice issued) {
        Correction correction = issued.correction();
        boolean whole = correction == null || correction.method() == CorrectionMethod.SUBSTITUTION;
        List<InvoiceReference> earlier = correction == null ? issued.replaces() : correction.invoices();
        if (earlier.isEmpty()) {
            return;
        }
        EntityManager em = em();
        InvoiceEntity later = load(em, issued.id(), LockModeType.PESSIMISTIC_WRITE);
        for (InvoiceReference reference : earlier) {
            Id id = reference.invoiceId();
            if (id != null) {
                InvoiceEntity before = load(em, id, LockModeType.PESSIMISTIC_WRITE);
                BigDecimal moved =
                        whole ? before.balance() : later.balance().negate().min(before.balance());
                offset(before, later, whole ? moved : moved.max(Totals.zero()), whole);
                offset(
                        later,
                        before,
                        whole
                                ? before.paid().subtract(moved)
                                : moved.max(Totals.zero()).negate(),
                        false);
                changed(id);
            }
        }
        em.flush();
    }

    private void offset(InvoiceEntity invoice, InvoiceEntity other, BigDecimal amount, boolean replaced) {
        LocalDate today = today(organizations.current());
        if (amount.signum() != 0) {
            BigDecimal balance = invoice.settle(amount);
            rows.add(new Payment(Id.next(), invoice.id(), today, PaymentMethod.OFFSET, amount, balance, now()));
        }
        if (amount.signum() != 0 || replaced) {
            Invoice seen = invoice.toInvoice();
            events.publish(new InvoiceOffset(
                    seen.id(),
                    other.id(),
                    String.valueOf(seen.number()),
                    today,
                    seen.currency(),
                    amount,
                    seen.balance(),
                    replaced));
        }
    }

    @Override
    public Invoice cancel(Id id, @Nullable IfMatch seen, String reason) {
        return transactions.required(() -> {
            Faults faults = new Faults();
            String said = faults.text("reason", reason, MAX_REASON);
            if (said == null) {
                faults.add("reason", "billing.text.missing");
            }
            faults.check();
            EntityManager em = em();
            InvoiceEntity invoice = load(em, id, LockModeType.PESSIMISTIC_WRITE);
            invoice.requireIssued();
            if (seen != null) {
                IfMatch.require(seen, invoice.version());
            }
            Invoice issued = invoice.toInvoice(rows.taxes(id));
            String number = String.valueOf(issued.number());
            references.referrer(id).ifPresent(referrer -> {
                throw ProblemException.conflict(
                        "billing.invoice.cancel-referred", Map.of("number", number, "referrer", referrer));
            });
            if (issued.paid().signum() != 0) {
                throw ProblemException.conflict("billing.invoice.cancel-paid", Map.of("number", number));
            }
            given(documents.release(Made.INVOICE, id));
            Organization organization = organizations.current();
            invoice.cancel(issuing.regime(organization).cancel(organization, issued));
            em.flush();
            events.publish(new InvoiceCancelled(
                    id,
                    number,
                    Objects.requireNonNull(issued.issueDate()),
                    issued.customer(),
                    issued.currency(),
                    issued.total(),
                    String.valueOf(said)));
            audit.record(
                    "billing.invoice.cancel", "invoice", id, Map.of("number", number, "reason", String.valueOf(said)));
            changed(id);
            return invoice.toInvoice(issued.taxes());
        });
    }

    /** Notes what an authority answered. */
    void fiscalState(Id id, FiscalState state) {
        transactions.run(() -> {
            EntityManager em = em();
            InvoiceEntity invoice = em.find(InvoiceEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
            if (invoice != null) {
                invoice.fiscalState(state);
                em.flush();
                changed(id);
            }
        });
    }

    @Override
    public Payment registerPayment(Id id, PaymentDraft draft) {
        return transactions.required(() -> {
            EntityManager em = em();
            // the lock makes the balance certain
            InvoiceEntity invoice = load(em, id, LockModeType.PESSIMISTIC_WRITE);
            LocalDate today = today(organizations.current());
            LocalDate given = draft.date();
            LocalDate date = given == null ? today : given;
            DraftCheck.payment(draft.amount(), date, today);
            BigDecimal balance = invoice.pay(draft.amount());
            em.flush();
            Payment payment =
                    new Payment(Id.next(), id, date, draft.method(), Totals.cents(draft.amount()), balance, now());
            rows.add(payment);
            announce(payment, invoice.toInvoice());
            changed(id);
            return payment;
        });
    }

    private void announce(Payment payment, Invoice invoice) {
        String number = String.valueOf(invoice.number());
        events.publish(new PaymentRegistered(
                payment.id(),
                invoice.id(),
                number,
                invoice.customer(),
                payment.date(),
                payment.method().name().toLowerCase(Locale.ROOT),
                invoice.currency(),
                payment.amount(),
                payment.balance()));
        audit.record(
                "billing.payment.register",
                "invoice",
                invoice.id(),
                Map.of("number", number, "amount", payment.amount(), "balance", payment.balance()));
    }

    @Override
    public List<Payment> payments(Id id) {
        return transactions.required(() -> {
            load(em(), id, LockModeType.NONE);
            return rows.payments(id);
        });
    }

    private void changed(Id id) {
        live.changed("billing.invoice", id, "billing.invoice.read");
    }

    /** What an invoice that is no more was made of is open again in these documents. */
    private void given(Set<Id> sources) {
        sources.forEach(source -> live.changed("billing.document", source, "billing.document.read"));
    }

    private InvoiceContent content(InvoiceDraft draft) {
        Organization organization = organizations.current();
        CustomerDraft customer = customers.complete(draft.customer());
        return new DraftCheck(organization, today(organization), taxes).content(draft, customer, references);
    }

    private InvoiceEntity load(EntityManager em, Id id, LockModeType lock) {
        InvoiceEntity invoice = em.find(InvoiceEntity.class, id.value(), lock);
        if (invoice == null) {
            throw ProblemException.notFound("billing.invoice.not-found", id);
        }
        return invoice;
    }

    private EntityManager em() {
        return transactions.entityManager(unit);
    }

    private LocalDate today(Organization organization) {
        return LocalDate.ofInstant(clock.instant(), organization.zone());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
