package io.rubro.crm.internal.recommendations.rules;

import static io.rubro.crm.internal.recommendations.rules.Files.ENDLESS;
import static io.rubro.crm.internal.recommendations.rules.Files.PROPOSAL;
import static io.rubro.crm.internal.recommendations.rules.Files.TODAY;
import static io.rubro.crm.internal.recommendations.rules.Files.good;
import static io.rubro.crm.internal.recommendations.rules.Files.interaction;
import static io.rubro.crm.internal.recommendations.rules.Files.opportunity;
import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.ContactStatus;
import io.rubro.crm.InteractionType;
import io.rubro.crm.health.Grade;
import io.rubro.crm.health.Level;
import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.Advice.Action.Plan;
import io.rubro.crm.recommendations.Advice.Amount;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.Priority;
import io.rubro.crm.recommendations.RecommendationRule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule on both sides of its borders. */
class RulesTest {

    private static final List<RecommendationRule> ALL = EveryRule.all();

    private static Stream<String> advised(CustomerFile file) {
        return ALL.stream().filter(rule -> rule.advise(file).isPresent()).map(RecommendationRule::id);
    }

    private static Map<String, Object> evidence(Advice advice) {
        return new HashMap<>(advice.args());
    }

    private static Advice advice(RecommendationRule rule, Files file) {
        return rule.advise(file.file()).orElseThrow();
    }

    @Test
    void about_a_good_customer_without_news_nothing_is_advised() {
        assertThat(advised(good().file())).isEmpty();
    }

