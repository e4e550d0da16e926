package io.rubro.billing.internal.receivables;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was open on a day, from the invoices issued and the payments made until then. */
@Component(service = OpenItems.class)
public final class OpenItems {

    private static final String ROWS =
            """
            select i.id, i.number, i.issue_date, i.customer_tax_id, i.customer_contact_id, i.customer_name,
              i.customer_email, i.customer_country, i.currency, s.part_no, s.due_on, s.amount, s.before_amount,
              s.reminder_level, s.reminded_on,
              (select coalesce(sum(p.amount), 0) from billing.payment p
               where p.organization_id = {org} and p.invoice_id = i.id and p.paid_on <= ?) as paid_then
            from billing.invoice i
            join billing.instalment s on s.organization_id = i.organization_id and s.invoice_id = i.id
            where i.organization_id = {org} and i.status = 'ISSUED' and i.issue_date <= ?""";

    /** What is open now: debts are found by the day they are to be paid, credit notes by their kind. */
    private static final List<String> NOW =
            List.of("i.collect_by is not null", "i.kind = 'CREDIT_NOTE' and i.paid <> " + Owed.PAYABLE);

    /** What was open on a day gone by: also what was paid since. */
    private static final String THEN = "(i.paid <> " + Owed.PAYABLE
            + " or exists (select 1 from billing.payment q where q.organization_id = {org} and q.invoice_id = i.id"
            + " and q.paid_on > ?))";

    private final Sql sql;
    private final Today today;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public OpenItems(
            @Reference Sql sql, @Reference Today today, @Reference(target = "(module=billing)") SchemaReady schema) {
        this.sql = sql;
        this.today = today;
    }

    /**
     * The open instalments as of a day, the one due first first.
     *
     * @param customer null for all
     */
    List<OpenItem> on(LocalDate day, @Nullable CustomerKey customer) {
        Set<String> paused = paused(day);
        Map<Id, Integer> parts = new HashMap<>();
        List<OpenItem> rows = new ArrayList<>();
        for (String condition : day.isBefore(today.date()) ? List.of(THEN) : NOW) {
            List<@Nullable Object> args = new ArrayList<>(List.of(day, day));
            if (condition.equals(THEN)) {
                args.add(day);
            }
            String query = ROWS + " and " + condition;
            if (customer != null) {
                query += " and " + customer.condition("i");
                args.add(customer.argument());
            }
            rows.addAll(sql.query(query, row -> item(row, day, paused), args.toArray()));
        }
        rows.forEach(item -> parts.merge(item.invoiceId(), 1, Integer::sum));
        return rows.stream()
                .filter(item -> item.open().signum() != 0)
                .map(item -> counted(item, parts.getOrDefault(item.invoiceId(), 1)))
                .sorted(Comparator.comparing(OpenItem::dueDate)
                        .thenComparing(OpenItem::number)
                        .thenComparingInt(OpenItem::part))
                .toList();
    }

    private Set<String> paused(LocalDate day) {
        return new HashSet<>(sql.query(
                """
                select target from billing.collection_pause
                where organization_id = {org} and (until_on is null or until_on >= ?)""",
                row -> row.getString("target"),
                day));
    }

    private static OpenItem item(ResultSet row, LocalDate day, Set<String> paused) throws SQLException {
        CustomerKey customer = CustomerKey.of(row);
        Id invoice = Rows.id(row, "id");
        LocalDate due = row.getDate("due_on").toLocalDate();
        return new OpenItem(
                invoice,
                row.getString("number"),
                row.getDate("issue_date").toLocalDate(),
                customer.value(),
                row.getString("customer_name"),
                row.getString("customer_email"),
                row.getString("customer_country"),
                row.getString("currency"),
                row.getInt("part_no"),
                1,
                due,
                row.getBigDecimal("amount"),
                Instalment.open(
                        row.getBigDecimal("amount"),
                        row.getBigDecimal("before_amount"),
                        row.getBigDecimal("paid_then")),
                OpenItem.daysLate(due, day),
                row.getInt("reminder_level"),
                Rows.dateOrNull(row, "reminded_on"),
                paused.contains("invoice:" + invoice) || paused.contains(customer.value()));
    }

    private static OpenItem counted(OpenItem i, int parts) {
        return new OpenItem(
                i.invoiceId(),
                i.number(),
                i.issueDate(),
                i.customer(),
                i.customerName(),
                i.customerEmail(),
                i.customerCountry(),
                i.currency(),
                i.part(),
                parts,
                i.dueDate(),
                i.amount(),
                i.open(),
                i.daysLate(),
                i.reminderLevel(),
                i.remindedOn(),
                i.paused());
    }
}
