package io.rubro.crm.internal.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.internal.reports.CycleReport.Reason;
import io.rubro.crm.internal.reports.CycleReport.Stay;
import io.rubro.crm.internal.reports.Deal.Step;
import io.rubro.crm.internal.reports.ForecastReport.Expected;
import io.rubro.crm.internal.reports.ForecastReport.Month;
import io.rubro.crm.internal.reports.FunnelReport.Reached;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The figures of a small pipeline, worked out by hand. */
class ReportsTest {

    private static final Id PIPELINE = new Id(10);
    private static final Stage FIRST = new Stage(new Id(1), "initial", "Inicial", StageKind.OPEN, 10, null);
    private static final Stage OFFER = new Stage(new Id(2), "proposal", "Propuesta", StageKind.OPEN, 60, null);
    private static final Stage WON = new Stage(new Id(3), "won", "Ganada", StageKind.WON, 100, null);
    private static final Stage LOST = new Stage(new Id(4), "lost", "Perdida", StageKind.LOST, 0, null);
    private static final List<Stage> STAGES = List.of(FIRST, OFFER, WON, LOST);
    private static final Pipeline SALES = new Pipeline(PIPELINE, "Ventas", STAGES, true, null, 1);
    private static final LocalDate BEGIN = LocalDate.of(2026, 1, 1);

    /** An opportunity that entered stages on days after the beginning. */
    private static Deal deal(String value, @Nullable LocalDate expected, @Nullable String reason, Object... path) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < path.length; i += 2) {
            Stage stage = (Stage) path[i];
            Instant at = BEGIN.plusDays((Integer) path[i + 1]).atStartOfDay().toInstant(ZoneOffset.UTC);
            steps.add(new Step(
                    stage.id(), stage.kind(), STAGES.indexOf(stage), at, stage.probability(), new BigDecimal(value)));
        }
        Stage last = (Stage) path[path.length - 2];
        int end = (Integer) path[path.length - 1];
        return new Deal(
                Id.next(),
                new Id(99),
                PIPELINE,
                last.kind(),
                new BigDecimal(value),
                last.probability(),
                last.id(),
                null,
                BEGIN.plusDays((Integer) path[1]),
                expected,
                last.kind() == StageKind.OPEN ? null : BEGIN.plusDays(end),
                reason,
                steps);
    }

    @Test
    void a_funnel_counts_how_far_each_got() {
        FunnelReport funnel = FunnelReport.of(
                SALES,
                List.of(
                        deal("100.00", null, null, FIRST, 0),
                        deal("200.00", null, null, FIRST, 0, OFFER, 2),
                        deal("300.00", null, null, FIRST, 0, OFFER, 2, WON, 9),
                        deal("400.00", null, "Precio", FIRST, 0, LOST, 3),
                        // won without ever having been offered: it went through all the same
                        deal("500.00", null, null, FIRST, 0, WON, 1)));

        assertThat(funnel.made()).isEqualTo(5);
        assertThat(funnel.won()).isEqualTo(2);
        assertThat(funnel.lost()).isEqualTo(1);
        assertThat(funnel.wonValue()).isEqualByComparingTo("800.00");
        assertThat(funnel.stages())
                .extracting(Reached::name, Reached::reached, stage -> text(stage.value()))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Inicial", 5, "1500.00"),
                        org.assertj.core.groups.Tuple.tuple("Propuesta", 3, "1000.00"),
                        org.assertj.core.groups.Tuple.tuple("Ganada", 2, "800.00"));
        assertThat(funnel.stages())
                .extracting(stage -> text(stage.ofPrevious()))
                .containsExactly("100.0", "60.0", "66.7");
    }

    @Test
    void a_cycle_says_how_long_it_took_and_why_it_was_lost() {
        CycleReport cycle = CycleReport.of(
                SALES,
                List.of(
                        deal("100.00", null, null, FIRST, 0, OFFER, 4, WON, 10),
                        deal("300.00", null, null, FIRST, 5, OFFER, 25, WON, 35),
                        deal("400.00", null, "Precio", FIRST, 0, OFFER, 1, LOST, 2),
                        deal("50.00", null, "Precio", FIRST, 0, LOST, 2),
                        deal("60.00", null, null, FIRST, 0, LOST, 2)));

        assertThat(cycle.won()).isEqualTo(2);
        assertThat(cycle.lost()).isEqualTo(3);
        assertThat(text(cycle.winRate())).isEqualTo("40.0");
        assertThat(text(cycle.meanWon())).isEqualTo("200.00");
        assertThat(cycle.daysToWin()).isEqualTo(10);
        assertThat(cycle.daysToWin90()).isEqualTo(30);
        assertThat(cycle.stages())
                .extracting(Stay::name, Stay::left, Stay::median, Stay::most, stay -> text(stay.conversion()))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Inicial", 5, 2, 20, "40.0"),
                        org.assertj.core.groups.Tuple.tuple("Propuesta", 3, 6, 10, "66.7"));
        assertThat(cycle.reasons())
                .extracting(Reason::reason, Reason::count, reason -> text(reason.value()))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Precio", 2, "450.00"),
                        org.assertj.core.groups.Tuple.tuple("—", 1, "60.00"));
    }

    @Test
    void a_forecast_puts_each_open_one_into_its_month() {
        LocalDate today = LocalDate.of(2026, 11, 20);
        List<Deal> open = List.of(
                deal("1000.00", LocalDate.of(2026, 11, 30), null, FIRST, 0),
                deal("45000.00", LocalDate.of(2027, 1, 15), null, FIRST, 0, OFFER, 3),
                deal("8500.00", LocalDate.of(2026, 11, 19), null, FIRST, 0),
                deal("10.00", null, null, FIRST, 0));
        ForecastReport young = ForecastReport.of(open, List.of(), today);
        assertThat(young.months())
                .extracting(Month::month, month -> text(month.expected().weighted()))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2026-11", "100.00"),
                        org.assertj.core.groups.Tuple.tuple("2026-12", "0.00"),
                        org.assertj.core.groups.Tuple.tuple("2027-01", "27000.00"));
        assertThat(text(young.late().weighted())).isEqualTo("850.00");
        assertThat(text(young.undated().best())).isEqualTo("10.00");
        assertThat(text(young.total().best())).isEqualTo("54510.00");
        assertThat(young.total().byHistory()).as("too little history").isNull();

        List<Deal> decided = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            decided.add(deal("1.00", null, "x", FIRST, 0, LOST, 1));
        }
        for (int i = 0; i < 2; i++) {
            decided.add(deal("1.00", null, null, FIRST, 0, OFFER, 1, WON, 2));
        }
        Expected january =
                ForecastReport.of(open, decided, today).months().get(2).expected();
        assertThat(text(january.byHistory()))
                .as("both that were offered were won")
                .isEqualTo("45000.00");
        Expected november =
                ForecastReport.of(open, decided, today).months().get(0).expected();
        assertThat(text(november.byHistory())).as("two of ten").isEqualTo("200.00");
    }

    @Test
    void percentiles_are_values_that_occur() {
        assertThat(Sums.percentile(List.of(), 50)).isEmpty();
        assertThat(Sums.percentile(List.of(7), 90)).contains(7);
        assertThat(Sums.percentile(List.of(4, 1, 3, 2), 50)).contains(2);
        assertThat(Sums.percentile(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 90)).contains(9);
    }

    private static @Nullable String text(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }
}
