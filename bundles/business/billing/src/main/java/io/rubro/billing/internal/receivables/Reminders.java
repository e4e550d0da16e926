package io.rubro.billing.internal.receivables;

import io.rubro.billing.ReminderDue;
import io.rubro.billing.internal.receivables.Reminder.State;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.Events;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reminders that escalate. Each late instalment gets its levels one after the other: none is skipped, the next one follows
 * when its day has come and as many days after the last as lie between their levels, and nothing follows while one waits.
 * They stop when it is paid or paused.
 */
@Component(service = Reminders.class)
public final class Reminders {

    private static final String COLUMNS =
            """
            select r.id, r.invoice_id, r.part_no, r.level_no, r.state, r.proposed_on, r.settled_on, r.lang, r.customer_key,
              r.customer_name, r.customer_email, r.invoice_number, r.due_on, r.currency, r.amount, r.heading, r.message
            from billing.reminder r where r.organization_id = {org}""";

    private final Transactions transactions;
    private final Sql sql;
    private final OpenItems openItems;
    private final CollectionRules rules;
    private final ReminderTexts texts;
    private final Today today;
    private final Events events;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Reminders(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference OpenItems openItems,
            @Reference CollectionRules rules,
            @Reference ReminderTexts texts,
            @Reference Today today,
            @Reference Events events,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=billing)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.openItems = openItems;
        this.rules = rules;
        this.texts = texts;
        this.today = today;
        this.events = events;
        this.audit = audit;
        this.live = live;
    }

    private record Key(Id invoice, int part) {}

    /** Writes the reminders whose day has come and withdraws those that are no longer right. */
    public int propose() {
        return transactions.required(() -> {
            LocalDate day = today.date();
            CollectionRule rule = rules.get();
            Map<Key, OpenItem> late = new HashMap<>();
            for (OpenItem item : openItems.on(day, null)) {
                if (item.open().signum() > 0 && item.daysLate() > 0 && !item.paused()) {
                    late.put(new Key(item.invoiceId(), item.part()), item);
                }
            }
            Map<Key, Boolean> waiting = new HashMap<>();
            for (Reminder reminder : sql.query(COLUMNS + " and r.state = 'PROPOSED'", Reminders::reminder)) {
                Key key = new Key(reminder.invoiceId(), reminder.part());
                if (rule.reminders() && late.containsKey(key)) {
                    waiting.put(key, true);
                } else {
                    settle(reminder.id(), State.WITHDRAWN, day);
                    // it was never handed over: if it is to be reminded of again, with this level
                    sql.update(
                            """
                            update billing.instalment set reminder_level = reminder_level - 1
                            where organization_id = {org} and invoice_id = ? and part_no = ? and reminder_level = ?""",
                            reminder.invoiceId(),
                            reminder.part(),
                            reminder.level());
                }
            }
            if (!rule.reminders()) {
                return 0;
            }
            List<Integer> days = texts.days();
            int made = 0;
            for (Map.Entry<Key, OpenItem> entry : late.entrySet()) {
                if (!waiting.containsKey(entry.getKey()) && isDue(entry.getValue(), days, day)) {
                    made += write(entry.getValue(), rule.automatic(), day);
                }
            }
            return made;
        });
    }

    /** Withdraws what waits for instalments of an invoice that are paid. */
    void withdrawPaid(Id invoice) {
        sql.update(
                """
                update billing.reminder set state = 'WITHDRAWN', settled_on = ?
                where organization_id = {org} and invoice_id = ? and state = 'PROPOSED' and exists (
                  select 1 from billing.instalment s
                  join billing.invoice i on i.organization_id = s.organization_id and i.id = s.invoice_id
                  where s.organization_id = {org} and s.invoice_id = billing.reminder.invoice_id
                    and s.part_no = billing.reminder.part_no and i.paid >= s.before_amount + s.amount)""",
                today.date(),
                invoice);
    }

    private static boolean isDue(OpenItem item, List<Integer> days, LocalDate day) {
        int last = item.reminderLevel();
        if (last >= days.size() || item.daysLate() < days.get(last)) {
            return false;
        }
        @Nullable LocalDate reminded = item.remindedOn();
        int pause = last == 0 ? 0 : days.get(last) - days.get(last - 1);
        return reminded == null || ChronoUnit.DAYS.between(reminded, day) >= pause;
    }

    private int write(OpenItem item, boolean automatic, LocalDate day) {
        int level = item.reminderLevel() + 1;
        int taken = sql.update(
                """
                update billing.instalment set reminder_level = ?, reminded_on = ?
                where organization_id = {org} and invoice_id = ? and part_no = ? and reminder_level = ?""",
                level,
                day,
                item.invoiceId(),
                item.part(),
                level - 1);
        if (taken == 0) {
            return 0; // somebody else wrote it at the same moment
        }
        ReminderTexts.Text letter = texts.letter(level, item);
        Id id = Id.next();
        sql.update(
                """
                insert into billing.reminder (organization_id, id, invoice_id, part_no, level_no, state, proposed_on, lang,
                  customer_key, customer_name, customer_email, invoice_number, due_on, currency, amount, heading, message)
                values ({org}, ?, ?, ?, ?, 'PROPOSED', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                id,
                item.invoiceId(),
                item.part(),
                level,
                day,
                letter.language(),
                item.customer(),
                item.customerName(),
                item.customerEmail(),
                item.number(),
                item.dueDate(),
                item.currency(),
                item.open(),
                letter.subject(),
                letter.text());
        live.changed("billing.reminder", id, "billing.invoice.read");
        if (automatic) {
            send(id);
        }
        return 1;
    }

    /**
     * Hands a reminder over: publishes {@link ReminderDue} for whatever delivers letters.
     *
     * @throws ProblemException 404 if there is no such reminder, 409 if it no longer waits
     */
    public Reminder send(Id id) {
        return transactions.required(() -> {
            Reminder reminder = decide(id, State.SENT);
            sql.update(
                    """
                    update billing.instalment set reminded_on = ?
                    where organization_id = {org} and invoice_id = ? and part_no = ? and reminder_level = ?""",
                    today.date(),
                    reminder.invoiceId(),
                    reminder.part(),
                    reminder.level());
            events.publish(new ReminderDue(
                    id,
                    reminder.invoiceId(),
                    reminder.number(),
                    reminder.customerName(),
                    reminder.customerEmail(),
                    reminder.level(),
                    reminder.language(),
                    reminder.subject(),
                    reminder.text(),
                    reminder.dueDate(),
                    reminder.currency(),
                    reminder.amount()));
            return reminder;
        });
    }

    /**
     * Decides against a reminder.
     *
     * @throws ProblemException as {@link #send}
     */
    public Reminder dismiss(Id id) {
        return transactions.required(() -> decide(id, State.DISMISSED));
    }

    private Reminder decide(Id id, State state) {
        Reminder found = get(id);
        if (settle(id, state, today.date()) == 0) {
            throw ProblemException.conflict("billing.reminder.settled", Map.of("number", found.number()));
        }
        audit.record(
                state == State.SENT ? "billing.reminder.send" : "billing.reminder.dismiss",
                "invoice",
                found.invoiceId(),
                Map.of("number", found.number(), "level", found.level()));
        live.changed("billing.reminder", id, "billing.invoice.read");
        return get(id);
    }

    private int settle(Id id, State state, LocalDate day) {
        return sql.update(
                """
                update billing.reminder set state = ?, settled_on = ?
                where organization_id = {org} and id = ? and state = 'PROPOSED'""",
                state,
                day,
                id);
    }

    /** A reminder; 404 if there is none with this id. */
    public Reminder get(Id id) {
        return transactions.required(() -> sql.queryOne(COLUMNS + " and r.id = ?", Reminders::reminder, id)
                .orElseThrow(() -> ProblemException.notFound("billing.reminder.not-found", id)));
    }

    /** Reminders, the latest first, at most 500; null for those of every state. */
    public List<Reminder> list(@Nullable State state) {
        String order = " order by r.proposed_on desc, r.id desc fetch first 500 rows only";
        return transactions.required(() -> state == null
                ? sql.query(COLUMNS + order, Reminders::reminder)
                : sql.query(COLUMNS + " and r.state = ?" + order, Reminders::reminder, state));
    }

    private static Reminder reminder(ResultSet row) throws SQLException {
        return new Reminder(
                Rows.id(row, "id"),
                Rows.id(row, "invoice_id"),
                row.getInt("part_no"),
                row.getInt("level_no"),
                State.valueOf(row.getString("state")),
                row.getDate("proposed_on").toLocalDate(),
                Rows.dateOrNull(row, "settled_on"),
                row.getString("lang"),
                row.getString("customer_key"),
                row.getString("customer_name"),
                row.getString("customer_email"),
                row.getString("invoice_number"),
                row.getDate("due_on").toLocalDate(),
                row.getString("currency"),
                row.getBigDecimal("amount"),
                row.getString("heading"),
                row.getString("message"));
    }
}
