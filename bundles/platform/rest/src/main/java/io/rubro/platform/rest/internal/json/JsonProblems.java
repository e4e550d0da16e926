package io.rubro.platform.rest.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.internal.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in our words what Jackson found wrong with a body: which field, and what is expected there. */
final class JsonProblems {

    private static final String SHAPE = "rest.json.invalid";
    private static final String SYNTAX = "rest.json.malformed";

    private JsonProblems() {}

    static Problem of(JsonProcessingException e) {
        String field = field(e);
        if (e.getCause() instanceof ProblemException rule) {
            // a record refused its own values; the field errors it names are relative to where it stands
            return nested(rule, field);
        }
        if (e instanceof StreamConstraintsException || e.getCause() instanceof StreamConstraintsException) {
            return Problem.of(
                    400, "rest.json.limits", Map.of("depth", JsonRecipe.MAX_DEPTH, "length", JsonRecipe.MAX_TEXT));
        }
        if (e.getCause() instanceof InputCoercionException range) {
            return at(field, Expected.code(range.getTargetType()), Map.of());
        }
        if (e instanceof UnrecognizedPropertyException) {
            return at(field, "rest.json.unknown-field", Map.of());
        }
        if (e instanceof UnstorableTextException) {
            return at(field, "rest.json.characters", Map.of());
        }
        if (e instanceof MismatchedInputException mismatch) {
            return isNullForPrimitive(mismatch)
                    ? at(field, "rest.constraint.NotNull", Map.of())
                    : at(field, Expected.code(mismatch.getTargetType()), Expected.args(mismatch.getTargetType()));
        }
        if (e instanceof JsonMappingException mapping && !(mapping.getCause() instanceof JsonProcessingException)) {
            return at(field, "rest.json.value", Map.of());
        }
        return syntax(e, field);
    }

    private static Problem at(String field, String code, Map<String, Object> args) {
        return Problem.malformed(SHAPE, new FieldError(field, code, args));
    }

    private static Problem nested(ProblemException rule, String field) {
        Problem problem = Problem.of(rule);
        if (field.isEmpty()) {
            return problem;
        }
        List<FieldError> errors = problem.errors().stream()
                .map(e -> new FieldError(field + "." + e.field(), e.code(), e.args()))
                .toList();
        return new Problem(problem.status(), problem.code(), problem.args(), errors, problem.headers());
    }

    private static Problem syntax(JsonProcessingException e, String field) {
        @Nullable JsonLocation place = e.getLocation();
        Map<String, Object> args = Map.of(
                "line", place == null ? 0 : place.getLineNr(), "column", place == null ? 0 : place.getColumnNr());
        String message = String.valueOf(e.getOriginalMessage());
        if (message.startsWith("Duplicate field")) {
            return Problem.malformed(SHAPE, new FieldError(duplicate(message, field), "rest.json.duplicate", args));
        }
        return field.isEmpty()
                ? Problem.of(400, SYNTAX, args)
                : Problem.malformed(SYNTAX, new FieldError(field, SYNTAX, args));
    }

    /** Jackson says the name only in its message: {@code Duplicate field 'total'}. */
    private static String duplicate(String message, String parent) {
        int from = message.indexOf('\'');
        int to = message.lastIndexOf('\'');
        String name = from >= 0 && to > from ? message.substring(from + 1, to) : "";
        return parent.isEmpty() || parent.equals(name) ? name : parent + "." + name;
    }

    /** The path of a field as a caller writes it, {@code lines[0].quantity}; empty for the document itself. */
    private static String field(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            return "";
        }
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            @Nullable String name = step.getFieldName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    /** A primitive has no null; Jackson reports it, and its absence, with the same exception as a wrong type. */
    private static boolean isNullForPrimitive(MismatchedInputException e) {
        @Nullable Class<?> target = e.getTargetType();
        return target != null
                && target.isPrimitive()
                && String.valueOf(e.getOriginalMessage()).startsWith("Cannot map `null`");
    }
}
