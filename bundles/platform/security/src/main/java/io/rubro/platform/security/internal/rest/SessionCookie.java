package io.rubro.platform.security.internal.rest;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.RequestOrigin;
import io.rubro.platform.security.internal.model.ConsoleLogin;
import io.rubro.platform.security.internal.model.Login;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.Response.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The refresh token of a browser, where no script can read it. It is sent to the paths of the session only, never from
 * another site, and counts only together with a header that other sites cannot set.
 *
 * @param token the refresh token
 * @param remember whether it outlives the browser; said in the cookie itself, because it has to be said again whenever
 *     the token is exchanged
 */
record SessionCookie(String token, boolean remember) {

    static final String NAME = "rubro_session";

    /** With which the console says that a script of its own sends the request. */
    static final String HEADER = "X-Rubro-Console";

    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final String ATTRIBUTES = "; Path=/api/v1/security/session; HttpOnly; SameSite=Strict";
    private static final Pattern VALUE = Pattern.compile("([ps])\\.([A-Za-z0-9_-]{20,200})");

    /** Reads the value of the cookie. */
    static Optional<SessionCookie> of(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        Matcher matcher = VALUE.matcher(value);
        return matcher.matches()
                ? Optional.of(
                        new SessionCookie(matcher.group(2), matcher.group(1).equals("p")))
                : Optional.empty();
    }

    /** @throws ProblemException 403 if the request may have been made by another site */
    static void requireHeader(@Nullable String header) {
        if (!isConsole(header)) {
            throw ProblemException.of(403, "security.session.header", Map.of("header", HEADER));
        }
    }

    static boolean isConsole(@Nullable String header) {
        return "1".equals(header);
    }

    /** Answers with a login whose refresh token goes into the cookie. */
    static Response answer(ResponseBuilder answer, Login login, boolean remember) {
        return answer.entity(ConsoleLogin.of(login))
                .header(HttpHeaders.SET_COOKIE, new SessionCookie(login.refreshToken(), remember).header())
                .build();
    }

    /** The header {@code Set-Cookie}. */
    private String header() {
        return NAME + "=" + (remember ? "p." : "s.") + token + ATTRIBUTES
                + (remember ? "; Max-Age=" + LIFETIME.toSeconds() : "") + secure();
    }

    /** The header {@code Set-Cookie} that makes the browser forget it. */
    static String forget() {
        return NAME + "=" + ATTRIBUTES + "; Max-Age=0" + secure();
    }

    private static String secure() {
        return RequestOrigin.find().filter(RequestOrigin::secure).isPresent() ? "; Secure" : "";
    }

    @Override
    public String toString() {
        return NAME;
    }
}
