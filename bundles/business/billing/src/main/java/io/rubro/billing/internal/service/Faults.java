package io.rubro.billing.internal.service;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, so that a person sees all of it at once. */
public final class Faults {

    private final List<FieldError> errors = new ArrayList<>();

    /** A fault of a field. */
    public void add(String field, String code, Map<String, Object> args) {
        errors.add(new FieldError(field, code, args));
    }

    /** A fault of a field whose text needs no arguments. */
    public void add(String field, String code) {
        add(field, code, Map.of());
    }

    /** Throws 422 if anything was found. */
    public void check() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    /** A text trimmed, or null if nothing is left; a fault if it is too long or holds what no text should. */
    public @Nullable String text(String field, @Nullable String given, int max) {
        return text(field, given, max, Character::isISOControl);
    }

    /** As {@link #text}, for texts of several lines. */
    public @Nullable String paragraph(String field, @Nullable String given, int max) {
        return text(field, given, max, c -> Character.isISOControl(c) && c != '\n' && c != '\t');
    }

    private @Nullable String text(String field, @Nullable String given, int max, IntPredicate refused) {
        if (given == null || given.isBlank()) {
            return null;
        }
        String text = given.strip();
        if (text.length() > max) {
            add(field, "billing.text.too-long", Map.of("max", max));
        } else if (text.chars().anyMatch(refused)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            add(field, "billing.text.characters");
        }
        return text;
    }

    /** Whether a number fits; a fault if not. Never expands it, so that 1e999999999 is cheap to refuse. */
    public boolean number(String field, @Nullable BigDecimal given, int integerDigits, int decimals) {
        if (given == null) {
            add(field, "billing.number.missing");
            return false;
        }
        if (given.signum() != 0) {
            long scale = given.scale();
            long integers = given.precision() - scale;
            if (integers > integerDigits || (scale > decimals && tooFine(given, decimals))) {
                add(field, "billing.number.digits", Map.of("integer", integerDigits, "decimals", decimals));
                return false;
            }
        }
        return true;
    }

    private static boolean tooFine(BigDecimal number, int decimals) {
        return number.stripTrailingZeros().scale() > decimals;
    }
}
