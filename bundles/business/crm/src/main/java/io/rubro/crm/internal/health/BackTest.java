package io.rubro.crm.internal.health;

import io.rubro.crm.internal.health.Trial.Paid;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tries the forecast of payments once a day on the payments of two years, and keeps what came out. */
@Component(service = BackTest.class)
public final class BackTest {

    private static final int YEARS = 2;
    private static final int MOST = 20_000;

    private final Transactions transactions;
    private final Sql sql;
    private final Today today;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public BackTest(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Today today,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.today = today;
    }

    /** What came out, and when. */
    record Kept(LocalDate testedOn, Trial trial) {}

    /** Tries it, unless that was done today. */
    public void run() {
        LocalDate day = today.date();
        if (last().filter(kept -> kept.testedOn().equals(day)).isEmpty()) {
            Trial trial = Trial.of(paid(day.minusYears(YEARS)));
            transactions.run(() -> keep(day, trial));
        }
    }

    private List<Paid> paid(LocalDate since) {
        return sql.query(
                "select contact_id, issued_on, due_on, settled_on from crm.customer_invoice"
                        + " where organization_id = {org} and settled_on >= ? and total > 0"
                        + " order by settled_on desc, id desc fetch first " + MOST + " rows only",
                row -> new Paid(
                        Rows.id(row, "contact_id"),
                        row.getDate("issued_on").toLocalDate(),
                        row.getDate("due_on").toLocalDate(),
                        row.getDate("settled_on").toLocalDate()),
                since);
    }

    private void keep(LocalDate day, Trial trial) {
        sql.update("delete from crm.payment_forecast where organization_id = {org}");
        Accuracy history = trial.history();
        Accuracy dueDate = trial.dueDate();
        sql.update(
                """
                insert into crm.payment_forecast (organization_id, id, tested_on, paid_invoices, usual_delay, cut_on,
                  trained, tested, model_error, model_within, due_error, due_within)
                values ({org}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Id.next(),
                day,
                trial.invoices(),
                trial.usualDelay(),
                trial.cut(),
                trial.trained(),
                trial.tested(),
                history == null ? null : history.meanErrorDays(),
                history == null ? null : history.withinWeekPercent(),
                dueDate == null ? null : dueDate.meanErrorDays(),
                dueDate == null ? null : dueDate.withinWeekPercent());
    }

    /** What came out last; empty if it was never tried. */
    Optional<Kept> last() {
        return sql.queryOne(
                """
                select tested_on, paid_invoices, usual_delay, cut_on, trained, tested, model_error, model_within,
                  due_error, due_within
                from crm.payment_forecast where organization_id = {org}""",
                row -> new Kept(
                        row.getDate("tested_on").toLocalDate(),
                        new Trial(
                                row.getInt("paid_invoices"),
                                row.getInt("usual_delay"),
                                Rows.dateOrNull(row, "cut_on"),
                                row.getInt("trained"),
                                row.getInt("tested"),
                                accuracy(row, "model"),
                                accuracy(row, "due"))));
    }

    private static @Nullable Accuracy accuracy(ResultSet row, String what) throws SQLException {
        BigDecimal error = row.getBigDecimal(what + "_error");
        return error == null ? null : new Accuracy(error, row.getInt(what + "_within"));
    }
}
