package io.rubro.crm.internal.calendar;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import java.util.List;

/** What one subject of the CRM has for a user's calendar. Publish it as a service; each subject has one. */
public interface CalendarSource {

    /**
     * What stands in the calendar of a user of the organisation on the thread, in any order. Inside a transaction.
     *
     * @param from from when on
     * @param until until when, exclusive
     * @param limit at most so many, those that come first
     */
    List<CalendarItem> items(Id user, Instant from, Instant until, int limit);
}
