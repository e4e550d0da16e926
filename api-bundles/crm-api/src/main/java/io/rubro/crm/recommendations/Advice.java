package io.rubro.crm.recommendations;

import io.rubro.crm.InteractionType;
import io.rubro.platform.ids.Id;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule advises.
 *
 * @param code the key of its texts in the messages of the rule's module: {@code <code>.title} says what to do,
 *     {@code <code>.reason} why, with the evidence
 * @param args the evidence the texts name: texts, numbers, dates
 * @param subject the record it is about besides the contact, such as an opportunity; null if there is none. A
 *     recommendation that was dismissed comes back for another subject
 */
public record Advice(Priority priority, String code, Map<String, ?> args, @Nullable Id subject, Action action) {

    public Advice {
        args = Map.copyOf(args);
    }

    /** What can be done about it at once. */
    public sealed interface Action {

        /**
         * Plan something with the contact.
         *
         * @param inDays how many days from today it is due
         */
        record Plan(InteractionType type, int inDays) implements Action {}

        /**
         * Open a page of the console.
         *
         * @param path from the console's root: {@code /billing/receivables?contact=…}
         */
        record Open(String path) implements Action {}
    }
}
