package io.rubro.crm.internal.health;

import io.rubro.crm.health.Explanation;
import io.rubro.crm.health.Health;
import io.rubro.crm.internal.health.InvoiceRows.Overdue;
import io.rubro.platform.module.Messages;
import io.rubro.platform.security.Caller;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says, in the language of the caller, why the figures of a customer are what they are. */
@Component(service = Explaining.class)
public final class Explaining {

    private static final int RECENT = 3;

    private final Messages messages;

    /** Called by the component runtime. */
    @Activate
    public Explaining(@Reference Messages messages) {
        this.messages = messages;
    }

    /** The explanations; none without an invoice. */
    List<Explanation> of(Tally tally, Overdue overdue, Health health) {
        LocalDate last = tally.last;
        if (last == null) {
            return List.of();
        }
        Words words = new Words(messages, Caller.current().locale());
        List<Explanation> all = new ArrayList<>();
        all.add(grade(words, tally, overdue, health));
        all.add(risk(words, tally, overdue, health));
        all.add(churn(words, tally, health, last));
        addPayment(all, words, tally, overdue, health);
        addRhythm(all, words, tally, health, last);
        all.add(growth(words, tally, health));
        addValue(all, words, health);
        return all;
    }

    private static Explanation grade(Words words, Tally tally, Overdue overdue, Health health) {
        List<String> reasons = new ArrayList<>();
        reasons.add(words.say(
                "grade.risk",
                Map.of(
                        "level", words.say("risk." + health.defaultRisk()),
                        "points", Figures.riskPoints(tally, overdue, health.asOf()))));
        Integer churn = health.churnScore();
        if (churn != null) {
            reasons.add(words.say("grade.churn", Map.of("score", churn)));
        }
        Integer onTime = health.onTimePercent();
        if (onTime != null) {
            reasons.add(words.say("grade.on-time", Map.of("percent", onTime)));
        }
        reasons.add(words.say("grade.purchases", Map.of("days", words.days(tally.purchases.size()))));
        return new Explanation("grade", words.say("grade." + health.grade()), reasons);
    }

    private static Explanation risk(Words words, Tally tally, Overdue overdue, Health health) {
        List<String> reasons = new ArrayList<>();
        if (health.overdueDays() > 0) {
            reasons.add(words.say(
                    "risk.overdue",
                    Map.of(
                            "amount", words.amount(overdue.amount(), health.currency()),
                            "days", words.days(health.overdueDays()))));
            if (health.lifetimeValue().signum() > 0 && overdue.amount().signum() > 0) {
                double share =
                        overdue.amount().doubleValue() / health.lifetimeValue().doubleValue();
                reasons.add(words.say("risk.share", Map.of("percent", Math.round(100 * share))));
            }
        } else {
            reasons.add(words.say("risk.nothing-overdue"));
        }
        int judged = tally.settled + overdue.count();
        if (judged > 0) {
            reasons.add(words.say("risk.late", Map.of("late", judged - tally.onTime, "judged", judged)));
        } else {
            reasons.add(words.say("risk.nothing-paid"));
        }
        int points = Figures.riskPoints(tally, overdue, health.asOf());
        return new Explanation(
                "defaultRisk",
                words.say("risk.value", Map.of("level", words.say("risk." + health.defaultRisk()), "points", points)),
                reasons);
    }

