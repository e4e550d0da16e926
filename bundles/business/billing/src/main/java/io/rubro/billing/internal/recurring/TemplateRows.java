package io.rubro.billing.internal.recurring;

import io.rubro.billing.CustomerDraft;
import io.rubro.billing.LineDraft;
import io.rubro.billing.internal.model.Totals;
import io.rubro.billing.internal.recurring.Schedule.Unit;
import io.rubro.billing.internal.recurring.Template.Content;
import io.rubro.billing.internal.recurring.Template.Deed;
import io.rubro.billing.internal.recurring.Template.Run;
import io.rubro.billing.internal.recurring.Template.State;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of templates, their lines and their runs. */
final class TemplateRows {

    private static final String COLUMNS =
            """
            select t.id, t.version, t.name, t.state, t.deed, t.series, t.customer_contact_id, t.customer_name,
              t.customer_tax_id, t.customer_email, t.customer_address, t.customer_country, t.surcharge, t.withholding_rate,
              t.notes, t.due_days, t.term_id, t.unit, t.every_units, t.starts_on, t.month_day, t.ends_on, t.max_count,
              t.next_no, t.next_on
            from billing.recurring t where t.organization_id = {org}""";

    private final Sql sql;
    private final RunRows runs;

    TemplateRows(Sql sql, RunRows runs) {
        this.sql = sql;
        this.runs = runs;
    }

    void insert(Id id, String name, Content c, Schedule s) {
        CustomerDraft customer = c.customer();
        sql.update(
                """
                insert into billing.recurring (organization_id, id, version, name, state, deed, series, customer_contact_id,
                  customer_name, customer_tax_id, customer_email, customer_address, customer_country, surcharge,
                  withholding_rate, notes, due_days, term_id, unit, every_units, starts_on, month_day, ends_on, max_count,
                  next_no, next_on)
                values ({org}, ?, 1, ?, 'ACTIVE', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)""",
                id,
                name,
                c.deed(),
                c.series(),
                customer.contactId(),
                customer.name(),
                customer.taxId(),
                customer.email(),
                customer.address(),
                customer.country(),
                c.surcharge(),
                c.withholdingRate(),
                c.notes(),
                c.dueDays(),
                c.termId(),
                s.unit(),
                s.every(),
                s.startsOn(),
                s.monthDay(),
                s.endsOn(),
                s.count(),
                s.day(0).orElse(null));
        lines(id, c.lines());
    }

    boolean update(Id id, long version, String name, Content c, Schedule s, State state, int made) {
        CustomerDraft customer = c.customer();
        int changed = sql.update(
                """
                update billing.recurring set version = version + 1, name = ?, state = ?, deed = ?, series = ?,
                  customer_contact_id = ?, customer_name = ?, customer_tax_id = ?, customer_email = ?, customer_address = ?,
                  customer_country = ?, surcharge = ?, withholding_rate = ?, notes = ?, due_days = ?, term_id = ?, unit = ?,
                  every_units = ?, starts_on = ?, month_day = ?, ends_on = ?, max_count = ?, next_on = ?
                where organization_id = {org} and id = ? and version = ? and next_no = ?""",
                name,
                state,
                c.deed(),
                c.series(),
                customer.contactId(),
                customer.name(),
                customer.taxId(),
                customer.email(),
                customer.address(),
                customer.country(),
                c.surcharge(),
                c.withholdingRate(),
                c.notes(),
                c.dueDays(),
                c.termId(),
                s.unit(),
                s.every(),
                s.startsOn(),
                s.monthDay(),
                s.endsOn(),
                s.count(),
                s.day(made).orElse(null),
                id,
                version,
                made);
        if (changed == 0) {
            return false;
        }
        sql.update("delete from billing.recurring_line where organization_id = {org} and recurring_id = ?", id);
        lines(id, c.lines());
        return true;
    }

