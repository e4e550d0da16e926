package io.rubro.crm.internal.health;

import io.rubro.billing.InvoiceKind;
import io.rubro.crm.internal.health.InvoiceState.State;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The table {@code crm.customer_invoice}: one row for each invoice of a known customer. */
@Component(service = InvoiceRows.class)
public final class InvoiceRows {

    static final String COLUMNS =
            """
            id, contact_id, number, kind, issued_on, due_on, sold_on, currency, total, worth, purchase, paid, balance,
            last_paid_on, settled_on, state, pos""";

    private static final String INSERT =
            """
            insert into crm.customer_invoice (organization_id, contact_id, number, kind, issued_on, due_on, sold_on,
              currency, total, worth, purchase, paid, balance, last_paid_on, settled_on, state, open_due, pos, id)
            values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE =
            """
            update crm.customer_invoice set contact_id = ?, number = ?, kind = ?, issued_on = ?, due_on = ?, sold_on = ?,
              currency = ?, total = ?, worth = ?, purchase = ?, paid = ?, balance = ?, last_paid_on = ?, settled_on = ?,
              state = ?, open_due = ?, pos = ?
            where organization_id = {org} and id = ?""";

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public InvoiceRows(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
    }

    /** An invoice and whose it is. */
    record Stored(Id contact, InvoiceState invoice) {}

    /**
     * What is past its due date.
     *
     * @param count how many invoices, in any currency
     * @param amount what is open of them in the currency asked for
     * @param since the due date of the oldest; null if there is none
     */
    record Overdue(int count, BigDecimal amount, @Nullable LocalDate since) {
        static final Overdue NONE = new Overdue(0, BigDecimal.ZERO.setScale(2), null);
    }

    Optional<Stored> find(Id invoice) {
        return sql.queryOne(
                "select " + COLUMNS + " from crm.customer_invoice where organization_id = {org} and id = ?",
                InvoiceRows::stored,
                invoice);
    }

    List<Stored> find(Collection<Id> invoices) {
        return InLists.query(
                sql,
                "select " + COLUMNS + " from crm.customer_invoice where organization_id = {org} and id in ",
                invoices,
                InvoiceRows::stored);
    }

    /** All invoices of a contact. */
    List<InvoiceState> of(Id contact) {
        return sql.query(
                "select " + COLUMNS + " from crm.customer_invoice where organization_id = {org} and contact_id = ?",
                row -> stored(row).invoice(),
                contact);
    }

    /** What is open and was to be paid before a day. */
    Overdue overdue(Id contact, LocalDate today, String currency) {
        return sql.queryOne(
                        """
                        select count(*) as n, min(open_due) as since,
                          coalesce(sum(case when currency = ? then balance else 0 end), 0) as amount
                        from crm.customer_invoice
                        where organization_id = {org} and contact_id = ? and open_due < ?""",
                        row -> new Overdue(
                                row.getInt("n"),
                                row.getBigDecimal("amount").setScale(2),
                                Rows.dateOrNull(row, "since")),
                        currency,
                        contact,
                        today)
                .orElseThrow();
    }

    void insert(List<Stored> rows) {
        sql.batch(INSERT, values(rows));
    }

    void update(List<Stored> rows) {
        sql.batch(UPDATE, values(rows));
    }

    private static List<@Nullable Object[]> values(List<Stored> rows) {
        List<@Nullable Object[]> all = new ArrayList<>(rows.size());
        for (Stored row : rows) {
            InvoiceState i = row.invoice();
            all.add(new @Nullable Object[] {
                row.contact(),
                i.number(),
                i.kind(),
                i.issued(),
                i.due(),
                i.sold(),
                i.currency(),
                i.total(),
                i.worth(),
                i.purchase(),
                i.paid(),
                i.balance(),
                i.lastPaid(),
                i.settled(),
                i.state(),
                i.openDue(),
                i.position(),
                i.id()
            });
        }
        return all;
    }

    static Stored stored(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return new Stored(
                Rows.id(row, "contact_id"),
                new InvoiceState(
                        Rows.id(row, "id"),
                        row.getString("number"),
                        kind == null ? null : InvoiceKind.valueOf(kind),
                        row.getDate("issued_on").toLocalDate(),
                        row.getDate("due_on").toLocalDate(),
                        row.getDate("sold_on").toLocalDate(),
                        row.getString("currency"),
                        row.getBigDecimal("total"),
                        row.getBigDecimal("worth"),
                        row.getBoolean("purchase"),
                        row.getBigDecimal("paid"),
                        row.getBigDecimal("balance"),
                        Rows.dateOrNull(row, "last_paid_on"),
                        Rows.dateOrNull(row, "settled_on"),
                        State.valueOf(row.getString("state")),
                        row.getLong("pos")));
    }
}
