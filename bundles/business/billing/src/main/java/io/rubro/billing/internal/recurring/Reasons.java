package io.rubro.billing.internal.recurring;

import io.rubro.platform.module.Messages;
import io.rubro.platform.problem.ProblemException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Why an invoice could not be made, in words for the person who looks at it. */
final class Reasons {

    private static final int LONGEST = 1_000;

    private final Messages messages;

    Reasons(Messages messages) {
        this.messages = messages;
    }

    String of(RuntimeException e, Locale locale) {
        String text = e instanceof ProblemException problem ? of(problem, locale) : String.valueOf(e.getMessage());
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private String of(ProblemException problem, Locale locale) {
        if (problem.errors().isEmpty()) {
            return words(locale, problem.code(), problem.args());
        }
        return problem.errors().stream()
                .map(error -> words(locale, error.code(), error.args()))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private String words(Locale locale, String code, Map<String, Object> args) {
        return messages.text(locale, code, args).orElse(code);
    }
}