    private static Explanation churn(Words words, Tally tally, Health health, LocalDate last) {
        long idle = Math.max(0, ChronoUnit.DAYS.between(last, health.asOf()));
        Integer frequency = health.frequencyDays();
        int usual = Churn.usualPause(frequency);
        List<String> reasons = new ArrayList<>();
        reasons.add(words.say("churn.idle", Map.of("days", words.days(idle), "date", words.date(last))));
        if (frequency == null) {
            reasons.add(words.say("churn.once", Map.of("days", words.days(usual))));
        } else if (usual > frequency) {
            reasons.add(words.say("churn.often", Map.of("every", words.every(frequency), "days", words.days(usual))));
        } else {
            reasons.add(words.say("churn.usual", Map.of("days", words.days(usual))));
        }
        reasons.add(words.say("churn.times", Map.of("times", words.number((double) idle / usual))));
        List<BigDecimal> amounts = Figures.amounts(tally);
        double trend = Churn.trend(amounts);
        if (Double.compare(trend, 1.0) != 0) {
            int cut = amounts.size() - RECENT;
            reasons.add(words.say(
                    trend > 1 ? "churn.less" : "churn.more",
                    Map.of(
                            "recent", mean(words, amounts.subList(cut, amounts.size()), health.currency()),
                            "before", mean(words, amounts.subList(0, cut), health.currency()))));
        }
        return new Explanation(
                "churnScore", words.say("churn.value", Map.of("score", String.valueOf(health.churnScore()))), reasons);
    }

    private static String mean(Words words, List<BigDecimal> amounts, String currency) {
        double mean =
                amounts.stream().mapToDouble(BigDecimal::doubleValue).average().orElse(0);
        return words.amount(BigDecimal.valueOf(mean), currency);
    }

    private static void addPayment(List<Explanation> all, Words words, Tally tally, Overdue overdue, Health health) {
        Integer days = health.daysToPay();
        if (days != null) {
            all.add(new Explanation(
                    "daysToPay",
                    words.days(days),
                    List.of(words.say("pay.mean", Map.of("invoices", words.invoices(tally.settled))))));
        }
        Integer percent = health.onTimePercent();
        if (percent != null) {
            List<String> reasons = new ArrayList<>();
            reasons.add(words.say("pay.on-time", Map.of("n", tally.onTime, "settled", tally.settled)));
            if (overdue.count() > 0) {
                reasons.add(words.say("pay.overdue", Map.of("invoices", words.invoices(overdue.count()))));
            }
            all.add(new Explanation("onTimePercent", percent + " %", reasons));
        }
    }

    private static void addRhythm(List<Explanation> all, Words words, Tally tally, Health health, LocalDate last) {
        Integer frequency = health.frequencyDays();
        LocalDate next = health.nextInvoice();
        if (frequency != null && next != null) {
            int gaps = tally.purchases.size() - 1;
            all.add(new Explanation(
                    "frequencyDays",
                    words.every(frequency),
                    List.of(words.say(gaps == 1 ? "rhythm.gap" : "rhythm.gaps", Map.of("n", gaps)))));
            List<String> reasons = new ArrayList<>();
            reasons.add(words.say("rhythm.next", Map.of("date", words.date(last), "days", words.days(frequency))));
            if (next.isBefore(health.asOf())) {
                long late = ChronoUnit.DAYS.between(next, health.asOf());
                reasons.add(words.say("rhythm.late", Map.of("days", words.days(late))));
            }
            all.add(new Explanation("nextInvoice", words.date(next), reasons));
        }
    }

    private static Explanation growth(Words words, Tally tally, Health health) {
        return new Explanation(
                "growth",
                words.say("growth." + health.growth()),
                List.of(words.say(
                        "growth.compare",
                        Map.of(
                                "recent", words.amount(Growth.recent(tally.months, health.asOf()), health.currency()),
                                "before",
                                        words.amount(Growth.before(tally.months, health.asOf()), health.currency())))));
    }

    private static void addValue(List<Explanation> all, Words words, Health health) {
        String value = words.amount(health.lifetimeValue(), health.currency());
        all.add(new Explanation(
                "lifetimeValue",
                value,
                List.of(words.say("value.sum", Map.of("invoices", words.invoices(health.invoices()))))));
        all.add(new Explanation(
                "top",
                words.say(health.top() ? "top.yes" : "top.no"),
                List.of(words.say(
                        health.top() ? "top.reason" : "top.not",
                        Map.of("amount", value, "least", TopCustomers.LEAST)))));
    }
}