    private void lines(Id id, List<LineDraft> lines) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (LineDraft line : lines) {
            rows.add(new @Nullable Object[] {
                id,
                rows.size() + 1,
                line.description(),
                line.quantity(),
                line.unitPrice(),
                line.discountPercent(),
                line.taxRate(),
                RecurringInvoice.taxCode(line)
            });
        }
        sql.batch(
                """
                insert into billing.recurring_line (organization_id, recurring_id, line_no, description, quantity,
                  unit_price, discount_percent, tax_rate, tax_code)
                values ({org}, ?, ?, ?, ?, ?, ?, ?, ?)""",
                rows);
    }

    void state(Id id, State state) {
        sql.update(
                "update billing.recurring set state = ?, version = version + 1 where organization_id = {org} and id = ?",
                state,
                id);
    }

    /** Takes a time for oneself: false if somebody else did. Locks the template until the transaction ends. */
    boolean take(Template template, @Nullable LocalDate following) {
        return sql.update(
                        """
                        update billing.recurring set next_no = next_no + 1, next_on = ?, version = version + 1, state = ?
                        where organization_id = {org} and id = ? and next_no = ? and version = ?""",
                        following,
                        following == null ? State.ENDED : template.state(),
                        template.id(),
                        template.made(),
                        template.version())
                == 1;
    }

    void delete(Id id) {
        sql.update("delete from billing.recurring where organization_id = {org} and id = ?", id);
    }

    List<Template> list() {
        return sql.query(COLUMNS + " order by t.name, t.id", TemplateRows::bare).stream()
                .map(this::complete)
                .toList();
    }

    Optional<Template> find(Id id) {
        return sql.queryOne(COLUMNS + " and t.id = ?", TemplateRows::bare, id).map(this::complete);
    }

    /** Those whose next day has come. */
    List<Id> due(LocalDate today) {
        return sql.query(
                """
                select t.id from billing.recurring t
                where t.organization_id = {org} and t.state = 'ACTIVE' and t.next_on <= ? order by t.next_on, t.id""",
                row -> Rows.id(row, "id"),
                today);
    }

    private Template complete(Template t) {
        List<LineDraft> lines = sql.query(
                """
                select description, quantity, unit_price, discount_percent, tax_rate, tax_code from billing.recurring_line
                where organization_id = {org} and recurring_id = ? order by line_no""",
                row -> RecurringInvoice.line(
                        row.getString("description"),
                        Totals.plain(row.getBigDecimal("quantity")),
                        Totals.atLeastCents(row.getBigDecimal("unit_price")),
                        plain(row.getBigDecimal("discount_percent")),
                        plain(row.getBigDecimal("tax_rate")),
                        row.getString("tax_code")),
                t.id());
        @Nullable Run failure = runs.failure(t.id()).orElse(null);
        Content c = t.content();
        Content content = new Content(
                c.deed(),
                c.series(),
                c.customer(),
                lines,
                c.surcharge(),
                c.withholdingRate(),
                c.notes(),
                c.dueDays(),
                c.termId());
        return new Template(
                t.id(), t.name(), t.state(), content, t.schedule(), t.made(), t.nextOn(), failure, t.version());
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        return number == null ? null : Totals.plain(number);
    }

    private static Template bare(ResultSet row) throws SQLException {
        CustomerDraft customer = new CustomerDraft(
                Rows.idOrNull(row, "customer_contact_id"),
                row.getString("customer_name"),
                row.getString("customer_tax_id"),
                row.getString("customer_email"),
                row.getString("customer_address"),
                row.getString("customer_country"));
        Content content = new Content(
                Deed.valueOf(row.getString("deed")),
                row.getString("series"),
                customer,
                List.of(),
                row.getBoolean("surcharge"),
                Totals.plain(row.getBigDecimal("withholding_rate")),
                row.getString("notes"),
                integer(row, "due_days"),
                Rows.idOrNull(row, "term_id"));
        Schedule schedule = new Schedule(
                Unit.valueOf(row.getString("unit")),
                row.getInt("every_units"),
                row.getDate("starts_on").toLocalDate(),
                integer(row, "month_day"),
                Rows.dateOrNull(row, "ends_on"),
                integer(row, "max_count"));
        return new Template(
                Rows.id(row, "id"),
                row.getString("name"),
                State.valueOf(row.getString("state")),
                content,
                schedule,
                row.getInt("next_no"),
                Rows.dateOrNull(row, "next_on"),
                null,
                row.getLong("version"));
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
