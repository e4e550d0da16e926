package io.rubro.platform.rest.internal.edge;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.ApiDialect;
import io.rubro.platform.rest.internal.problem.Problem;
import java.io.BufferedReader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** A request to the API with what the edge knows about it. */
public final class ApiRequest extends HttpServletRequestWrapper {

    /** CXF answers 202 to this header and calls the method on another thread, without caller and organisation. */
    private static final String ONE_WAY = "OnewayRequest";

    private final String id;
    private final Locale language;
    private final RequestBody body;
    private @Nullable ProblemException refusedCredentials;
    private @Nullable ApiDialect dialect;

    ApiRequest(HttpServletRequest request, Locale language, long bodyLimit) {
        super(request);
        this.id = requestId(request.getHeader("X-Request-Id"));
        this.language = language;
        this.body = new RequestBody(request, bodyLimit);
    }

    /** A caller may choose the id if it is fit for logs; otherwise we do. */
    private static String requestId(@Nullable String wanted) {
        boolean usable = wanted != null
                && !wanted.isEmpty()
                && wanted.length() <= 64
                && wanted.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0));
        return usable && wanted != null ? wanted : Id.next().toString();
    }

    /** Names the request in logs and problems. */
    public String id() {
        return id;
    }

    /** The language of the answer. */
    public Locale language() {
        return language;
    }

    /** The body, which this is the only way to. */
    public RequestBody body() {
        return body;
    }

    /** How the module it is for words its refusals; null if as all others do. */
    public @Nullable ApiDialect dialect() {
        return dialect;
    }

    void speak(@Nullable ApiDialect language) {
        dialect = language;
    }

    /** Whether it says who it is from, rightly or not. */
    boolean showsCredentials() {
        return getHeader("Authorization") != null || getHeader("X-API-Key") != null;
    }

    /** Notes that credentials were shown but refused: that counts only if the method needs some. */
    void refuseCredentials(ProblemException why) {
        refusedCredentials = why;
    }

    /** Why a method that needs a caller is refused to this request, which has none. */
    public Problem unauthenticated() {
        return refusedCredentials == null ? Problem.unauthenticated() : Problem.of(refusedCredentials);
    }

    @Override
    public ServletInputStream getInputStream() {
        return body;
    }

    @Override
    public BufferedReader getReader() {
        throw new IllegalStateException("bodies are read as bytes");
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(ApiRequest::isHidden);
        return Collections.enumeration(names);
    }

    private static boolean isHidden(String header) {
        return ONE_WAY.equalsIgnoreCase(header);
    }
}
