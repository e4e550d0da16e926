package io.rubro.crm.internal.recommendations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rubro.crm.InteractionType;
import io.rubro.crm.internal.recommendations.rules.Files;
import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.Priority;
import io.rubro.crm.recommendations.RecommendationRule;
import io.rubro.platform.ids.Id;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine with rules that come, go, throw and hang. */
class RulesEngineTest {

    private final Rules rules = new Rules(Duration.ofMillis(700));
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void stop() {
        never.countDown();
        rules.stop();
    }

    private static RecommendationRule rule(String id, Function<CustomerFile, Optional<Advice>> advise) {
        return new RecommendationRule() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Optional<Advice> advise(CustomerFile file) {
                return advise.apply(file);
            }
        };
    }

    private static Advice advice(Priority priority, @Nullable Id subject) {
        return new Advice(priority, "x.y", Map.of(), subject, new Advice.Action.Plan(InteractionType.CALL, 0));
    }

    private List<String> asked() {
        return rules.ask(Files.bare().file()).stream().map(Advised::rule).toList();
    }

    @Test
    void a_plugin_brings_a_rule_and_takes_it_away() {
        RecommendationRule rule = rule("carniceria.cut", file -> Optional.of(advice(Priority.ADVICE, null)));
        assertThat(asked()).isEmpty();
        rules.bindRule(rule);
        assertThat(asked()).containsExactly("carniceria.cut");
        rules.unbindRule(rule);
        assertThat(asked()).isEmpty();
    }

    @Test
    void the_weightiest_come_first() {
        rules.bindRule(rule("a.advice", file -> Optional.of(advice(Priority.ADVICE, null))));
        rules.bindRule(rule("a.opportunity", file -> Optional.of(advice(Priority.OPPORTUNITY, null))));
        rules.bindRule(rule("b.alert", file -> Optional.of(advice(Priority.ALERT, null))));
        rules.bindRule(rule("a.alert", file -> Optional.of(advice(Priority.ALERT, null))));
        assertThat(asked()).containsExactly("a.alert", "b.alert", "a.opportunity", "a.advice");
    }

    @Test
    void a_rule_that_throws_is_left_out_and_asked_again_the_next_time() {
        AtomicInteger calls = new AtomicInteger();
        rules.bindRule(rule("bad.throws", file -> {
            calls.incrementAndGet();
            throw new IllegalStateException("broken");
        }));
        rules.bindRule(rule("bad.links", file -> {
            throw new NoClassDefFoundError("gone");
        }));
        rules.bindRule(rule("good.rule", file -> Optional.of(advice(Priority.ADVICE, null))));
        assertThat(asked()).containsExactly("good.rule");
        assertThat(asked()).containsExactly("good.rule");
        assertThat(calls).hasValue(2);
    }

    @Test
    void a_rule_that_hangs_is_left_out_until_it_is_published_anew() {
        AtomicInteger calls = new AtomicInteger();
        RecommendationRule hanging = rule("bad.hangs", file -> {
            calls.incrementAndGet();
            while (true) {
                try {
                    never.await();
                    return Optional.empty();
                } catch (InterruptedException stubborn) {
                    // one that does not listen
                }
            }
        });
        rules.bindRule(hanging);
        rules.bindRule(rule("good.rule", file -> Optional.of(advice(Priority.ADVICE, null))));
        assertThat(asked()).containsExactly("good.rule");
        assertThat(asked()).containsExactly("good.rule");
        assertThat(calls).hasValue(1);
        rules.unbindRule(hanging);
        rules.bindRule(hanging);
        assertThat(asked()).containsExactly("good.rule");
        assertThat(calls).hasValue(2);
    }

    @Test
    void a_rule_may_speak_of_each_opportunity_once() {
        rules.bindRule(rule("any.opportunity", file -> file.openOpportunities().stream()
                .findFirst()
                .map(opportunity -> advice(Priority.ALERT, opportunity.id()))));
        CustomerFile file = Files.bare().withTwoOpportunities().file();
        assertThat(rules.ask(file))
                .extracting(advised -> advised.advice().subject(), Advised::ofOpportunity)
                .containsExactlyInAnyOrder(
                        tuple(file.openOpportunities().get(0).id(), true),
                        tuple(file.openOpportunities().get(1).id(), true));
    }

    @Test
    void a_rule_that_always_speaks_of_the_same_opportunity_ends_too() {
        CustomerFile file = Files.bare().withTwoOpportunities().file();
        Id first = file.openOpportunities().get(0).id();
        rules.bindRule(rule("stubborn.rule", any -> Optional.of(advice(Priority.ALERT, first))));
        assertThat(rules.ask(file)).hasSize(1);
    }
}
