package io.rubro.platform.rest.internal.edge;

import io.rubro.platform.metrics.Metrics;
import io.rubro.platform.module.Messages;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.ApiDialect;
import io.rubro.platform.rest.internal.docs.ApiDescription;
import io.rubro.platform.rest.internal.problem.Problem;
import io.rubro.platform.rest.internal.problem.ProblemTexts;
import io.rubro.platform.rest.internal.publish.ModuleServer;
import io.rubro.platform.rest.internal.publish.Routes;
import io.rubro.platform.security.Authenticator;
import io.rubro.platform.security.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Everything under {@code /api}: gives the request an id and a language, finds out who calls, and hands it to the server
 * of the module it is for. It is registered once and stays: modules come and go behind it, because a servlet that is
 * added later restarts the context it is added to.
 */
@Component(
        service = Servlet.class,
        configurationPid = "io.rubro.rest",
        property = {
            "osgi.http.whiteboard.servlet.name=rubro-api",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=rubro-api)"
        })
@Designate(ocd = RestSettings.class)
public final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);
    private static final Logger ACCESS = LoggerFactory.getLogger("io.rubro.rest.access");

    /** The methods that are counted by name: a label must not take whatever a stranger sends. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Under which path of the server this servlet lives. */
    public static final String CONTEXT_PATH = "/api";

    private final transient Routes routes;
    private final transient ApiDescription description;
    private final transient ProblemTexts texts;
    private final transient Languages languages = new Languages();
    private transient volatile long bodyLimit;
    private transient volatile TrustedProxies proxies;
    private transient volatile @Nullable Authenticator authenticator;
    private transient volatile @Nullable Metrics metrics;

    /** A context of its own under {@code /api}. */
    @Component(
            service = ServletContextHelper.class,
            scope = ServiceScope.BUNDLE,
            property = {
                "osgi.http.whiteboard.context.name=rubro-api",
                "osgi.http.whiteboard.context.path=" + CONTEXT_PATH
            })
    public static final class Context extends ServletContextHelper {}

    @Activate
    public ApiServlet(
            @Reference Routes routes,
            @Reference ApiDescription description,
            @Reference Messages messages,
            RestSettings settings) {
        this.routes = routes;
        this.description = description;
        this.texts = new ProblemTexts(messages);
        this.bodyLimit = settings.bodyLimit();
        this.proxies = new TrustedProxies(settings.trustedProxies());
    }

    @Modified
    public void configure(RestSettings settings) {
        bodyLimit = settings.bodyLimit();
        proxies = new TrustedProxies(settings.trustedProxies());
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void setAuthenticator(Authenticator service) {
        authenticator = service;
    }

    public void unsetAuthenticator(Authenticator service) {
        if (authenticator == service) {
            authenticator = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void setMetrics(Metrics service) {
        metrics = service;
    }

    public void unsetMetrics(Metrics service) {
        if (metrics == service) {
            metrics = null;
        }
    }

    @Override
    protected void service(HttpServletRequest plainRequest, HttpServletResponse plainResponse) throws IOException {
        long started = System.nanoTime();
        ApiRequest request =
                new ApiRequest(plainRequest, languages.choose(plainRequest.getHeader("Accept-Language")), bodyLimit);
        ApiResponse response = new ApiResponse(plainResponse);
        secure(response, request);
        MDC.put("requestId", request.id());
        String module = "none";
        try {
            module = dispatch(request, response);
            if (response.isWithoutProblem()) {
                write(Problem.ofStatus(response.getStatus()), request, response);
            }
        } catch (RuntimeException | IOException e) {
            fail(e, request, response);
        } finally {
            note(request, response, module, System.nanoTime() - started);
            MDC.remove("requestId");
            MDC.remove("org");
        }
        request.body().linger();
    }

    /** Headers every answer carries: nothing here is a page, and nothing of it belongs into a cache. */
    private static void secure(HttpServletResponse response, ApiRequest request) {
        response.setHeader("X-Request-Id", request.id());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Sends the request where it belongs and says which module that was. */
    private String dispatch(ApiRequest request, ApiResponse response) throws IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.equals("/openapi.json")) {
            return describe(request, response);
        }
        @Nullable Authenticator current = authenticator;
        if (current == null) {
            write(Problem.of(503, "rest.starting").retryAfter(2), request, response);
            return "none";
        }
        Caller caller = identify(current, request);
        if (path.equals("/v1") || path.equals("/v1/")) {
            if (caller.kind() == Caller.Kind.ANONYMOUS) {
                write(request.unauthenticated(), request, response);
            } else {
                readOnly(request, response, () -> routes.list(request.language()));
            }
            return "rest";
        }
        return callModule(path, caller, request, response);
    }

    private Caller identify(Authenticator current, ApiRequest request) {
        Locale language = request.language();
        try {
            Optional<Caller> caller =
                    current.authenticate(request.getHeader("Authorization"), request.getHeader("X-API-Key"), language);
            return caller.orElseGet(() -> Caller.anonymous(language));
        } catch (ProblemException refused) {
            if (refused.status() != 401) {
                throw refused;
            }
            // an expired token must not keep anybody from logging in: whether it matters, the method decides
            request.refuseCredentials(refused);
            return Caller.anonymous(language);
        }
    }

    private String callModule(String path, Caller caller, ApiRequest request, ApiResponse response) throws IOException {
        // a server that is being replaced takes no new requests: then its successor is already in the table
        for (int attempt = 0; attempt < 3; attempt++) {
            Routes.Target target = routes.find(path);
            if (target.server() == null) {
                write(target.problem(), request, response);
                return "none";
            }
            ModuleServer server = target.server();
            if (server.enter()) {
                try {
                    call(server, orGuest(caller, server, request, response), request, response);
                } finally {
                    server.leave();
                }
                return server.module();
            }
        }
        write(Problem.of(503, "rest.unavailable").retryAfter(1), request, response);
        return "none";
    }

    /** Lets the module's dialect speak, and gives a request from this machine without credentials the caller it names. */
    private Caller orGuest(Caller caller, ModuleServer server, ApiRequest request, ApiResponse response) {
        @Nullable ApiDialect dialect = server.dialect();
        request.speak(dialect);
        response.writeProblemsAs(dialect == null ? ProblemTexts.MEDIA_TYPE : ProblemTexts.DIALECT_TYPE);
        if (dialect == null
                || caller.kind() != Caller.Kind.ANONYMOUS
                || request.showsCredentials()
                || !proxies.isNobody()
                || !ThisMachine.sent(request)) {
            return caller;
        }
        return dialect.guest(request.language()).orElse(caller);
    }

    private void call(ModuleServer server, Caller caller, ApiRequest request, ApiResponse response) throws IOException {
        if (caller.organization() != null) {
            MDC.put("org", caller.organization().toString());
        }
        @Nullable
        IOException broken =
                caller.<@Nullable IOException>call(() -> proxies.origin(request).<@Nullable IOException>call(() -> {
                    try {
                        server.handle(getServletConfig(), request, response);
                        return null;
                    } catch (IOException e) {
                        return e;
                    }
                }));
        if (broken != null) {
            throw broken;
        }
    }

    /** The description of everything, or of the module that {@code ?module=} names. */
    private String describe(ApiRequest request, ApiResponse response) throws IOException {
        @Nullable String module = request.getParameter("module");
        byte @Nullable [] document = description.document(module);
        if (document == null) {
            write(Problem.ofStatus(404), request, response);
        } else {
            readOnly(request, response, () -> document);
        }
        return "openapi";
    }

    private interface Answer {
        byte[] json() throws IOException;
    }

    private void readOnly(ApiRequest request, ApiResponse response, Answer answer) throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> {
                byte[] body = answer.json();
                response.setContentType("application/json");
                response.setContentLength(body.length);
                if (request.getMethod().equals("GET")) {
                    response.getOutputStream().write(body);
                }
            }
            default -> write(Problem.ofStatus(405).with("Allow", "GET, HEAD"), request, response);
        }
    }

    private void fail(Exception e, ApiRequest request, ApiResponse response) throws IOException {
        if (e instanceof ProblemException refused) {
            write(Problem.of(refused), request, response);
        } else if (response.isCommitted() || e instanceof IOException) {
            // the connection is gone or half an answer is out: there is nobody to tell
            LOG.debug("{} {} broke off", request.getMethod(), request.getRequestURI(), e);
            throw e instanceof IOException io ? io : new IOException(e);
        } else {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            write(Problem.ofStatus(500), request, response);
        }
    }

    private void write(Problem problem, ApiRequest request, ApiResponse response) throws IOException {
        ProblemTexts.Written written =
                texts.write(problem, request.language(), request.getRequestURI(), request.id(), request.dialect());
        response.resetBuffer();
        response.setStatus(written.status());
        problem.headers().forEach(response::setHeader);
        response.setContentType(written.mediaType());
        response.setContentLength(written.body().length);
        response.getResponse().getOutputStream().write(written.body());
    }

    private void note(ApiRequest request, ApiResponse response, String module, long nanos) {
        @Nullable Metrics current = metrics;
        if (current != null) {
            current.time(
                    "rest.requests",
                    Duration.ofNanos(nanos),
                    "module",
                    module,
                    "method",
                    METHODS.contains(request.getMethod()) ? request.getMethod() : "other",
                    "status",
                    Integer.toString(response.getStatus()));
        }
        if (ACCESS.isDebugEnabled()) {
            ACCESS.debug(
                    "{} {} {} {} µs", request.getMethod(), request.getRequestURI(), response.getStatus(), nanos / 1000);
        }
    }
}
