package io.rubro.platform.rest.internal.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.module.Messages;
import io.rubro.platform.problem.ProblemException.FieldError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts problems into words and JSON: {@code application/problem+json} with the members of RFC 9457 ({@code type},
 * {@code title}, {@code status}, {@code detail}, {@code instance}) and our own {@code code}, {@code requestId} and
 * {@code errors}. The type is {@code /problems/<code>}; the code is what programs should compare.
 */
public final class ProblemTexts {

    /** The media type of every answer from 400 on. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The rules of Bean Validation have one text each under this prefix. */
    public static final String CONSTRAINT_PREFIX = "rest.constraint.";

    private final Messages messages;
    private final ObjectMapper json = new ObjectMapper();

    public ProblemTexts(Messages messages) {
        this.messages = messages;
    }

    /**
     * Writes the document.
     *
     * @param path the path of the request, without its query
     */
    public byte[] document(Problem problem, Locale locale, String path, String requestId) {
        Document document = new Document(
                "/problems/" + problem.code(),
                text(locale, "rest.status." + problem.status(), Map.of()).orElse("HTTP " + problem.status()),
                problem.status(),
                text(locale, problem.code(), problem.args()).orElse(problem.code()),
                path,
                problem.code(),
                requestId,
                problem.errors().isEmpty()
                        ? null
                        : problem.errors().stream().map(e -> entry(e, locale)).toList());
        try {
            return json.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Entry entry(FieldError error, Locale locale) {
        return new Entry(error.field(), error.code(), sentence(error, locale));
    }

    private String sentence(FieldError error, Locale locale) {
        return text(locale, error.code(), error.args())
                .or(() -> error.code().startsWith(CONSTRAINT_PREFIX)
                        ? text(locale, CONSTRAINT_PREFIX + "Other", error.args())
                        : Optional.empty())
                .orElse(error.code());
    }

    private Optional<String> text(Locale locale, String key, Map<String, Object> args) {
        return messages.text(locale, key, args);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Document(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String code,
            String requestId,
            @Nullable List<Entry> errors) {}

    private record Entry(String field, String code, String message) {}
}
