package io.rubro.crm.internal.prediction;

import io.rubro.crm.internal.health.Today;
import io.rubro.crm.internal.prediction.WinModel.Guess;
import io.rubro.crm.internal.reports.Deal;
import io.rubro.crm.internal.reports.Deals;
import io.rubro.crm.pipeline.Opportunities;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.Pipelines;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.security.Caller;
import io.rubro.platform.tenancy.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How likely opportunities are to be won, by the history of the organisation on the thread. What was learnt is kept for some
 * minutes, for the organisations that asked last.
 */
@Component(service = WinPredictions.class)
public final class WinPredictions {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST_KEPT = 200;

    private final Transactions transactions;
    private final Opportunities opportunities;
    private final Pipelines pipelines;
    private final Deals deals;
    private final History history;
    private final Messages messages;
    private final Today today;
    private final Clock clock;
    private final Map<Id, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Entry<Id, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** Called by the component runtime. */
    @Activate
    public WinPredictions(
            @Reference Transactions transactions,
            @Reference Opportunities opportunities,
            @Reference Pipelines pipelines,
            @Reference Deals deals,
            @Reference History history,
            @Reference Messages messages,
            @Reference Today today) {
        this(transactions, opportunities, pipelines, deals, history, messages, today, Clock.systemUTC());
    }

    WinPredictions(
            Transactions transactions,
            Opportunities opportunities,
            Pipelines pipelines,
            Deals deals,
            History history,
            Messages messages,
            Today today,
            Clock clock) {
        this.transactions = transactions;
        this.opportunities = opportunities;
        this.pipelines = pipelines;
        this.deals = deals;
        this.history = history;
        this.messages = messages;
        this.today = today;
        this.clock = clock;
    }

    /** What was learnt, until when it holds. */
    private record Kept(Learnt learnt, LocalDate since, String currency, Instant until) {}

    /** What the model was made from and how good it is. */
    WinCard card() {
        Kept now = kept();
        Learnt learnt = now.learnt();
        return new WinCard(
                verdict(learnt),
                learnt.useful(),
                now.since(),
                learnt.closed(),
                learnt.won(),
                learnt.lost(),
                learnt.missing(),
                learnt.closed() == 0 ? null : WinWords.winRate(learnt),
                accuracy(learnt),
                words().statement(learnt));
    }

    /**
     * How likely an opportunity is to be won.
     *
     * @throws io.rubro.platform.problem.ProblemException 404 if the organisation has none with this id
     */
    WinPrediction of(Id id) {
        return transactions.required(() -> {
            Opportunity o = opportunities.get(id);
            if (o.kind() != StageKind.OPEN) {
                return silent(Verdict.DECIDED, o, null, words().say("decided", Map.of()));
            }
            List<Deal> found = deals.one(id);
            if (found.isEmpty()) {
                return silent(
                        Verdict.OTHER_CURRENCY,
                        o,
                        null,
                        words().say("other-currency", Map.of("currency", today.currency())));
            }
            return of(o, found.get(0));
        });
    }

    private WinPrediction of(Opportunity o, Deal deal) {
        Learnt learnt = kept().learnt();
        WinModel model = learnt.model();
        if (model == null) {
            return silent(Verdict.SILENT, o, null, words().statement(learnt));
        }
        if (!learnt.useful()) {
            return new WinPrediction(
                    Verdict.NOT_BETTER,
                    false,
                    WinWords.winRate(learnt),
                    o.probability(),
                    List.of(),
                    accuracy(learnt),
                    words().statement(learnt));
        }
        Snapshot now = Past.now(
                deal, today.date(), history.firstPurchase(o.contactId()).orElse(null));
        Guess guess = model.guess(now);
        return new WinPrediction(
                Verdict.USEFUL,
                true,
                (int) Math.max(1, Math.min(99, Math.round(100 * guess.probability()))),
                o.probability(),
                words().reasons(model, guess, now, deal.source(), stageName(o)),
                accuracy(learnt),
                words().statement(learnt));
    }

    private String stageName(Opportunity o) {
        return pipelines.get(o.pipelineId()).stages().stream()
                .filter(stage -> stage.id().equals(o.stageId()))
                .map(Stage::name)
                .findFirst()
                .orElse("");
    }

    private static WinPrediction silent(
            Verdict verdict, Opportunity o, @Nullable WinAccuracy accuracy, String statement) {
        return new WinPrediction(verdict, false, null, o.probability(), List.of(), accuracy, statement);
    }

    private static Verdict verdict(Learnt learnt) {
        if (learnt.model() == null) {
            return Verdict.SILENT;
        }
        return learnt.useful() ? Verdict.USEFUL : Verdict.NOT_BETTER;
    }

    private static @Nullable WinAccuracy accuracy(Learnt learnt) {
        WinTrial trial = learnt.trial();
        return trial == null ? null : WinAccuracy.of(trial);
    }

    private WinWords words() {
        return new WinWords(messages, Caller.current().locale(), today.currency());
    }

    /** What was learnt lately, or now: two who ask at once may both learn, and learn the same. */
    private Kept kept() {
        Id organization = Tenant.current();
        Instant now = clock.instant();
        String currency = today.currency();
        synchronized (kept) {
            Kept known = kept.get(organization);
            if (known != null && now.isBefore(known.until()) && known.currency().equals(currency)) {
                return known;
            }
        }
        LocalDate day = today.date();
        History.Read read = history.decided(day);
        Kept fresh = new Kept(Learnt.of(read.decided()), read.since(), currency, now.plus(KEPT));
        synchronized (kept) {
            kept.put(organization, fresh);
        }
        return fresh;
    }
}
