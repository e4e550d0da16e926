package io.rubro.platform.rest.internal.problem;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal or failure before it is put into words.
 *
 * @param status the HTTP status
 * @param code the stable code, also the key of its text
 * @param args what the text needs
 * @param errors the fields at fault
 * @param headers headers the answer must carry: {@code Allow}, {@code Retry-After}, {@code WWW-Authenticate}
 */
public record Problem(
        int status, String code, Map<String, Object> args, List<FieldError> errors, Map<String, String> headers) {

    private static final String RETRY_AFTER = "Retry-After";
    private static final String AUTHENTICATE = "WWW-Authenticate";

    public Problem {
        args = Map.copyOf(args);
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    /** A problem without arguments, fields and headers. */
    public static Problem of(int status, String code) {
        return of(status, code, Map.of());
    }

    /** A problem without fields and headers. */
    public static Problem of(int status, String code, Map<String, Object> args) {
        return new Problem(status, code, args, List.of(), Map.of());
    }

    /** The general problem for a status that somebody chose without saying more. */
    public static Problem ofStatus(int status) {
        return of(
                status,
                switch (status) {
                    case 400 -> "rest.bad-request";
                    case 401 -> "rest.unauthenticated";
                    case 403 -> "rest.forbidden";
                    case 404 -> "rest.not-found";
                    case 405 -> "rest.method-not-allowed";
                    case 406 -> "rest.not-acceptable";
                    case 409 -> "rest.conflict";
                    case 415 -> "rest.unsupported-media-type";
                    case 503 -> "rest.unavailable";
                    default -> status < 500 ? "rest.refused" : "rest.internal";
                });
    }

    /** What a module or the platform refused. */
    public static Problem of(ProblemException refusal) {
        Problem problem = new Problem(refusal.status(), refusal.code(), refusal.args(), refusal.errors(), Map.of());
        Integer seconds = refusal.retryAfterSeconds();
        if (seconds != null) {
            return problem.retryAfter(seconds);
        }
        // a refused token is told apart from a missing one as RFC 6750 has it
        return refusal.status() == 401
                ? problem.with(AUTHENTICATE, "Bearer realm=\"rubro\", error=\"invalid_token\"")
                : problem;
    }

    /** No credentials were shown where some are needed. */
    public static Problem unauthenticated() {
        return of(401, "rest.unauthenticated").with(AUTHENTICATE, "Bearer realm=\"rubro\"");
    }

    /** The body breaks the shape or syntax that is asked for, in one place. */
    public static Problem malformed(String code, FieldError error) {
        return new Problem(400, code, error.args(), List.of(error), Map.of());
    }

    /** The same problem with the seconds to wait before trying again. */
    public Problem retryAfter(int seconds) {
        return with(RETRY_AFTER, Integer.toString(seconds));
    }

    /** The same problem with one header more. */
    public Problem with(String header, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(header, value);
        return new Problem(status, code, args, errors, all);
    }
}
