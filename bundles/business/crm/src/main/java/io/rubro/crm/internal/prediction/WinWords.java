package io.rubro.crm.internal.prediction;

import io.rubro.crm.internal.prediction.Bands.Band;
import io.rubro.crm.internal.prediction.WinModel.Guess;
import io.rubro.crm.internal.prediction.WinModel.Part;
import io.rubro.platform.module.Messages;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in one language what a probability of winning is made of and what it is worth. */
final class WinWords {

    private final Messages messages;
    private final Locale locale;
    private final String currency;

    /** @param currency of the values, ISO 4217 */
    WinWords(Messages messages, Locale locale, String currency) {
        this.messages = messages;
        this.locale = locale;
        this.currency = currency;
    }

    /**
     * The parts of a probability.
     *
     * @param source as it was written down
     * @param stage the name of the stage it is in
     */
    List<WinReason> reasons(WinModel model, Guess guess, Snapshot at, @Nullable String source, String stage) {
        return guess.parts().stream()
                .map(part -> WinReason.of(
                        part.factor(),
                        guess.points(part),
                        switch (part.factor()) {
                            case STAGE -> stage(part.share(), stage);
                            case SOURCE -> counted("source", part, Map.of("source", Objects.requireNonNull(source)));
                            case VALUE -> value(model.bands(), part, at.value());
                            case CUSTOMER -> counted(at.customer() ? "customer" : "new-customer", part, Map.of());
                        }))
                .toList();
    }

    private String stage(Share share, String stage) {
        return share.count() == 0
                ? say("stage.none", Map.of("stage", stage))
                : say(
                        "stage",
                        Map.of("stage", stage, "count", Math.round(share.count()), "won", Math.round(share.won())));
    }

    private String value(Bands bands, Part part, BigDecimal value) {
        Band band = bands.of(value);
        return counted("value." + band, part, Map.of("middle", amount(bands.middle()), "high", amount(bands.high())));
    }

    private String counted(String key, Part part, Map<String, Object> args) {
        Map<String, Object> all = new HashMap<>(args);
        Share share = part.share();
        all.put("count", Math.round(share.count()));
        all.put("won", percent(share.won(), share.count()));
        all.put("expected", percent(share.expected(), share.count()));
        return say(key, all);
    }

    /** What the model is worth, or why nothing is foretold. */
    String statement(Learnt learnt) {
        if (learnt.model() == null) {
            return say(
                    "silent",
                    Map.of(
                            "missing", learnt.missing(),
                            "closed", learnt.closed(),
                            "won", learnt.won(),
                            "lost", learnt.lost(),
                            "least", Learnt.LEAST,
                            "each", Learnt.LEAST_OF_EACH));
        }
        WinTrial trial = learnt.trial();
        if (trial == null) {
            return say("untried", Map.of("percent", winRate(learnt), "closed", learnt.closed()));
        }
        return say(
                learnt.useful() ? "useful" : "not-better",
                Map.of(
                        "percent", winRate(learnt),
                        "closed", learnt.closed(),
                        "trained", trial.trained(),
                        "tested", trial.tested(),
                        "model", error(trial.model()),
                        "rate", error(trial.winRate()),
                        "entered", error(trial.entered())));
    }

    /** The share won of those decided, in percent. */
    static int winRate(Learnt learnt) {
        return (int) Math.round(100.0 * learnt.won() / learnt.closed());
    }

    String say(String key, Map<String, Object> args) {
        return messages.text(locale, "crm.winning." + key, args).orElseThrow();
    }

    private String error(double error) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(3);
        format.setMaximumFractionDigits(3);
        return format.format(error);
    }

    private static long percent(double part, double whole) {
        return whole == 0 ? 0 : Math.round(100 * part / whole);
    }

    private String amount(BigDecimal amount) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(currency));
        format.setMaximumFractionDigits(0);
        return format.format(amount);
    }
}
