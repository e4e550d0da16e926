package io.rubro.crm.recommendations;

import io.rubro.crm.InteractionType;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule advises.
 *
 * @param code the key of its texts in the messages of the rule's module: {@code <code>.title} says what to do,
 *     {@code <code>.reason} why, with the evidence
 * @param args the evidence the texts name: a {@code String}, a whole number, a {@link LocalDate} or an {@link Amount}, each
 *     written in the way of the reader's language
 * @param subject what it is about besides the contact: a record, such as an opportunity, or the {@linkplain #occasion
 *     occasion}; null if there is none. What was dismissed comes back for another subject only
 */
public record Advice(Priority priority, String code, Map<String, ?> args, @Nullable Id subject, Action action) {

    public Advice {
        args = Map.copyOf(args);
    }

    /**
     * A subject that is no record but a day: the due date of the oldest unpaid invoice, say, so that whoever dismissed the
     * advice hears of the next delay all the same.
     */
    public static Id occasion(LocalDate day) {
        return new Id(day.toEpochDay());
    }

    /**
     * An amount of money among the evidence.
     *
     * @param value at most two decimals
     * @param currency ISO 4217
     */
    public record Amount(BigDecimal value, String currency) {}

    /** What can be done about it at once. */
    public sealed interface Action {

        /**
         * Plan something with the contact; its title is that of the advice.
         *
         * @param inDays how many days from today it is due, not negative
         */
        record Plan(InteractionType type, int inDays) implements Action {}

        /**
         * Open a page of the console.
         *
         * @param path from the console's root: {@code /billing/invoices/new?contact=…}
         */
        record Open(String path) implements Action {}
    }
}
