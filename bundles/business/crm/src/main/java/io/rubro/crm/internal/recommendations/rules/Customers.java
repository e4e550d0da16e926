package io.rubro.crm.internal.recommendations.rules;

import io.rubro.crm.ContactStatus;
import io.rubro.crm.health.Grade;
import io.rubro.crm.health.Health;
import io.rubro.crm.health.Level;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.recommendations.Advice.Amount;
import io.rubro.crm.recommendations.CustomerFile;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What several rules ask of a customer. */
final class Customers {

    /** Three months. */
    static final int IDLE_DAYS = 90;

    /** Who buys every day is not idle after a long weekend. */
    static final int LEAST_IDLE_DAYS = 14;

    private Customers() {}

    /** Whether something may be sold to it: whoever is blocked or owes money past its due date is not offered more. */
    static boolean maySell(CustomerFile file) {
        return file.contact().status() != ContactStatus.BLOCKED
                && file.health().overdue().signum() <= 0
                && file.health().defaultRisk() != Level.HIGH;
    }

    /** Whether it is one of the best: excellent, or among the most valuable. */
    static boolean isTop(CustomerFile file) {
        return file.health().grade() == Grade.EXCELLENT || file.health().top();
    }

    /**
     * Whether it stopped buying: more than twice the usual days went by and more than two weeks, or three months and more
     * than the usual days. Who buys once a year is not idle in summer.
     */
    static boolean isIdle(CustomerFile file) {
        Health health = file.health();
        if (health.lastInvoice() == null) {
            return false;
        }
        long days = file.daysSince(health.lastInvoice());
        @Nullable Integer usual = health.frequencyDays();
        return usual == null
                ? days >= IDLE_DAYS
                : (days >= IDLE_DAYS && days > usual) || days > Math.max(LEAST_IDLE_DAYS, 2L * usual);
    }

    /**
     * Whether nothing was done for an opportunity for longer than its stage allows: no move and nothing with the customer.
     * In a stage without a limit it never is.
     */
    static boolean isQuiet(CustomerFile file, Opportunity opportunity) {
        return file.stageOf(opportunity)
                .map(stage -> stage.idleDays() != null && quietDays(file, opportunity) >= stage.idleDays())
                .orElse(false);
    }

    /** How many days ago something was done for an opportunity, or is planned to be: then it is zero. */
    static long quietDays(CustomerFile file, Opportunity opportunity) {
        if (file.planned().stream().anyMatch(planned -> !file.day(planned.at()).isBefore(file.today()))) {
            return 0;
        }
        LocalDate touched = Stream.of(
                        opportunity.movedAt(),
                        file.lastInteraction() == null
                                ? opportunity.movedAt()
                                : file.lastInteraction().at())
                .map(file::day)
                .reduce((a, b) -> a.isAfter(b) ? a : b)
                .orElseThrow();
        return Math.max(0, ChronoUnit.DAYS.between(touched, file.today()));
    }

    /** An amount of the customer's figures. */
    static Amount amount(CustomerFile file, BigDecimal value) {
        return new Amount(value, file.health().currency());
    }

    /** What an opportunity would bring. */
    static Amount value(Opportunity opportunity) {
        return new Amount(opportunity.value(), opportunity.currency());
    }
}
