package io.rubro.crm.internal.prediction;

import static io.rubro.crm.internal.prediction.Histories.FIRST;
import static io.rubro.crm.internal.prediction.Histories.LAST;
import static io.rubro.crm.internal.prediction.Histories.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rubro.crm.internal.prediction.WinModel.Guess;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WinModelTest {

    private static double chance(List<Past> history, Snapshot at) {
        return WinModel.of(history).guess(at).probability();
    }

    @Test
    void a_source_that_wins_more_is_found_and_the_rest_stays_as_it_is() {
        List<Past> history = Histories.of(600, 7, at -> "recomendacion".equals(at.source()) ? 0.7 : 0.3);
        assertThat(chance(history, at(FIRST, "recomendacion", "4500", true))).isCloseTo(0.7, within(0.1));
        assertThat(chance(history, at(FIRST, "feria", "4500", true))).isCloseTo(0.3, within(0.1));
        assertThat(chance(history, at(FIRST, "web", "4500", false))).isCloseTo(0.3, within(0.1));
    }

    @Test
    void who_bought_before_and_what_is_worth_little_is_found_too() {
        List<Past> customers = Histories.of(600, 8, at -> at.customer() ? 0.6 : 0.2);
        assertThat(chance(customers, at(FIRST, "web", "4500", true))).isCloseTo(0.6, within(0.1));
        assertThat(chance(customers, at(FIRST, "web", "4500", false))).isCloseTo(0.2, within(0.1));
        List<Past> small = Histories.of(600, 9, at -> at.value().intValue() < 3000 ? 0.7 : 0.3);
        assertThat(chance(small, at(FIRST, "web", "500", true))).isCloseTo(0.7, within(0.12));
        assertThat(chance(small, at(FIRST, "web", "8800", true))).isCloseTo(0.3, within(0.12));
    }

    @Test
    void a_later_stage_is_nearer_to_the_sale() {
        List<Past> history = Histories.of(600, 10, at -> 0.4);
        assertThat(chance(history, at(LAST, "web", "4500", true)))
                .isGreaterThan(chance(history, at(FIRST, "web", "4500", true)) + 0.05);
    }

    @Test
    void a_few_cases_say_little_and_nothing_says_more_than_the_cap() {
        assertThat(Share.NONE.effect()).isZero();
        assertThat(new Share(1, 1, 0.4).effect()).isPositive().isLessThan(new Share(10, 10, 4).effect());
        assertThat(new Share(1000, 1000, 400).effect()).isEqualTo(Share.CAP);
        assertThat(new Share(1000, 0, 400).effect()).isEqualTo(-Share.CAP);
        assertThat(new Share(50, 20, 20).effect()).isZero();
    }

    @Test
    void what_is_not_known_changes_nothing() {
        WinModel model = WinModel.of(Histories.of(200, 11, at -> "web".equals(at.source()) ? 0.8 : 0.2));
        Guess none = model.guess(at(FIRST, null, "4500", true));
        assertThat(model.guess(at(FIRST, "nunca vista", "4500", true))).isEqualTo(none);
        assertThat(none.parts()).extracting(WinModel.Part::factor).doesNotContain(Factor.SOURCE);
        assertThat(model.guess(at(new Id(999), null, "4500", true))
                        .parts()
                        .get(0)
                        .effect())
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void all_together_ended_as_their_stages_let_expect() {
        WinModel model = WinModel.of(Histories.of(400, 12, at -> 0.5));
        for (Collection<Share> shares : List.of(
                model.customers().values(),
                model.values().values(),
                model.sources().values())) {
            double count = shares.stream().mapToDouble(Share::count).sum();
            double won = shares.stream().mapToDouble(Share::won).sum();
            double expected = shares.stream().mapToDouble(Share::expected).sum();
            assertThat(count).isCloseTo(400, within(1e-9));
            assertThat(won / count).isCloseTo(expected / count, within(0.005));
        }
    }

    @Test
    void the_same_history_in_any_order_teaches_the_same() {
        List<Past> history = Histories.of(120, 13, at -> 0.5);
        List<Past> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, new Random(1));
        Snapshot at = at(LAST, "web", "4500", true);
        assertThat(chance(shuffled, at)).isCloseTo(chance(history, at), within(1e-12));
        assertThat(chance(history, at)).isEqualTo(chance(history, at));
    }

    @Test
    void thirds_are_those_of_the_values_learnt_from() {
        Bands bands = Bands.of(
                IntStream.rangeClosed(1, 9).mapToObj(BigDecimal::valueOf).toList());
        assertThat(bands.of(new BigDecimal("3.99"))).isEqualTo(Bands.Band.LOW);
        assertThat(bands.of(new BigDecimal("4"))).isEqualTo(Bands.Band.MIDDLE);
        assertThat(bands.of(new BigDecimal("7"))).isEqualTo(Bands.Band.HIGH);
        assertThat(Bands.of(List.of(BigDecimal.ONE)).of(BigDecimal.ONE)).isEqualTo(Bands.Band.HIGH);
    }
}
