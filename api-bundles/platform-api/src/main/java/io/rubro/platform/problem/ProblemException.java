package io.rubro.platform.problem;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal a person can act on. The REST layer writes it as {@code application/problem+json} (RFC 9457): {@code type}
 * from the code, {@code title} and {@code detail} from the messages of the module in the caller's language, and the
 * fields at fault. Nothing of it is logged as an error; throwing it rolls the transaction back.
 *
 * <p>The text for a code is the message with that key, with {@code {name}} replaced by the arguments.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> args;
    private final transient List<FieldError> errors;
    private final @Nullable Integer retryAfterSeconds;

    /**
     * One field at fault.
     *
     * @param field its path in the request, {@code lines[0].quantity}
     * @param code the rule it breaks; also the message key
     * @param args what the message needs
     */
    public record FieldError(String field, String code, Map<String, Object> args) {
        public FieldError {
            args = Map.copyOf(args);
        }
    }

    private ProblemException(
            int status,
            String code,
            Map<String, Object> args,
            List<FieldError> errors,
            @Nullable Integer retryAfterSeconds) {
        super(status + " " + code + (args.isEmpty() ? "" : " " + args) + (errors.isEmpty() ? "" : " " + errors));
        this.status = status;
        this.code = code;
        this.args = Map.copyOf(args);
        this.errors = List.copyOf(errors);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** A problem with an HTTP status and a stable code, {@code billing.invoice.already-issued}. */
    public static ProblemException of(int status, String code, Map<String, Object> args) {
        return new ProblemException(status, code, args, List.of(), null);
    }

    /** 422: one field breaks a rule. */
    public static ProblemException invalid(String field, String code, Map<String, Object> args) {
        return invalid(List.of(new FieldError(field, code, args)));
    }

    /** 422: one field breaks a rule that needs no arguments. */
    public static ProblemException invalid(String field, String code) {
        return invalid(field, code, Map.of());
    }

    /** 422: several fields break rules. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(422, "rest.invalid", Map.of(), errors, null);
    }

    /** 404: no such record in the caller's organisation. */
    public static ProblemException notFound(String code, Object id) {
        return of(404, code, Map.of("id", id.toString()));
    }

    /** 409: the record is in a state that does not allow this. */
    public static ProblemException conflict(String code, Map<String, Object> args) {
        return of(409, code, args);
    }

    /** 409: the value of one field is another record's already. */
    public static ProblemException conflict(String field, String code, Map<String, Object> args) {
        return new ProblemException(409, code, args, List.of(new FieldError(field, code, args)), null);
    }

    /** 412: the record changed since the caller read it. */
    public static ProblemException staleVersion() {
        return of(412, "rest.stale-version", Map.of());
    }

    /** 429: too many attempts. */
    public static ProblemException tooMany(String code, int retryAfterSeconds) {
        return new ProblemException(429, code, Map.of("seconds", retryAfterSeconds), List.of(), retryAfterSeconds);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The stable code: the end of the problem's type and the key of its message. */
    public String code() {
        return code;
    }

    /** What the message needs. */
    public Map<String, Object> args() {
        return args;
    }

    /** The fields at fault; may be empty. */
    public List<FieldError> errors() {
        return errors;
    }

    /** The seconds to wait before trying again, or null. */
    public @Nullable Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
