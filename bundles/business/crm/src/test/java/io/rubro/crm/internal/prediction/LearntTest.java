package io.rubro.crm.internal.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearntTest {

    /** So many won and lost ones, mixed. */
    private static List<Past> decided(int won, int lost) {
        return IntStream.range(0, won + lost)
                .mapToObj(i -> new Past(
                        new Id(i + 1),
                        Histories.BEGIN.plusDays((i * 37L) % 101),
                        i < won,
                        List.of(Histories.at(Histories.FIRST, "web", "100", false))))
                .toList();
    }

    @Test
    void too_little_history_is_silent_and_says_how_much_is_missing() {
        assertThat(Learnt.of(List.of()).missing()).isEqualTo(30);
        assertThat(Learnt.of(decided(10, 10)).missing()).isEqualTo(10);
        assertThat(Learnt.of(decided(10, 10)).model()).isNull();
        assertThat(Learnt.of(decided(60, 3)).missing()).isEqualTo(5);
        assertThat(Learnt.of(decided(60, 3)).model()).isNull();
        assertThat(Learnt.of(decided(2, 25)).missing()).isEqualTo(6);
        assertThat(Learnt.of(decided(22, 8)).missing()).isZero();
        assertThat(Learnt.of(decided(22, 8)).model()).isNotNull();
    }

    @Test
    void a_real_effect_is_worth_showing() {
        Learnt learnt = Learnt.of(Histories.of(300, 21, at -> "recomendacion".equals(at.source()) ? 0.85 : 0.2));
        assertThat(learnt.useful()).isTrue();
        WinTrial trial = learnt.trial();
        assertThat(trial).isNotNull();
        assertThat(trial.trained()).isEqualTo(210);
        assertThat(trial.tested()).isEqualTo(90);
        assertThat(trial.cut()).isEqualTo(Histories.BEGIN.plusDays(210));
        assertThat(trial.model()).isLessThan(trial.winRate()).isLessThan(trial.entered());
    }

    @Test
    void noise_is_no_better_than_what_is_known_anyway() {
        long found = IntStream.range(0, 200)
                .filter(seed -> Learnt.of(Histories.noise(150, seed)).useful())
                .count();
        assertThat(found).isLessThanOrEqualTo(10);
        Learnt one = Learnt.of(Histories.noise(150, 1));
        assertThat(one.trial()).isNotNull();
        assertThat(one.useful()).isFalse();
    }

    @Test
    void people_who_know_better_are_not_talked_over() {
        List<Past> history = Histories.of(300, 22, at -> "web".equals(at.source()) ? 0.8 : 0.2).stream()
                .map(past -> new Past(
                        past.deal(),
                        past.closedOn(),
                        past.won(),
                        past.snapshots().stream()
                                .map(at -> new Snapshot(
                                        at.stage(), at.source(), at.value(), at.customer(), past.won() ? 95 : 5))
                                .toList()))
                .toList();
        assertThat(Learnt.of(history).useful()).isFalse();
    }

    @Test
    void what_comes_after_the_cut_is_not_learnt_from() {
        List<Past> history = Histories.of(100, 23, at -> 0.5);
        WinTrial trial = WinTrial.of(history).orElseThrow();
        List<Past> otherwise = new ArrayList<>(history.subList(0, 70));
        history.subList(70, 100)
                .forEach(past -> otherwise.add(new Past(past.deal(), past.closedOn(), !past.won(), past.snapshots())));
        WinTrial turned = WinTrial.of(otherwise).orElseThrow();
        // the same probabilities against the opposite outcomes: (1 - p)² - p² = 1 - 2p, whose sum both share
        WinModel learnt = WinModel.of(history.subList(0, 70));
        double mean = history.subList(70, 100).stream()
                .mapToDouble(past -> past.snapshots().stream()
                        .mapToDouble(at -> learnt.guess(at).probability())
                        .map(p -> p * p + (1 - p) * (1 - p))
                        .average()
                        .orElseThrow())
                .average()
                .orElseThrow();
        assertThat(trial.model() + turned.model()).isCloseTo(mean, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void all_decided_on_one_day_cannot_be_tried() {
        List<Past> sameDay = decided(20, 20).stream()
                .map(past -> new Past(past.deal(), Histories.BEGIN, past.won(), past.snapshots()))
                .toList();
        Learnt learnt = Learnt.of(sameDay);
        assertThat(learnt.model()).isNotNull();
        assertThat(learnt.trial()).isNull();
        assertThat(learnt.useful()).isFalse();
    }

    @Test
    void the_order_in_which_it_is_read_does_not_matter() {
        List<Past> history = Histories.of(120, 24, at -> at.customer() ? 0.8 : 0.2);
        List<Past> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, new Random(2));
        assertThat(WinTrial.of(shuffled)).isEqualTo(WinTrial.of(history)).isPresent();
    }
}
