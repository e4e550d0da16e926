package io.rubro.crm.internal.interactions;

import io.rubro.platform.audit.Audit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.notifications.Notification.Severity;
import io.rubro.platform.notifications.Notifications;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.security.Colleagues;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reminds people of what they have to do. Taking the reminder off the row and leaving the notification are one
 * transaction, and only whoever finds the reminder still there takes it: nobody is reminded twice of the same.
 */
@Component(service = Reminders.class)
public final class Reminders {

    private static final String PERMISSION = "crm.interaction.read";

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

    /** At most so many at once; the rest follow at the next run. */
    private static final int MOST = 500;

    private final Transactions transactions;
    private final Sql sql;
    private final Notifications notifications;
    private final Colleagues colleagues;
    private final Organizations organizations;
    private final InteractionNews news;

    /** Called by the component runtime. */
    @Activate
    public Reminders(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference Notifications notifications,
            @Reference Colleagues colleagues,
            @Reference Organizations organizations,
            @Reference Audit audit,
            @Reference LiveUpdates live,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.transactions = transactions;
        this.sql = sql;
        this.notifications = notifications;
        this.colleagues = colleagues;
        this.organizations = organizations;
        this.news = new InteractionNews(audit, live);
    }

    private record Reminder(
            Id interaction, Id contact, String title, String contactName, Instant at, Instant due, @Nullable Id user) {}

    /**
     * Sends the reminders of the organisation on the thread that are due.
     *
     * @param now what time it is
     * @return how many were sent
     */
    public int send(Instant now) {
        List<Reminder> due = sql.query(
                "select i.id, i.contact_id, i.title, i.happens_at, i.remind_at, i.responsible_id, c.name"
                        + " from crm.interaction i join crm.contact c on c.organization_id = i.organization_id"
                        + " and c.id = i.contact_id where i.organization_id = {org} and i.remind_at <= ?"
                        + " and i.done = false order by i.remind_at, i.id fetch first " + MOST + " rows only",
                row -> new Reminder(
                        Rows.id(row, "id"),
                        Rows.id(row, "contact_id"),
                        row.getString("title"),
                        row.getString("name"),
                        Rows.instant(row, "happens_at"),
                        Rows.instant(row, "remind_at"),
                        Rows.idOrNull(row, "responsible_id")),
                now);
        int sent = 0;
        for (Reminder reminder : due) {
            if (transactions.required(() -> send(reminder))) {
                sent++;
            }
        }
        return sent;
    }

    private boolean send(Reminder reminder) {
        int taken = sql.update(
                "update crm.interaction set remind_at = null where organization_id = {org} and id = ? and remind_at = ?"
                        + " and done = false",
                reminder.interaction,
                reminder.due);
        if (taken == 0) {
            return false;
        }
        Organization organization = organizations.current();
        String when = WHEN.format(reminder.at.atZone(organization.zone()));
        // who has left cannot be reminded: then all who may see it are
        @Nullable Id user = reminder.user != null && colleagues.may(reminder.user, PERMISSION) ? reminder.user : null;
        notifications.send(new Notification(
                Severity.INFO,
                "crm.reminder.due",
                Map.of("title", reminder.title, "contact", reminder.contactName, "when", when),
                PERMISSION,
                "contacts/" + reminder.contact,
                user));
        news.of(reminder.interaction, reminder.contact);
        return true;
    }
}
