package io.rubro.crm.internal.health;

import io.rubro.crm.health.Grade;
import io.rubro.crm.health.Health;
import io.rubro.crm.health.Level;
import io.rubro.crm.internal.health.InvoiceRows.Overdue;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the figures of a customer of what is kept and of what is overdue. The same input gives the same figures. */
final class Figures {

    private Figures() {}

    static Health of(Id contact, Tally tally, Overdue overdue, LocalDate today, String currency, boolean top) {
        Integer frequency = Rhythm.frequencyDays(tally.purchases.navigableKeySet());
        Integer onTime = PaymentHabits.onTimePercent(tally.settled, tally.onTime, overdue.count());
        int overdueDays = overdueDays(overdue, today);
        Level risk = DefaultRisk.level(riskPoints(tally, overdue, today));
        Integer churn = churn(tally, today, frequency);
        Grade grade = Grades.of(tally.purchases.size(), risk, churn, onTime, overdueDays);
        return new Health(
                contact,
                today,
                currency,
                grade,
                tally.invoices,
                tally.lifetimeValue,
                mean(tally),
                tally.paid,
                tally.balance,
                overdue.amount(),
                tally.open,
                overdueDays,
                tally.first,
                tally.last,
                tally.lastPayment,
                PaymentHabits.daysToPay(tally.payDays, tally.settled),
                onTime,
                frequency,
                Rhythm.nextInvoice(tally.last, frequency),
                risk,
                churn,
                Growth.level(tally.months, today, tally.first),
                top);
    }

    private static @Nullable BigDecimal mean(Tally tally) {
        return tally.invoices == 0
                ? null
                : tally.lifetimeValue.divide(BigDecimal.valueOf(tally.invoices), 2, RoundingMode.HALF_UP);
    }

    static int overdueDays(Overdue overdue, LocalDate today) {
        LocalDate since = overdue.since();
        return since == null ? 0 : (int) ChronoUnit.DAYS.between(since, today);
    }

    static int riskPoints(Tally tally, Overdue overdue, LocalDate today) {
        int judged = tally.settled + overdue.count();
        return DefaultRisk.points(
                overdueDays(overdue, today), judged, judged - tally.onTime, overdue.amount(), tally.lifetimeValue);
    }

    private static @Nullable Integer churn(Tally tally, LocalDate today, @Nullable Integer frequency) {
        LocalDate last = tally.last;
        return last == null
                ? null
                : Churn.score(ChronoUnit.DAYS.between(last, today), frequency, Churn.trend(amounts(tally)));
    }

    static List<BigDecimal> amounts(Tally tally) {
        return List.copyOf(tally.purchases.values());
    }
}
