package io.rubro.billing.internal.receivables;

import io.rubro.billing.PaymentMethod;
import io.rubro.billing.internal.receivables.LateInterest.Paid;
import io.rubro.billing.internal.receivables.LateInterest.Rates;
import io.rubro.billing.internal.receivables.LateInterest.Stretch;
import io.rubro.billing.internal.receivables.Statement.Kind;
import io.rubro.billing.internal.receivables.Statement.Late;
import io.rubro.billing.internal.receivables.Statement.Movement;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The accounts of customers. */
@Component(service = Statements.class)
public final class Statements {

    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    private final Transactions transactions;
    private final Sql sql;
    private final ReceiptRows receipts;
    private final OpenItems openItems;
    private final CollectionRules rules;
    private final Organizations organizations;
    private final Today today;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Statements(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference OpenItems openItems,
            @Reference CollectionRules rules,
            @Reference Organizations organizations,
            @Reference Today today,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.receipts = new ReceiptRows(sql);
        this.openItems = openItems;
        this.rules = rules;
        this.organizations = organizations;
        this.today = today;
    }

    private record Entry(
            LocalDate date, Kind kind, @Nullable String text, @Nullable Id invoice, BigDecimal amount, Id order) {}

    private record Address(String name, @Nullable String email) {}

    /**
     * The account of a customer.
     *
     * @param from the first day shown; null for the first of this year
     * @param to the last day counted; null for today
     * @throws ProblemException 422 if the customer has no invoice, or the days are the wrong way round
     */
    public Statement of(CustomerKey customer, @Nullable LocalDate from, @Nullable LocalDate to) {
        return transactions.required(() -> {
            LocalDate end = to == null ? today.date() : to;
            LocalDate begin = from == null ? end.withDayOfYear(1) : from;
            if (begin.isAfter(end)) {
                throw ProblemException.invalid("from", "billing.statement.period");
            }
            String name = receipts.nameOf(customer);
            List<Entry> entries = entries(customer, end);
            BigDecimal balance = ZERO;
            List<Movement> movements = new ArrayList<>();
            BigDecimal opening = ZERO;
            for (Entry entry : entries) {
                balance = balance.add(entry.amount);
                if (entry.date.isBefore(begin)) {
                    opening = balance;
                } else {
                    movements.add(new Movement(
                            entry.date,
                            entry.kind,
                            entry.text,
                            entry.invoice,
                            entry.amount.max(ZERO),
                            entry.amount.negate().max(ZERO),
                            balance));
                }
            }
            return finished(customer, name, begin, end, opening, movements, balance);
        });
    }

    private Statement finished(
            CustomerKey customer,
            String name,
            LocalDate begin,
            LocalDate end,
            BigDecimal opening,
            List<Movement> movements,
            BigDecimal closing) {
        List<OpenItem> open = openItems.on(end, customer);
        Optional<Rates> rates = rules.interest();
        List<Late> late = open.stream()
                .map(item -> {
                    List<Stretch> stretches = item.open().signum() <= 0
                            ? List.of()
                            : rates.map(r -> interest(item, r, end)).orElse(List.of());
                    return new Late(item, stretches, LateInterest.sum(stretches));
                })
                .toList();
        BigDecimal interest = late.stream().map(Late::interest).reduce(ZERO, BigDecimal::add);
        BigDecimal compensation = compensation(open);
        BigDecimal stillOpen = open.stream().map(OpenItem::open).reduce(ZERO, BigDecimal::add);
        return new Statement(
                customer.value(),
                name,
                email(customer).orElse(null),
                organizations.current().currency(),
                begin,
                end,
                opening,
                movements,
                closing,
                stillOpen.subtract(closing),
                late,
                interest,
                compensation,
                closing.add(interest).add(compensation));
    }

    private BigDecimal compensation(List<OpenItem> open) {
        @Nullable BigDecimal each = rules.get().compensation();
        long late = open.stream()
                .filter(item -> item.daysLate() > 0 && item.open().signum() > 0)
                .map(OpenItem::invoiceId)
                .distinct()
                .count();
        return each == null ? ZERO : each.multiply(BigDecimal.valueOf(late)).setScale(2);
    }

    private Optional<String> email(CustomerKey customer) {
        return sql
                .query(
                        "select i.customer_name, i.customer_email from billing.invoice i where i.organization_id = {org}"
                                + " and i.customer_email is not null and " + customer.condition("i")
                                + " order by i.id desc fetch first 1 rows only",
                        row -> new Address(row.getString(1), row.getString(2)),
                        customer.argument())
                .stream()
                .map(Address::email)
                .findFirst();
    }

