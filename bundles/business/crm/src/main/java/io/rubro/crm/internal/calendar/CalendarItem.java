package io.rubro.crm.internal.calendar;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands in somebody's calendar.
 *
 * @param uid names it for ever, in every calendar: {@code interaction-0ABC…}
 * @param title one line
 * @param when when it is
 * @param busy whether somebody has no time for others meanwhile
 * @param path the page to look at, within the pages of the CRM
 * @param revision grows with every change
 * @param changedAt when it was changed last
 */
public record CalendarItem(
        String uid,
        String title,
        @Nullable String description,
        When when,
        boolean busy,
        String path,
        long revision,
        Instant changedAt) {

    /** When something is. */
    public sealed interface When {}

    /** From a moment on, for some minutes. */
    public record Moment(Instant start, int minutes) implements When {}

    /** A whole day. */
    public record Day(LocalDate date) implements When {}
}
