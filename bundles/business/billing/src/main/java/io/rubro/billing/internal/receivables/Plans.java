package io.rubro.billing.internal.receivables;

import io.rubro.billing.Invoice;
import io.rubro.billing.InvoiceContributor;
import io.rubro.billing.InvoiceStatus;
import io.rubro.billing.internal.receivables.PaymentTerm.Due;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * When invoices are to be paid. A draft has a term, instalments of its own, or neither and is then paid in one on its due
 * date; the instalments are fixed when it is issued, in the same transaction.
 */
@Component(service = {Plans.class, InvoiceContributor.class})
public final class Plans implements InvoiceContributor {

    private final Transactions transactions;
    private final Sql sql;
    private final PaymentTerms terms;
    private final Today today;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Plans(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference PaymentTerms terms,
            @Reference Today today,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.terms = terms;
        this.today = today;
        this.audit = audit;
        this.live = live;
    }

    /**
     * How an invoice is paid.
     *
     * @param termId the term its instalments come from; null if they were written out, or there is but one
     * @param payable what they add up to
     */
    public record Plan(@Nullable Id termId, BigDecimal payable, List<Instalment> instalments) {
        public Plan {
            instalments = List.copyOf(instalments);
        }
    }

    /**
     * How an invoice is to be paid: by a term, or by instalments that add up to it; neither for one payment on its due date.
     */
    public record PlanDraft(@Nullable Id termId, @Nullable List<Due> instalments) {}

    private record Bare(
            InvoiceStatus status,
            @Nullable LocalDate issueDate,
            @Nullable LocalDate dueDate,
            BigDecimal payable,
            BigDecimal paid) {}

    /**
     * How an invoice is paid, as far as it was paid.
     *
     * @throws ProblemException 404 if there is no such invoice
     */
    public Plan get(Id invoice) {
        return transactions.required(() -> {
            Bare bare = load(invoice, "");
            @Nullable Id term = termOf(invoice);
            List<Instalment> stored = stored(invoice, bare.paid);
            if (!stored.isEmpty()) {
                return new Plan(term, bare.payable, stored);
            }
            LocalDate from = bare.issueDate == null ? today.date() : bare.issueDate;
            return new Plan(term, bare.payable, shown(dues(term, from, bare.dueDate, bare.payable), bare.paid));
        });
    }

    /**
     * Decides how an invoice is to be paid, also of one that is issued: what was paid covers the new instalments in order,
     * and reminders begin anew.
     *
     * @throws ProblemException 404 if there is no such invoice or term; 409 if it is cancelled; 422 if the instalments are
     *     not in order or do not add up to it
     */
    public Plan set(Id invoice, PlanDraft draft) {
        return transactions.required(() -> {
            Bare bare = load(invoice, " for update");
            if (bare.status == InvoiceStatus.CANCELLED) {
                throw ProblemException.conflict("billing.plan.cancelled", Map.of());
            }
            List<Due> written = draft.instalments();
            @Nullable Id term = draft.termId();
            if (term != null) {
                terms.get(term);
            }
            clear(invoice);
            LocalDate from = bare.issueDate == null ? today.date() : bare.issueDate;
            if (term == null && written != null && !written.isEmpty()) {
                PlanCheck.order(written, bare.issueDate);
                PlanCheck.sum(written, bare.payable);
                sql.update(
                        "insert into billing.invoice_plan (organization_id, invoice_id, term_id) values ({org}, ?, null)",
                        invoice);
                store(invoice, written);
            } else if (term != null) {
                sql.update(
                        "insert into billing.invoice_plan (organization_id, invoice_id, term_id) values ({org}, ?, ?)",
                        invoice,
                        term);
            }
            if (bare.status == InvoiceStatus.ISSUED) {
                if (stored(invoice, bare.paid).isEmpty()) {
                    store(invoice, dues(term, from, bare.dueDate, bare.payable));
                }
                collectBy(invoice);
            }
            Plan plan = get(invoice);
            audit.record(
                    "billing.plan.set",
                    "invoice",
                    invoice,
                    Map.of("instalments", plan.instalments().size()));
            live.changed("billing.invoice", invoice, "billing.invoice.read");
            return plan;
        });
    }

    private void clear(Id invoice) {
        sql.update("delete from billing.invoice_plan where organization_id = {org} and invoice_id = ?", invoice);
        sql.update("delete from billing.instalment where organization_id = {org} and invoice_id = ?", invoice);
        sql.update(
                """
                delete from billing.reminder
                where organization_id = {org} and invoice_id = ? and state = 'PROPOSED'""",
                invoice);
    }

    @Override
    public void issuing(Invoice invoice) {
        List<Due> written = written(invoice.id());
        if (!written.isEmpty()) {
            PlanCheck.order(written, invoice.issueDate());
            PlanCheck.sum(written, Owed.payable(invoice));
        }
        // its row is there, with its number and date, when the transaction ends
        transactions.beforeCommit(() -> fix(invoice.id()));
    }