    /** Payments cover the instalments in order: those that come before this one take their part first. */
    private List<Stretch> interest(OpenItem item, Rates rates, LocalDate until) {
        BigDecimal before = sql.queryOne(
                        """
                        select before_amount from billing.instalment
                        where organization_id = {org} and invoice_id = ? and part_no = ?""",
                        row -> row.getBigDecimal(1),
                        item.invoiceId(),
                        item.part())
                .orElse(ZERO);
        List<Paid> all = sql.query(
                """
                select paid_on, amount from billing.payment
                where organization_id = {org} and invoice_id = ? and paid_on <= ? order by paid_on, id""",
                row -> new Paid(row.getDate(1).toLocalDate(), row.getBigDecimal(2)),
                item.invoiceId(),
                until);
        List<Paid> own = new ArrayList<>();
        BigDecimal sum = ZERO;
        for (Paid paid : all) {
            BigDecimal was = Instalment.open(item.amount(), before, sum);
            sum = sum.add(paid.amount());
            BigDecimal taken = was.subtract(Instalment.open(item.amount(), before, sum));
            if (taken.signum() != 0) {
                own.add(new Paid(paid.on(), taken));
            }
        }
        return LateInterest.of(item.dueDate(), item.amount(), own, rates, until);
    }

    private List<Entry> entries(CustomerKey customer, LocalDate end) {
        List<Entry> entries = new ArrayList<>();
        entries.addAll(sql.query(
                "select i.id, i.number, i.issue_date, " + Owed.PAYABLE + " as payable from billing.invoice i"
                        + " where i.organization_id = {org} and i.status = 'ISSUED' and i.issue_date <= ? and "
                        + customer.condition("i"),
                row -> new Entry(
                        row.getDate("issue_date").toLocalDate(),
                        row.getBigDecimal("payable").signum() < 0 ? Kind.CREDIT_NOTE : Kind.INVOICE,
                        row.getString("number"),
                        Rows.id(row, "id"),
                        row.getBigDecimal("payable"),
                        Rows.id(row, "id")),
                end,
                customer.argument()));
        entries.addAll(sql.query(
                """
                select p.id, p.invoice_id, i.number, p.paid_on, p.paid_by, p.amount from billing.payment p
                join billing.invoice i on i.organization_id = p.organization_id and i.id = p.invoice_id
                where p.organization_id = {org} and p.paid_on <= ? and i.status = 'ISSUED' and not exists (
                  select 1 from billing.receipt_allocation a where a.organization_id = {org} and a.payment_id = p.id)
                  and """
                        + " " + customer.condition("i"),
                row -> new Entry(
                        row.getDate("paid_on").toLocalDate(),
                        row.getString("paid_by").equals(PaymentMethod.OFFSET.name()) ? Kind.OFFSET : Kind.PAYMENT,
                        row.getString("number"),
                        Rows.id(row, "invoice_id"),
                        row.getBigDecimal("amount").negate(),
                        Rows.id(row, "id")),
                end,
                customer.argument()));
        entries.addAll(sql.query(
                """
                select r.id, r.received_on, r.remark, r.amount from billing.receipt r
                where r.organization_id = {org} and r.customer_key = ? and r.received_on <= ?""",
                row -> new Entry(
                        row.getDate("received_on").toLocalDate(),
                        Kind.RECEIPT,
                        row.getString("remark"),
                        null,
                        row.getBigDecimal("amount").negate(),
                        Rows.id(row, "id")),
                customer.value(),
                end));
        entries.addAll(sql.query(
                """
                select f.id, f.refunded_on, r.remark, f.amount from billing.receipt_refund f
                join billing.receipt r on r.organization_id = f.organization_id and r.id = f.receipt_id
                where f.organization_id = {org} and r.customer_key = ? and f.refunded_on <= ?""",
                row -> new Entry(
                        row.getDate("refunded_on").toLocalDate(),
                        Kind.REFUND,
                        row.getString("remark"),
                        null,
                        row.getBigDecimal("amount"),
                        Rows.id(row, "id")),
                customer.value(),
                end));
        entries.sort(Comparator.comparing(Entry::date).thenComparing(Entry::order));
        return entries;
    }

    /** The statement as comma separated values, with the given words at the top of the columns and for the kinds. */
    static String csv(Statement statement, Map<String, String> words) {
        Csv csv = new Csv();
        csv.row(
                words.get("date"),
                words.get("kind"),
                words.get("text"),
                words.get("charge"),
                words.get("credit"),
                words.get("balance"));
        csv.row(statement.from(), words.get("opening"), "", "", "", statement.opening());
        for (Movement m : statement.movements()) {
            csv.row(m.date(), words.get(m.kind().name()), m.text(), m.charge(), m.credit(), m.balance());
        }
        csv.row(statement.to(), words.get("closing"), "", "", "", statement.closing());
        return csv.text();
    }
}
