package io.rubro.crm.internal.recommendations.rules;

import static io.rubro.crm.recommendations.Advice.occasion;

import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionType;
import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.Advice.Action.Plan;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.Priority;
import io.rubro.crm.recommendations.RecommendationRule;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * The best customers are met once a quarter, on the fifteenth of its first month or the Monday after. Advised from thirty days
 * before that day on, if no meeting was held in that quarter; and at once, for two weeks from now, if the last one was ninety
 * days ago. A meeting that is planned settles it. Each quarter is an occasion of its own.
 */
@Component
public final class QuarterlyMeeting implements RecommendationRule {

    static final int QUARTER_DAYS = 90;
    static final int AHEAD_DAYS = 30;
    static final int NOTICE_DAYS = 14;
    private static final int MEETING_DAY = 15;

    @Override
    public String id() {
        return "crm.quarterly-meeting";
    }

    @Override
    public Optional<Advice> advise(CustomerFile file) {
        @Nullable LocalDate since = file.health().firstInvoice();
        if (!Customers.isTop(file) || !Customers.maySell(file) || since == null || isPlanned(file)) {
            return Optional.empty();
        }
        @Nullable LocalDate last = lastMeeting(file);
        LocalDate next = nextMeetingDay(file.today());
        long ahead = ChronoUnit.DAYS.between(file.today(), next);
        boolean due = ahead <= AHEAD_DAYS && (last == null || last.isBefore(quarterOf(next)));
        boolean overdue = file.daysSince(last == null ? since : last) >= QUARTER_DAYS;
        if (!due && !overdue) {
            return Optional.empty();
        }
        LocalDate day = due ? next : workday(file.today().plusDays(NOTICE_DAYS));
        return Optional.of(new Advice(
                Priority.ADVICE,
                last == null ? "crm.advice.first-meeting" : "crm.advice.quarterly-meeting",
                last == null ? Map.of("date", day) : Map.of("date", day, "last", last, "days", file.daysSince(last)),
                occasion(quarterOf(day)),
                new Plan(InteractionType.MEETING, (int) ChronoUnit.DAYS.between(file.today(), day))));
    }

    private static boolean isPlanned(CustomerFile file) {
        return file.planned().stream().anyMatch(planned -> planned.type() == InteractionType.MEETING);
    }

    private static @Nullable LocalDate lastMeeting(CustomerFile file) {
        @Nullable Interaction last = file.lastMeeting();
        return last == null ? null : file.day(last.at());
    }

    /** The next day for quarterly meetings, today included. */
    static LocalDate nextMeetingDay(LocalDate today) {
        LocalDate quarter = quarterOf(today);
        LocalDate day = workday(quarter.withDayOfMonth(MEETING_DAY));
        return day.isBefore(today) ? workday(quarter.plusMonths(3).withDayOfMonth(MEETING_DAY)) : day;
    }

    /** The first day of the quarter. */
    private static LocalDate quarterOf(LocalDate day) {
        return day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
    }

    private static LocalDate workday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.plusDays(2);
            case SUNDAY -> day.plusDays(1);
            default -> day;
        };
    }
}
