package io.rubro.crm.internal.health;

import io.rubro.crm.health.Health;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The table {@code crm.customer_health}: one row for each contact with an invoice. The columns of the {@link Tally} are
 * exact at any time; those that follow from them and the day are for lists, and hold as of {@code as_of}.
 */
@Component(service = HealthRows.class)
public final class HealthRows {

    static final String COLUMNS =
            """
            id, invoices, lifetime_value, paid, balance, unpaid_invoices, settled_invoices, on_time_invoices, pay_days,
            first_invoice, last_invoice, last_payment, purchases, months, delays, top_customer""";

    private static final String INSERT =
            """
            insert into crm.customer_health (organization_id, invoices, lifetime_value, paid, balance, unpaid_invoices,
              settled_invoices, on_time_invoices, pay_days, first_invoice, last_invoice, last_payment, purchases, months,
              delays, as_of, grade, mean_invoice, overdue, overdue_days, days_to_pay, on_time_percent,
              frequency_days, next_invoice, default_risk, churn_score, growth, top_customer, id)
            values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE =
            """
            update crm.customer_health set invoices = ?, lifetime_value = ?, paid = ?, balance = ?, unpaid_invoices = ?,
              settled_invoices = ?, on_time_invoices = ?, pay_days = ?, first_invoice = ?, last_invoice = ?,
              last_payment = ?, purchases = ?, months = ?, delays = ?, as_of = ?, grade = ?, mean_invoice = ?,
              overdue = ?, overdue_days = ?, days_to_pay = ?, on_time_percent = ?,
              frequency_days = ?, next_invoice = ?, default_risk = ?, churn_score = ?, growth = ?, top_customer = ?
            where organization_id = {org} and id = ?""";

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public HealthRows(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
    }

    /** What is kept of a contact. */
    record Stored(Id contact, Tally tally, boolean top) {}

    /** What is to be written of a contact. */
    record Row(Tally tally, Health health) {}

    Optional<Stored> find(Id contact, String currency) {
        return sql.queryOne(
                "select " + COLUMNS + " from crm.customer_health where organization_id = {org} and id = ?",
                row -> stored(row, currency),
                contact);
    }

    List<Stored> find(Collection<Id> contacts, String currency) {
        return InLists.query(
                sql,
                "select " + COLUMNS + " from crm.customer_health where organization_id = {org} and id in ",
                contacts,
                row -> stored(row, currency));
    }

    /** Some contacts in the order of their ids. */
    List<Stored> page(long after, int most, String currency) {
        return sql.query(
                "select " + COLUMNS + " from crm.customer_health where organization_id = {org} and id > ? order by id"
                        + " fetch first " + most + " rows only",
                row -> stored(row, currency),
                after);
    }

    void insert(List<Row> rows) {
        sql.batch(INSERT, values(rows));
    }

    void update(List<Row> rows) {
        sql.batch(UPDATE, values(rows));
    }

    void delete(Id contact) {
        sql.update("delete from crm.customer_health where organization_id = {org} and id = ?", contact);
    }

    private static List<@Nullable Object[]> values(List<Row> rows) {
        List<@Nullable Object[]> all = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Tally t = row.tally();
            Health h = row.health();
            all.add(new @Nullable Object[] {
                t.invoices,
                t.lifetimeValue,
                t.paid,
                t.balance,
                t.open,
                t.settled,
                t.onTime,
                t.payDays,
                t.first,
                t.last,
                t.lastPayment,
                TallyText.amounts(t.purchases),
                TallyText.amounts(t.months),
                TallyText.delays(t),
                h.asOf(),
                h.grade(),
                h.meanInvoice(),
                h.overdue(),
                h.overdueDays(),
                h.daysToPay(),
                h.onTimePercent(),
                h.frequencyDays(),
                h.nextInvoice(),
                h.defaultRisk(),
                h.churnScore(),
                h.growth(),
                h.top(),
                h.contactId()
            });
        }
        return all;
    }

    private static Stored stored(ResultSet row, String currency) throws SQLException {
        Tally tally = new Tally(currency);
        tally.invoices = row.getInt("invoices");
        tally.lifetimeValue = row.getBigDecimal("lifetime_value");
        tally.paid = row.getBigDecimal("paid");
        tally.balance = row.getBigDecimal("balance");
        tally.open = row.getInt("unpaid_invoices");
        tally.settled = row.getInt("settled_invoices");
        tally.onTime = row.getInt("on_time_invoices");
        tally.payDays = row.getLong("pay_days");
        tally.first = Rows.dateOrNull(row, "first_invoice");
        tally.last = Rows.dateOrNull(row, "last_invoice");
        tally.lastPayment = Rows.dateOrNull(row, "last_payment");
        TallyText.readPurchases(row.getString("purchases"), tally);
        TallyText.readMonths(row.getString("months"), tally);
        TallyText.readDelays(row.getString("delays"), tally);
        return new Stored(Rows.id(row, "id"), tally, row.getBoolean("top_customer"));
    }
}