    @Test
    void about_whom_nothing_was_ever_invoiced_to_nothing_is_advised() {
        Files file = good();
        file.invoices = 0;
        file.lifetime = "0.00";
        file.mean = null;
        file.first = file.last = file.next = null;
        file.daysToPay = file.onTime = file.frequency = null;
        file.grade = Grade.UNKNOWN;
        file.lastMeeting = null;
        assertThat(advised(file.file())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,LOW,false", "7,LOW,false", "8,LOW,true", "45,MEDIUM,true", "1,HIGH,true", "0,HIGH,false"})
    void who_is_a_week_late_is_called_and_at_high_risk_at_once(int days, Level risk, boolean alert) {
        Files file = good();
        file.overdueDays = days;
        file.overdue = days == 0 ? "0.00" : "1210.00";
        file.risk = risk;
        assertThat(new Overdue().advise(file.file()).isPresent()).isEqualTo(alert);
    }

    @Test
    void the_alert_names_days_and_money_and_is_another_one_for_another_delay() {
        Files file = good();
        file.overdueDays = 45;
        file.overdue = "1210.00";
        file.unpaid = 2;
        Advice advice = advice(new Overdue(), file);
        assertThat(advice.priority()).isEqualTo(Priority.ALERT);
        assertThat(evidence(advice))
                .containsEntry("days", 45)
                .containsEntry("overdue", new Amount(new BigDecimal("1210.00"), "EUR"))
                .containsEntry("since", LocalDate.of(2025, 11, 11));
        assertThat(advice.action()).isEqualTo(new Plan(InteractionType.CALL, 0));
        Files tomorrow = good();
        tomorrow.today = TODAY.plusDays(1);
        tomorrow.overdueDays = 46;
        tomorrow.overdue = "1210.00";
        assertThat(advice(new Overdue(), tomorrow).subject())
                .as("the same delay")
                .isEqualTo(advice.subject());
        tomorrow.overdueDays = 20;
        assertThat(advice(new Overdue(), tomorrow).subject()).isNotEqualTo(advice.subject());
    }

    @ParameterizedTest
    @CsvSource({"20,100,5,true", "21,100,5,false", "20,99,5,false", "20,100,4,false", ",100,5,false", "20,,5,false"})
    void who_pays_fast_and_always_on_time_may_get_more_credit(
            @Nullable Integer days, @Nullable Integer onTime, int invoices, boolean more) {
        Files file = good();
        file.daysToPay = days;
        file.onTime = onTime;
        file.invoices = invoices;
        assertThat(new RaiseCredit().advise(file.file()).isPresent()).isEqualTo(more);
        file.overdue = "0.01";
        assertThat(new RaiseCredit().advise(file.file())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "89,,false",
        "90,,true",
        "28,14,false",
        "29,14,true",
        "15,3,true",
        "14,3,false",
        "100,365,false",
        "365,365,false",
        "366,365,true",
        "90,60,true",
        "89,60,false"
    })
    void three_months_or_twice_the_usual_pause_is_idle(int days, @Nullable Integer usual, boolean idle) {
        Files file = good();
        file.last = TODAY.minusDays(days);
        file.frequency = usual;
        assertThat(new Idle().advise(file.file()).isPresent()).isEqualTo(idle);
    }

    @Test
    void who_is_blocked_is_offered_nothing_but_called_for_the_money() {
        Files file = good().with(
                        opportunity("A", "45000.00", 65, null, PROPOSAL, TODAY.minusDays(60)),
                        opportunity("B", "45000.00", 65, null, ENDLESS, TODAY.minusDays(60)));
        file.status = ContactStatus.BLOCKED;
        file.grade = Grade.EXCELLENT;
        file.overdue = "50.00";
        file.overdueDays = 30;
        file.last = TODAY.minusDays(400);
        file.next = TODAY;
        assertThat(advised(file.file())).containsExactly("crm.overdue");
    }

    @ParameterizedTest
    @CsvSource({"1850.00,14,true", "1850.00,13,false", "1849.99,14,false", "45000.00,90,true"})
    void an_opportunity_of_high_value_that_nobody_touches_is_an_alert(String value, int days, boolean alert) {
        Files file = good().with(opportunity("A", value, 20, null, PROPOSAL, TODAY.minusDays(days)));
        assertThat(new QuietOpportunity().advise(file.file()).isPresent()).isEqualTo(alert);
    }

    @Test
    void talking_to_the_customer_or_planning_to_keeps_an_opportunity_awake() {
        Files file = good().with(opportunity("A", "5000.00", 20, null, PROPOSAL, TODAY.minusDays(40)));
        file.lastInteraction = interaction(InteractionType.CALL, TODAY.minusDays(13), true);
        assertThat(new QuietOpportunity().advise(file.file())).isEmpty();
        file.lastInteraction = interaction(InteractionType.CALL, TODAY.minusDays(14), true);
        assertThat(evidence(advice(new QuietOpportunity(), file))).containsEntry("days", 14L);
        file.planned.add(interaction(InteractionType.CALL, TODAY.minusDays(1), false));
        assertThat(new QuietOpportunity().advise(file.file()))
                .as("what should have been done yesterday was not")
                .isPresent();
        file.planned.add(interaction(InteractionType.CALL, TODAY, false));
        assertThat(new QuietOpportunity().advise(file.file())).isEmpty();
    }

    @Test
    void in_a_stage_without_a_limit_nothing_goes_quiet() {
        Files file = good().with(opportunity("A", "5000.00", 20, null, ENDLESS, TODAY.minusDays(400)));
        assertThat(new QuietOpportunity().advise(file.file())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"60,,true", "59,,false", "65,2026-01-25,true", "65,2026-01-26,false", "65,2025-12-01,true"})
    void what_will_probably_be_won_soon_is_followed_up(int probability, @Nullable LocalDate close, boolean follow) {
        Files file = good().with(opportunity("A", "45000.00", probability, close, PROPOSAL, TODAY.minusDays(3)));
        assertThat(new CloseSoon().advise(file.file()).isPresent()).isEqualTo(follow);
    }

    @Test
    void a_quiet_opportunity_is_spoken_of_once() {
        Files file = good().with(opportunity("A", "45000.00", 65, null, PROPOSAL, TODAY.minusDays(14)));
        assertThat(advised(file.file())).containsExactly("crm.quiet-opportunity");
    }

    @ParameterizedTest
    @CsvSource({"EXCELLENT,false,10,true", "GOOD,true,10,true", "GOOD,false,10,false", "EXCELLENT,true,9,false"})
    void the_best_customers_get_a_discount(Grade grade, boolean top, int invoices, boolean discount) {
        Files file = good();
        file.grade = grade;
        file.top = top;
        file.invoices = invoices;
        assertThat(new VolumeDiscount().advise(file.file()).isPresent()).isEqualTo(discount);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-26,2025-12-18,2026-01-15", // the file that document 4 draws
        "2025-12-16,2025-12-01,2026-01-15",
        "2025-12-15,2025-12-01,", // 31 days ahead
        "2026-01-15,2025-12-18,2026-01-15",
        "2026-01-10,2026-01-02,", // met in this quarter
        "2026-01-16,2025-12-18,", // the day has passed, and less than 90 days since the last one
        "2026-03-18,2025-12-18,2026-04-15", // 90 days, and the next is near
        "2026-02-20,2025-11-20,2026-03-06", // 92 days: in two weeks
        "2026-02-21,2025-11-20,2026-03-09", // and not on a Saturday
        "2026-08-01,2026-07-02,",
        "2026-10-20,,2026-11-03",
    })
    void the_best_customers_are_met_once_a_quarter(LocalDate today, @Nullable LocalDate last, @Nullable LocalDate day) {
        Files file = good();
        file.grade = Grade.EXCELLENT;
        file.today = today;
        file.lastMeeting = last == null ? null : interaction(InteractionType.MEETING, last, true);
        Optional<Advice> advice = new QuarterlyMeeting().advise(file.file());
        assertThat(advice.map(a -> a.args().get("date")).orElse(null)).isEqualTo(day);
        if (day != null) {
            assertThat(advice.orElseThrow().action())
                    .isEqualTo(new Plan(InteractionType.MEETING, (int) (day.toEpochDay() - today.toEpochDay())));
        }
        file.planned.add(interaction(InteractionType.MEETING, today.plusDays(40), false));
        assertThat(new QuarterlyMeeting().advise(file.file())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01,2026-01-15",
        "2026-01-15,2026-01-15",
        "2026-01-16,2026-04-15",
        "2026-02-14,2026-04-15",
        "2026-12-31,2027-01-15",
        "2028-01-15,2028-01-17", // a Saturday
        "2028-01-17,2028-01-17",
    })
    void meetings_are_in_the_middle_of_the_first_month_of_a_quarter(LocalDate today, LocalDate day) {
        assertThat(QuarterlyMeeting.nextMeetingDay(today)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "EXCELLENT,MEDIUM,2025-12-28,3,true",
        "GOOD,HIGH,2026-01-09,3,true",
        "GOOD,HIGH,2026-01-10,3,false",
        "GOOD,HIGH,2025-12-25,3,false",
        "GOOD,MEDIUM,2025-12-28,3,false",
        "EXCELLENT,MEDIUM,2025-12-28,2,false",
        "EXCELLENT,MEDIUM,,3,false",
    })
    void before_the_next_purchase_more_is_offered(
            Grade grade, Level growth, @Nullable LocalDate next, int invoices, boolean offer) {
        Files file = good();
        file.grade = grade;
        file.growth = growth;
        file.next = next;
        file.invoices = invoices;
        assertThat(new Upsell().advise(file.file()).isPresent()).isEqualTo(offer);
    }

    @Test
    void more_is_offered_once_a_quarter() {
        Files file = good();
        file.growth = Level.HIGH;
        file.next = LocalDate.of(2025, 12, 28);
        Advice december = advice(new Upsell(), file);
        file.next = LocalDate.of(2025, 12, 31);
        assertThat(advice(new Upsell(), file).subject()).isEqualTo(december.subject());
        file.next = LocalDate.of(2026, 1, 1);
        assertThat(advice(new Upsell(), file).subject()).isNotEqualTo(december.subject());
    }

    @ParameterizedTest
    @CsvSource({"30,14,false", "30,15,true", "10,7,true", "10,6,false"})
    void a_purchase_that_was_expected_and_did_not_come_is_asked_for(int usual, int late, boolean ask) {
        Files file = good();
        file.frequency = usual;
        file.next = TODAY.minusDays(late);
        file.last = TODAY.minusDays(late + usual);
        assertThat(new NextInvoiceLate().advise(file.file()).isPresent()).isEqualTo(ask);
    }

    @Test
    void who_stopped_buying_is_not_asked_for_the_purchase_too() {
        Files file = good();
        file.frequency = 30;
        file.next = TODAY.minusDays(31);
        file.last = TODAY.minusDays(61);
        assertThat(advised(file.file())).containsExactly("crm.idle");
    }
}
