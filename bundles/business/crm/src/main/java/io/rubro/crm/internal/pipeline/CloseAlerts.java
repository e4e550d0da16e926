package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.pipeline.Board.Alert;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.platform.ids.Id;
import io.rubro.platform.live.LiveUpdates;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.notifications.Notification.Severity;
import io.rubro.platform.notifications.Notifications;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells of open opportunities whose expected close comes near: some days before, on the day, and every week once it went by;
 * their owner, or all who may see them if there is none. Each once for an expected close; another one begins anew. What was
 * missed while nothing ran is not made up for.
 */
@Component(service = CloseAlerts.class)
public final class CloseAlerts {

    private static final int WEEK = 7;

    private final Transactions transactions;
    private final Sql sql;
    private final PipelineSettings settings;
    private final Organizations organizations;
    private final Owners owners;
    private final Notifications notifications;
    private final LiveUpdates live;

    /** Called by the component runtime. */
    @Activate
    public CloseAlerts(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference PipelineSettings settings,
            @Reference Organizations organizations,
            @Reference Owners owners,
            @Reference Notifications notifications,
            @Reference LiveUpdates live) {
        this.transactions = transactions;
        this.sql = sql;
        this.settings = settings;
        this.organizations = organizations;
        this.owners = owners;
        this.notifications = notifications;
        this.live = live;
    }

    /**
     * What there is to say about an expected close.
     *
     * @param threshold what is said once: {@code SOON}, {@code TODAY}, {@code OVERDUE-3} in the fourth week after
     */
    record Due(Alert alert, String threshold) {

        /** What there is to say today of a day; null if nothing. */
        static @Nullable Due of(LocalDate close, LocalDate today, int alertDays) {
            long days = ChronoUnit.DAYS.between(today, close);
            if (days > alertDays) {
                return null;
            }
            if (days > 0) {
                return new Due(Alert.SOON, "SOON");
            }
            return days == 0 ? new Due(Alert.TODAY, "TODAY") : new Due(Alert.OVERDUE, "OVERDUE-" + (-days - 1) / WEEK);
        }
    }

    private record Told(Id opportunity, LocalDate close, String threshold) {}

    /** Tells the organisation on the thread what there is to tell on a day; returns how much that was. */
    int tell(LocalDate today) {
        return transactions.required(() -> {
            @Nullable Integer days = settings.get().alertDays();
            if (days == null) {
                return 0;
            }
            Set<Told> told = new HashSet<>(told(today.plusDays(days)));
            int count = 0;
            for (Opportunity o : near(today.plusDays(days))) {
                LocalDate close = Objects.requireNonNull(o.expectedClose());
                @Nullable Due due = Due.of(close, today, days);
                if (due != null && !told.contains(new Told(o.id(), close, due.threshold()))) {
                    tell(o, close, due, today);
                    count++;
                }
            }
            return count;
        });
    }

    private List<Opportunity> near(LocalDate last) {
        return sql.query(
                "select " + OpportunityRows.COLUMNS + OpportunityRows.FROM
                        + " and o.kind = 'OPEN' and o.expected_close <= ? order by o.expected_close, o.id",
                OpportunityRows::opportunity,
                last);
    }

    private List<Told> told(LocalDate last) {
        return sql.query(
                """
                select a.opportunity_id, a.expected_close, a.threshold from crm.opportunity_alert a
                join crm.opportunity o on o.organization_id = a.organization_id and o.id = a.opportunity_id
                where a.organization_id = {org} and o.kind = 'OPEN' and o.expected_close <= ?""",
                row -> new Told(
                        new Id(row.getLong("opportunity_id")),
                        row.getDate("expected_close").toLocalDate(),
                        row.getString("threshold")),
                last);
    }

    private void tell(Opportunity o, LocalDate close, Due due, LocalDate today) {
        sql.update(
                """
                insert into crm.opportunity_alert (organization_id, opportunity_id, expected_close, threshold, told_at)
                values ({org}, ?, ?, ?, ?)""",
                o.id(),
                close,
                due.threshold(),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        sql.update(
                "update crm.opportunity set alert = ? where organization_id = {org} and id = ?", due.alert(), o.id());
        Organization organization = organizations.current();
        Map<String, Object> args = new HashMap<>();
        args.put("title", o.title());
        args.put("contact", o.contactName());
        args.put("value", OpportunityTexts.money(organization.language(), o.value(), o.currency()));
        long days = ChronoUnit.DAYS.between(today, close);
        args.put("days", days);
        args.put(
                "date",
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(organization.language())
                        .format(close));
        String code = days == 1 ? "tomorrow" : due.alert().name().toLowerCase(Locale.ROOT);
        notifications.send(new Notification(
                due.alert() == Alert.OVERDUE ? Severity.WARNING : Severity.INFO,
                "crm.opportunity.alert." + code,
                args,
                OpportunityNews.READ,
                "opportunities/" + o.id(),
                owners.reachable(o.owner())));
        live.changed("crm.opportunity", o.id(), OpportunityNews.READ);
    }
}
