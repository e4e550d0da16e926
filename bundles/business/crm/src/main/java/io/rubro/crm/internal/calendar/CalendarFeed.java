package io.rubro.crm.internal.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.util.Duration;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.security.Colleagues;
import io.rubro.platform.tenancy.Tenant;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * A user's calendar as a text for other programs to read. All times are in UTC, so that no time zone has to be explained;
 * nothing in it depends on when it is asked for, so that the same calendar is the same text.
 */
@Component(service = CalendarFeed.class)
public final class CalendarFeed {

    /** Who may not see this does not see it in a calendar either. */
    static final String PERMISSION = "crm.interaction.read";

    private static final int DAYS_BACK = 366;
    private static final int DAYS_AHEAD = 732;
    private static final int MOST = 1_000;

    private final Feeds feeds;
    private final Transactions transactions;
    private final Colleagues colleagues;
    private final Organizations organizations;
    private final Messages messages;
    private final List<CalendarSource> sources;

    /** Called by the component runtime. */
    @Activate
    public CalendarFeed(
            @Reference Feeds feeds,
            @Reference Transactions transactions,
            @Reference Colleagues colleagues,
            @Reference Organizations organizations,
            @Reference Messages messages,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<CalendarSource> sources) {
        this.feeds = feeds;
        this.transactions = transactions;
        this.colleagues = colleagues;
        this.organizations = organizations;
        this.messages = messages;
        this.sources = List.copyOf(sources);
    }

    /**
     * The calendar at an address.
     *
     * @param console where the pages of the CRM are
     * @return empty if the address is wrong or was revoked, or its user has left or may not see interactions any more
     */
    public Optional<String> at(String token, URI console) {
        return feeds.find(token)
                .flatMap(reader -> Tenant.call(
                        reader.organization(),
                        () -> transactions.required(() -> colleagues.may(reader.user(), PERMISSION)
                                ? Optional.of(text(reader.user(), console, Instant.now()))
                                : Optional.empty())));
    }

    private String text(Id user, URI console, Instant now) {
        Organization organization = organizations.current();
        String name = messages.text(
                        organization.language(), "crm.calendar.name", Map.of("organization", organization.name()))
                .orElseThrow();
        ICalendar calendar = Ics.calendar(organization.language().getLanguage());
        calendar.addExperimentalProperty("X-WR-CALNAME", name);
        calendar.setName(name);
        calendar.setRefreshInterval(Duration.builder().hours(1).build());
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        sources.stream()
                .flatMap(source -> source
                        .items(
                                user,
                                today.minus(DAYS_BACK, ChronoUnit.DAYS),
                                today.plus(DAYS_AHEAD, ChronoUnit.DAYS),
                                MOST)
                        .stream())
                .sorted(Comparator.comparing(CalendarItem::uid))
                .forEach(item -> calendar.addEvent(event(item, console)));
        return Ics.write(calendar);
    }

    private static VEvent event(CalendarItem item, URI console) {
        VEvent event = new VEvent();
        event.setUid(item.uid());
        event.setSequence(Math.toIntExact(item.revision()));
        event.setDateTimeStamp(Date.from(item.changedAt()));
        event.setSummary(item.title());
        if (item.description() != null) {
            event.setDescription(item.description());
        }
        event.setUrl(console.resolve(item.path()).toString());
        event.setTransparency(!item.busy());
        if (item.when() instanceof CalendarItem.Moment moment) {
            event.setDateStart(Date.from(moment.start()));
            event.setDateEnd(Date.from(moment.start().plus(moment.minutes(), ChronoUnit.MINUTES)));
        } else if (item.when() instanceof CalendarItem.Day day) {
            event.setDateStart(date(day.date()), false);
            event.setDateEnd(date(day.date().plusDays(1)), false);
        }
        return event;
    }

    /** A date as the library writes it: by the clock of the machine. */
    private static Date date(LocalDate date) {
        return Date.from(date.atStartOfDay(java.time.ZoneId.systemDefault()).toInstant());
    }
}
