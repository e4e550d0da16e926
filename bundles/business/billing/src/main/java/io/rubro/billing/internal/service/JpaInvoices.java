package io.rubro.billing.internal.service;

import io.rubro.billing.CustomerDraft;
import io.rubro.billing.FiscalRegime;
import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceContributor;
import io.rubro.billing.InvoiceDraft;
import io.rubro.billing.InvoiceFilter;
import io.rubro.billing.InvoiceSummary;
import io.rubro.billing.Invoices;
import io.rubro.billing.Payment;
import io.rubro.billing.PaymentDraft;
import io.rubro.billing.PaymentRegistered;
import io.rubro.billing.internal.model.InvoiceContent;
import io.rubro.billing.internal.model.InvoiceEntity;
import io.rubro.billing.internal.model.Totals;
import io.rubro.crm.Contacts;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
@Component
public final class JpaInvoices implements Invoices {

    private final Transactions transactions;
    private final EntityManagerFactory unit;
    private final Organizations organizations;
    private final Events events;
    private final Audit audit;
    private final LiveUpdates live;
    private final Clock clock;
    private final TaxRates rates;
    private final GapFreeNumbers numbers;
    private final InvoiceSearch search;
    private final AppendedRows rows;
    private final Issuing issuing;
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
        this.rates = new TaxRates(globalSql);
        this.numbers = new GapFreeNumbers(sql);
        this.search = new InvoiceSearch(sql);
        this.rows = new AppendedRows(sql);
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

    @Override
    public Invoice create(InvoiceDraft draft) {
        return transactions.required(() -> {
            InvoiceContent content = content(draft);
            numbers.require(content.series());
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
            InvoiceEntity invoice = new InvoiceEntity(content(draft), now());
            Invoice issued =
                    issuing.issue(invoice, organizations.current(), clock, () -> rows.add(invoice.toInvoice()));
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
            numbers.require(content.series());
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
            return invoice.isIssued() ? invoice.toInvoice(Totals.ofGroups(rows.taxes(id))) : invoice.toInvoice();
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
            new DraftCheck(organization, today, rates).again(invoice.lines(), date == null ? today : date);
            changed(id);
            return issuing.issue(invoice, organization, clock, () -> {
                em.flush();
                return invoice.toInvoice();
            });
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

    private InvoiceContent content(InvoiceDraft draft) {
        Organization organization = organizations.current();
        CustomerDraft customer = customers.complete(draft.customer());
        return new DraftCheck(organization, today(organization), rates).content(draft, customer);
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