    private void fix(Id invoice) {
        Bare bare = load(invoice, "");
        if (bare.status != InvoiceStatus.ISSUED || bare.issueDate == null) {
            return;
        }
        boolean plain = true;
        if (written(invoice).isEmpty()) {
            @Nullable Id term = termOf(invoice);
            plain = term == null;
            store(invoice, dues(term, bare.issueDate, bare.dueDate, bare.payable));
        } else {
            plain = false;
        }
        if (!plain) {
            collectBy(invoice);
        }
    }

    /**
     * Gives instalments to issued invoices that have none, because another version issued them or this service was not there
     * at that moment.
     */
    int complete() {
        return sql.update(
                """
                insert into billing.instalment (organization_id, invoice_id, part_no, due_on, amount, before_amount)
                select i.organization_id, i.id, 1, coalesce(i.due_date, i.issue_date), i.total - i.withheld, 0
                from billing.invoice i
                where i.organization_id = {org} and i.status = 'ISSUED' and not exists (
                  select 1 from billing.instalment s
                  where s.organization_id = i.organization_id and s.invoice_id = i.id)""");
    }

    /** Brings the day by which what is open is to be paid to that of the first open instalment. */
    void collectBy(Id invoice) {
        Bare bare = load(invoice, "");
        @Nullable
        LocalDate next = stored(invoice, bare.paid).stream()
                .filter(instalment -> instalment.open().signum() != 0)
                .map(Instalment::dueDate)
                .findFirst()
                .orElse(null);
        sql.update(
                """
                update billing.invoice set collect_by = ?
                where organization_id = {org} and id = ? and status = 'ISSUED' and collect_by is not null""",
                next,
                invoice);
    }

    private List<Due> dues(@Nullable Id term, LocalDate issued, @Nullable LocalDate due, BigDecimal payable) {
        return term == null
                ? List.of(new Due(due == null ? issued : due, payable))
                : terms.get(term).instalments(issued, payable);
    }

    private void store(Id invoice, List<Due> dues) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO.setScale(2);
        for (Due due : dues) {
            rows.add(new @Nullable Object[] {invoice, rows.size() + 1, due.dueDate(), due.amount(), before});
            before = before.add(due.amount());
        }
        sql.batch(
                """
                insert into billing.instalment (organization_id, invoice_id, part_no, due_on, amount, before_amount)
                values ({org}, ?, ?, ?, ?, ?)""",
                rows);
    }

    private static List<Instalment> shown(List<Due> dues, BigDecimal paid) {
        List<Instalment> shown = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO.setScale(2);
        for (Due due : dues) {
            shown.add(new Instalment(
                    shown.size() + 1, due.dueDate(), due.amount(), Instalment.open(due.amount(), before, paid), 0));
            before = before.add(due.amount());
        }
        return shown;
    }

    private List<Instalment> stored(Id invoice, BigDecimal paid) {
        return sql.query(
                """
                select part_no, due_on, amount, before_amount, reminder_level from billing.instalment
                where organization_id = {org} and invoice_id = ? order by part_no""",
                row -> new Instalment(
                        row.getInt("part_no"),
                        row.getDate("due_on").toLocalDate(),
                        row.getBigDecimal("amount"),
                        Instalment.open(row.getBigDecimal("amount"), row.getBigDecimal("before_amount"), paid),
                        row.getInt("reminder_level")),
                invoice);
    }

    private List<Due> written(Id invoice) {
        return stored(invoice, BigDecimal.ZERO).stream()
                .map(instalment -> new Due(instalment.dueDate(), instalment.amount()))
                .toList();
    }

    private @Nullable Id termOf(Id invoice) {
        List<@Nullable Id> found = new ArrayList<>();
        sql.query(
                "select term_id from billing.invoice_plan where organization_id = {org} and invoice_id = ?",
                row -> found.add(Rows.idOrNull(row, "term_id")),
                invoice);
        return found.isEmpty() ? null : found.get(0);
    }

    private Bare load(Id invoice, String lock) {
        return sql.queryOne(
                        "select status, issue_date, due_date, " + Owed.PAYABLE
                                + " as payable, paid from billing.invoice i"
                                + " where i.organization_id = {org} and i.id = ?" + lock(lock),
                        row -> new Bare(
                                InvoiceStatus.valueOf(row.getString("status")),
                                Rows.dateOrNull(row, "issue_date"),
                                Rows.dateOrNull(row, "due_date"),
                                row.getBigDecimal("payable"),
                                row.getBigDecimal("paid")),
                        invoice)
                .orElseThrow(() -> ProblemException.notFound("billing.invoice.not-found", invoice));
    }

    private String lock(String wanted) {
        return wanted.isEmpty() || sql.dialect() == Sql.Dialect.POSTGRESQL ? wanted : wanted + " with rs";
    }
}
