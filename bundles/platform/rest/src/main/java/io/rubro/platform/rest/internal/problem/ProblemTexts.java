package io.rubro.platform.rest.internal.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rubro.platform.module.Messages;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.ApiDialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts problems into words and JSON: {@code application/problem+json} with the members of RFC 9457 ({@code type},
 * {@code title}, {@code status}, {@code detail}, {@code instance}) and our own {@code code}, {@code requestId} and
 * {@code errors}. The type is {@code /problems/<code>}; the code is what programs should compare.
 */
public final class ProblemTexts {

    /** The media type of every answer from 400 on, unless the module speaks a dialect. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The media type of such answers in a dialect. */
    public static final String DIALECT_TYPE = "application/json";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemTexts.class);

    /** The rules of Bean Validation have one text each under this prefix. */
    public static final String CONSTRAINT_PREFIX = "rest.constraint.";

    private final Messages messages;
    private final ObjectMapper json = new ObjectMapper();

    public ProblemTexts(Messages messages) {
        this.messages = messages;
    }

    /** An answer that tells of a problem, ready to be sent. */
    public record Written(int status, String mediaType, byte[] body) {}

    /**
     * Writes the answer: the document, or what the dialect makes of it.
     *
     * @param path the path of the request, without its query
     */
    public Written write(Problem problem, Locale locale, String path, String requestId, @Nullable ApiDialect dialect) {
        if (dialect != null) {
            try {
                ApiDialect.Answer answer = dialect.refuse(refusal(problem, locale));
                return new Written(answer.status(), DIALECT_TYPE, answer.json().getBytes(StandardCharsets.UTF_8));
            } catch (RuntimeException e) {
                LOG.error("the dialect of {} cannot say {}", path, problem.code(), e);
            }
        }
        return new Written(problem.status(), MEDIA_TYPE, document(problem, locale, path, requestId));
    }

    private ApiDialect.Refusal refusal(Problem problem, Locale locale) {
        return new ApiDialect.Refusal(
                problem.status(),
                problem.code(),
                text(locale, problem.code(), problem.args()).orElse(problem.code()),
                problem.args(),
                problem.errors().stream()
                        .map(e -> new ApiDialect.Fault(e.field(), e.code(), sentence(e, locale), e.args()))
                        .toList());
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
