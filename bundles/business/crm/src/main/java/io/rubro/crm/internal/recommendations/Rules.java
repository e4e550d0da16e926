package io.rubro.crm.internal.recommendations;

import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.recommendations.Advice;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.crm.recommendations.RecommendationRule;
import io.rubro.platform.ids.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all rules there are. A rule that throws is left out of this answer; one that does not answer in time is left out until
 * it is published anew, for it may hang again. The rules run on threads of their own, without an organisation: they see the
 * file and nothing else.
 */
@Component(service = Rules.class)
public final class Rules {

    private static final Logger LOG = LoggerFactory.getLogger(Rules.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Duration patience;
    private final List<RecommendationRule> rules = new CopyOnWriteArrayList<>();
    private final Map<RecommendationRule, Boolean> hanging = new ConcurrentHashMap<>();
    private final Map<RecommendationRule, Boolean> failing = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "crm-recommendation-rules");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public Rules() {
        this(PATIENCE);
    }

    Rules(Duration patience) {
        this.patience = patience;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindRule(RecommendationRule rule) {
        rules.add(rule);
    }

    void unbindRule(RecommendationRule rule) {
        rules.remove(rule);
        hanging.remove(rule);
        failing.remove(rule);
    }

    @Deactivate
    void stop() {
        threads.shutdownNow();
    }

    /** What all rules advise about a customer, the weightiest first. */
    List<Advised> ask(CustomerFile file) {
        for (int rounds = rules.size() + 1; rounds > 0; rounds--) {
            Round round = new Round(
                    rules.stream().filter(rule -> !hanging.containsKey(rule)).toList(), file);
            Future<List<Advised>> answer = threads.submit(round::askAll);
            try {
                return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                answer.cancel(true);
                round.asked().ifPresent(rule -> {
                    LOG.warn("The recommendation rule {} does not answer and is left out", rule.getClass());
                    hanging.put(rule, true);
                });
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        LOG.warn("No recommendation rule answers; nothing is recommended");
        return List.of();
    }

    /** Once in words is enough: it may fail for each of a hundred thousand customers. */
    private void complain(RecommendationRule rule, Throwable e) {
        if (failing.putIfAbsent(rule, true) == null) {
            LOG.warn("The recommendation rule {} fails and is left out", rule.getClass(), e);
        } else {
            LOG.debug("The recommendation rule {} failed again", rule.getClass(), e);
        }
    }

    /** One question to all rules, on a thread of its own. */
    private final class Round {
        private final List<RecommendationRule> rules;
        private final CustomerFile file;
        private volatile @Nullable RecommendationRule current;

        Round(List<RecommendationRule> rules, CustomerFile file) {
            this.rules = rules;
            this.file = file;
        }

        /** The rule that is being asked, if one is. */
        Optional<RecommendationRule> asked() {
            return Optional.ofNullable(current);
        }

        List<Advised> askAll() {
            List<Advised> advised = new ArrayList<>();
            for (RecommendationRule rule : rules) {
                current = rule;
                try {
                    advised.addAll(ask(rule));
                } catch (RuntimeException | LinkageError e) {
                    complain(rule, e);
                }
            }
            current = null;
            advised.sort(
                    Comparator.comparing((Advised a) -> a.advice().priority()).thenComparing(Advised::rule));
            return advised;
        }

        private List<Advised> ask(RecommendationRule rule) {
            List<Advised> advised = new ArrayList<>();
            CustomerFile rest = file;
            Optional<Advice> advice = rule.advise(rest);
            while (advice.isPresent()) {
                @Nullable Id subject = advice.get().subject();
                boolean ofOpportunity = subject != null
                        && rest.openOpportunities().stream()
                                .map(Opportunity::id)
                                .anyMatch(subject::equals);
                advised.add(new Advised(rule.id(), advice.get(), ofOpportunity));
                if (subject == null || !ofOpportunity) {
                    break;
                }
                rest = rest.without(subject);
                advice = rule.advise(rest)
                        .filter(other ->
                                other.subject() != null && !other.subject().equals(subject));
            }
            return advised;
        }
    }
}
