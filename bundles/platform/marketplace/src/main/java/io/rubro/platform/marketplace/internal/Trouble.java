package io.rubro.platform.marketplace.internal;

import io.rubro.platform.module.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something that is wrong with a plugin, to be put in words when somebody asks.
 *
 * @param code the key of the message
 * @param args what the message needs
 */
public record Trouble(String code, Map<String, Object> args) {

    /** In words of a language. */
    public String words(Messages messages, Locale locale) {
        return messages.text(locale, code, args).orElse(code + " " + args);
    }

    /** Several, in one sentence. */
    public static String words(List<Trouble> troubles, Messages messages, Locale locale) {
        return troubles.stream().map(trouble -> trouble.words(messages, locale)).collect(Collectors.joining("; "));
    }
}
