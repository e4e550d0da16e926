package io.rubro.crm.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoardOrderTest {

    private Sales sales;

    @AfterEach
    void stop() {
        sales.close();
    }

    private List<String> column(String stage) {
        Id id = sales.stage(stage).id();
        Pipeline standard = sales.in(sales.pipelines::standard);
        return sales.in(() -> sales.boards.read(standard.id(), null, null, 200)).columns().stream()
                .filter(column -> column.stageId().equals(id))
                .flatMap(column -> column.cards().stream())
                .map(card -> card.opportunity().title())
                .toList();
    }

    private Opportunity before(Opportunity card, Opportunity other, String stage) {
        return sales.in(() -> sales.opportunities.move(
                card.id(), new IfMatch(-1), sales.stage(stage).id(), other == null ? null : other.id(), null));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_card_stays_where_it_was_put(TestDatabase database) {
        sales = new Sales(database);
        Opportunity a = sales.create("a");
        Opportunity b = sales.create("b");
        Opportunity c = sales.create("c");
        assertThat(column("initial")).containsExactly("c", "b", "a");
        before(a, b, "initial");
        assertThat(column("initial")).containsExactly("c", "a", "b");
        before(c, null, "initial");
        assertThat(column("initial")).containsExactly("a", "b", "c");
        before(b, null, "demo");
        before(a, b, "demo");
        before(c, b, "demo");
        assertThat(column("demo")).containsExactly("a", "c", "b");
        assertThat(column("initial")).isEmpty();
        before(c, c, "demo");
        assertThat(column("demo")).containsExactly("a", "c", "b");
        Opportunity d = sales.create("d");
        before(d, d, "initial");
        before(a, d, "demo"); // d is in another column by now: the end
        assertThat(column("demo")).containsExactly("c", "b", "a");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_gap_that_is_used_up_is_made_anew(TestDatabase database) {
        sales = new Sales(database);
        Opportunity last = sales.create("last");
        Opportunity first = sales.create("first");
        List<String> expected = new ArrayList<>(List.of("first"));
        for (int i = 0; i < 40; i++) {
            Opportunity card = sales.create("card " + i);
            before(card, last, "initial"); // every time into the half that is left
            expected.add("card " + i);
        }
        expected.add("last");
        assertThat(column("initial")).isEqualTo(expected);
        assertThat(sales.get(first).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void eight_people_who_move_at_once_lose_nothing(TestDatabase database) throws Exception {
        sales = new Sales(database);
        List<Opportunity> cards =
                IntStream.range(0, 12).mapToObj(i -> sales.create("card " + i)).toList();
        List<String> stages = List.of("initial", "demo", "proposal");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<int[]>> results = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int seed = t;
            results.add(threads.submit(() -> {
                Random random = new Random(seed);
                int moved = 0;
                int refused = 0;
                for (int i = 0; i < 15; i++) {
                    Opportunity card = sales.get(cards.get(random.nextInt(cards.size())));
                    Opportunity other = cards.get(random.nextInt(cards.size()));
                    Id stage = sales.stage(stages.get(random.nextInt(stages.size())))
                            .id();
                    try {
                        sales.in(() -> sales.opportunities.move(card.id(), Sales.seen(card), stage, other.id(), null));
                        moved++;
                    } catch (ProblemException e) {
                        assertThat(e.status()).isEqualTo(412);
                        refused++;
                    }
                }
                return new int[] {moved, refused};
            }));
        }
        int moved = 0;
        int refused = 0;
        for (Future<int[]> result : results) {
            moved += result.get()[0];
            refused += result.get()[1];
        }
        threads.shutdown();
        assertThat(moved + refused).isEqualTo(120);
        List<String> titles = new ArrayList<>();
        stages.forEach(stage -> titles.addAll(column(stage)));
        assertThat(titles)
                .containsExactlyInAnyOrderElementsOf(
                        cards.stream().map(Opportunity::title).toList());
        // each accepted move counted once: nothing was written over
        long changes =
                cards.stream().mapToLong(card -> sales.get(card).version() - 1).sum();
        long same = cards.stream()
                .mapToLong(card ->
                        sales.in(() -> sales.opportunities.history(card.id())).size() - 1)
                .sum();
        assertThat(changes).isLessThanOrEqualTo(moved).isGreaterThanOrEqualTo(same);
        assertThat(sales.moves()).hasSize((int) same + cards.size());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void of_two_who_move_one_card_at_once_one_is_told(TestDatabase database) throws Exception {
        sales = new Sales(database);
        Opportunity card = sales.create("x");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Integer>> results = new ArrayList<>();
        List<Id> stages = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            stages.add(sales.stage(i % 2 == 0 ? "demo" : "proposal").id());
        }
        Collections.shuffle(stages, new Random(1));
        for (Id stage : new ArrayList<>(stages)) {
            results.add(threads.submit(() -> {
                try {
                    sales.in(() -> sales.opportunities.move(card.id(), Sales.seen(card), stage, null, null));
                    return 200;
                } catch (ProblemException e) {
                    return e.status();
                }
            }));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> result : results) {
            statuses.add(result.get());
        }
        threads.shutdown();
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(new HashSet<>(statuses)).containsExactlyInAnyOrder(200, 412);
        assertThat(sales.in(() -> sales.opportunities.history(card.id()))).hasSize(2);
    }
}
