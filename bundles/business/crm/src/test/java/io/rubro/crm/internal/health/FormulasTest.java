package io.rubro.crm.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.health.Grade;
import io.rubro.crm.health.Level;
import io.rubro.crm.internal.health.Trial.Paid;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Each figure at its borders. */
class FormulasTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 20);

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    @Example
    void days_to_pay_are_the_mean_rounded_half_up() {
        assertThat(PaymentHabits.daysToPay(0, 0)).isNull();
        assertThat(PaymentHabits.daysToPay(30, 2)).isEqualTo(15);
        assertThat(PaymentHabits.daysToPay(29, 2)).isEqualTo(15);
        assertThat(PaymentHabits.daysToPay(0, 3)).isZero();
    }

    @Example
    void all_on_time_is_100_and_nothing_else_is() {
        assertThat(PaymentHabits.onTimePercent(0, 0, 0)).isNull();
        assertThat(PaymentHabits.onTimePercent(24, 24, 0)).isEqualTo(100);
        assertThat(PaymentHabits.onTimePercent(1_000, 999, 0)).isEqualTo(99);
        assertThat(PaymentHabits.onTimePercent(3, 3, 1))
                .as("overdue ones count")
                .isEqualTo(75);
        assertThat(PaymentHabits.onTimePercent(0, 0, 2)).isZero();
    }

    @Example
    void the_frequency_is_the_median_gap() {
        TreeSet<LocalDate> days = new TreeSet<>(List.of(DAY));
        assertThat(Rhythm.frequencyDays(days)).isNull();
        days.add(DAY.minusDays(14));
        assertThat(Rhythm.frequencyDays(days)).isEqualTo(14);
        days.add(DAY.minusDays(28));
        days.add(DAY.minusDays(400));
        assertThat(Rhythm.frequencyDays(days))
                .as("a long holiday changes nothing")
                .isEqualTo(14);
        days.add(DAY.plusDays(1));
        assertThat(Rhythm.frequencyDays(days)).isEqualTo(14);
        assertThat(Rhythm.nextInvoice(DAY, 14)).isEqualTo(DAY.plusDays(14));
        assertThat(Rhythm.nextInvoice(DAY, null)).isNull();
    }

    @Property
    void one_outlier_does_not_move_the_median_beyond_the_others(
            @ForAll @Size(min = 3, max = 25) List<@IntRange(min = 1, max = 60) Integer> gaps,
            @ForAll @IntRange(min = 1, max = 10_000) int outlier) {
        List<Integer> with = new ArrayList<>(gaps);
        with.add(outlier);
        int least = gaps.stream().min(Integer::compare).orElseThrow();
        int most = gaps.stream().max(Integer::compare).orElseThrow();
        assertThat(Medians.of(with)).isBetween(Math.min(least, outlier), most + 1);
    }

    @Example
    void the_risk_of_default_has_its_borders() {
        BigDecimal zero = n("0.00");
        assertThat(DefaultRisk.points(0, 24, 0, zero, n("44400"))).isZero();
        assertThat(DefaultRisk.points(0, 24, 24, zero, n("44400")))
                .as("always late")
                .isEqualTo(35);
        assertThat(DefaultRisk.points(0, 1, 1, zero, n("100")))
                .as("one invoice tells little")
                .isEqualTo(12);
        assertThat(DefaultRisk.points(500, 5, 5, n("100"), n("100"))).isEqualTo(100);
        assertThat(DefaultRisk.points(10, 1, 1, n("5"), zero))
                .as("nothing but debts")
                .isEqualTo(37);
        assertThat(DefaultRisk.level(29)).isEqualTo(Level.LOW);
        assertThat(DefaultRisk.level(30)).isEqualTo(Level.MEDIUM);
        assertThat(DefaultRisk.level(59)).isEqualTo(Level.MEDIUM);
        assertThat(DefaultRisk.level(60)).isEqualTo(Level.HIGH);
    }

    @Property
    void a_day_more_overdue_is_never_less_risk(
            @ForAll @IntRange(min = 0, max = 400) int days,
            @ForAll @IntRange(min = 0, max = 30) int late,
            @ForAll @IntRange(min = 0, max = 30) int onTime,
            @ForAll @IntRange(min = 0, max = 100_000) int overdue,
            @ForAll @IntRange(min = -100, max = 100_000) int value) {
        int now = DefaultRisk.points(days, late + onTime, late, BigDecimal.valueOf(overdue), BigDecimal.valueOf(value));
        int tomorrow = DefaultRisk.points(
                days + 1, late + onTime, late, BigDecimal.valueOf(overdue), BigDecimal.valueOf(value));
        assertThat(now).isBetween(0, 100);
        assertThat(tomorrow).isGreaterThanOrEqualTo(now);
    }

    @Example
    void the_churn_score_is_11_on_schedule_50_at_twice_the_pause_and_77_at_three_times() {
        assertThat(Churn.score(0, 30, 1)).isZero();
        assertThat(Churn.score(30, 30, 1)).isEqualTo(11);
        assertThat(Churn.score(60, 30, 1)).isEqualTo(50);
        assertThat(Churn.score(90, 30, 1)).isEqualTo(77);
        assertThat(Churn.score(3_650, 30, 1)).isEqualTo(100);
        assertThat(Churn.score(-5, 30, 1)).as("a purchase that lies ahead").isZero();
        assertThat(Churn.score(14, 1, 1))
                .as("a fortnight of somebody who comes daily")
                .isEqualTo(11);
        assertThat(Churn.score(90, null, 1)).as("a single purchase").isEqualTo(11);
    }

    @Property
    void the_longer_away_the_higher_and_growing_purchases_lower_it(
            @ForAll @IntRange(min = 0, max = 2_000) int idle, @ForAll @IntRange(min = 1, max = 400) int frequency) {
        int score = Churn.score(idle, frequency, 1);
        assertThat(score).isBetween(0, 100);
        assertThat(Churn.score(idle + 1, frequency, 1)).isGreaterThanOrEqualTo(score);
        assertThat(Churn.score(idle, frequency, 0.8)).isLessThanOrEqualTo(score);
        assertThat(Churn.score(idle, frequency, 1.25)).isGreaterThanOrEqualTo(score);
    }

    @Example
    void the_trend_looks_at_the_last_three_purchases() {
        BigDecimal ten = n("10");
        assertThat(Churn.trend(List.of(ten, ten, ten, ten, n("99"))))
                .as("too few")
                .isEqualTo(1);
        assertThat(Churn.trend(List.of(ten, ten, ten, ten, ten, ten))).isEqualTo(1);
        assertThat(Churn.trend(List.of(ten, ten, ten, n("1"), n("1"), n("1")))).isEqualTo(1.25);
        assertThat(Churn.trend(List.of(ten, ten, ten, n("90"), n("90"), n("90"))))
                .isEqualTo(0.8);
        assertThat(Churn.trend(List.of(ten, ten, ten, n("0"), n("0"), n("0")))).isEqualTo(1.25);
        assertThat(Churn.trend(List.of(n("0"), n("0"), n("0"), ten, ten, ten))).isEqualTo(1);
    }

    @Example
    void growth_compares_half_years_of_whole_months() {
        YearMonth now = YearMonth.from(DAY);
        LocalDate old = DAY.minusYears(3);
        Map<YearMonth, BigDecimal> even = Map.of(now.minusMonths(12), n("100"), now.minusMonths(6), n("100"));
        assertThat(Growth.level(even, DAY, old)).isEqualTo(Level.MEDIUM);
        assertThat(Growth.level(Map.of(now.minusMonths(7), n("100"), now.minusMonths(1), n("120")), DAY, old))
                .isEqualTo(Level.HIGH);
        assertThat(Growth.level(Map.of(now.minusMonths(7), n("100"), now.minusMonths(1), n("80")), DAY, old))
                .isEqualTo(Level.LOW);
        assertThat(Growth.level(Map.of(now.minusMonths(7), n("100"), now, n("900")), DAY, old))
                .as("the month that is not over does not count")
                .isEqualTo(Level.LOW);
        assertThat(Growth.level(Map.of(now.minusMonths(13), n("100")), DAY, old))
                .isEqualTo(Level.LOW);
        assertThat(Growth.level(Map.of(now.minusMonths(1), n("100")), DAY, old))
                .as("came back")
                .isEqualTo(Level.HIGH);
        assertThat(Growth.level(Map.of(now.minusMonths(1), n("100")), DAY, DAY.minusMonths(1)))
                .as("too new to tell")
                .isEqualTo(Level.MEDIUM);
        assertThat(Growth.level(Map.of(), DAY, null)).isEqualTo(Level.MEDIUM);
    }

    @Example
    void the_worst_decides_the_grade() {
        assertThat(Grades.of(9, Level.LOW, 0, 100, 0)).isEqualTo(Grade.EXCELLENT);
        assertThat(Grades.of(9, Level.LOW, 0, 89, 0)).isEqualTo(Grade.GOOD);
        assertThat(Grades.of(2, Level.LOW, 0, 100, 0)).isEqualTo(Grade.GOOD);
        assertThat(Grades.of(1, Level.LOW, 0, 100, 0)).isEqualTo(Grade.UNKNOWN);
        assertThat(Grades.of(0, Level.LOW, null, null, 0)).isEqualTo(Grade.UNKNOWN);
        assertThat(Grades.of(9, Level.LOW, 0, 100, 1)).isEqualTo(Grade.ATTENTION);
        assertThat(Grades.of(9, Level.LOW, 34, 100, 0)).isEqualTo(Grade.ATTENTION);
        assertThat(Grades.of(9, Level.MEDIUM, 0, 100, 0)).isEqualTo(Grade.ATTENTION);
        assertThat(Grades.of(9, Level.LOW, 67, 100, 0)).isEqualTo(Grade.DANGER);
        assertThat(Grades.of(9, Level.HIGH, 0, 100, 0)).isEqualTo(Grade.DANGER);
    }

    @Example
    void five_in_a_hundred_are_rounded_down() {
        assertThat(TopCustomers.among(0)).isZero();
        assertThat(TopCustomers.among(19)).isZero();
        assertThat(TopCustomers.among(20)).isOne();
        assertThat(TopCustomers.among(39)).isOne();
        assertThat(TopCustomers.among(100)).isEqualTo(5);
    }

    @Example
    void the_delay_is_drawn_to_what_is_usual_the_less_is_known() {
        assertThat(PaymentDelay.expected(List.of(), 4)).isEqualTo(4);
        assertThat(PaymentDelay.expected(List.of(20, 20, 20, 20, 20), 0))
                .as("half and half")
                .isEqualTo(10);
        assertThat(PaymentDelay.expected(List.of(-3, 40, 20), 20)).isEqualTo(20);
    }

    private static List<Paid> paid(int count, int delay) {
        List<Paid> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LocalDate issued = DAY.minusDays(400).plusDays(5L * i);
            all.add(new Paid(new Id(1 + i % 3), issued, issued.plusDays(30), issued.plusDays(30L + delay)));
        }
        return all;
    }

    @Example
    void the_trial_is_honest() {
        assertThat(Trial.of(paid(29, 9)).history()).as("silent").isNull();
        Trial late = Trial.of(paid(60, 9));
        assertThat(late.isBetter()).isTrue();
        assertThat(late.dueDate()).isEqualTo(new Accuracy(n("9.00"), 0));
        assertThat(late.history()).isEqualTo(new Accuracy(n("0.00"), 100));
        assertThat(late.tested()).isEqualTo(15);
        assertThat(late.trained()).as("only what was paid by then").isLessThan(45);
        Trial punctual = Trial.of(paid(60, 0));
        assertThat(punctual.isBetter()).as("no better than the due date").isFalse();
        assertThat(punctual.history()).isNotNull();
    }

    @Example
    void the_error_counts_either_way() {
        assertThat(Accuracy.of(List.of(-7, 7, 8, -10))).isEqualTo(new Accuracy(n("8.00"), 50));
    }
}
