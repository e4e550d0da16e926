package io.rubro.platform.console.internal.assets;

import io.rubro.platform.console.internal.live.LiveStreams;
import io.rubro.platform.console.internal.modules.ModuleCatalog;
import io.rubro.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything under {@code /console}: the files of the shell and of the modules, the stream of live updates, and the one
 * page for every other address, because the shell finds its way by the address itself. It is registered once and stays:
 * modules come and go behind it.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=rubro-console",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=rubro-console)"
        })
public final class ConsoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServlet.class);

    /** Enough for every file of the shell and of some dozen modules, plain and compressed. */
    private static final long MEMORY = 24L << 20;

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_FIRST = "no-cache";
    private static final Pattern HASHED = Pattern.compile("lib/.+-[A-Z0-9]{8}\\.[a-z0-9]+");
    private static final Pattern MODULE_FILE = Pattern.compile("modules/([a-z0-9-]+)/([a-z0-9-]+)/(.+)");
    private static final String FEATURES = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(),"
            + " microphone=(), payment=(), usb=()";

    private final transient Bundle own;
    private final transient ModuleCatalog modules;
    private final transient LiveStreams live;
    private final transient BundleFiles files = new BundleFiles(MEMORY);
    private transient volatile @Nullable IndexPage index;

    /** A context of its own under {@code /console}. */
    @Component(
            service = ServletContextHelper.class,
            scope = ServiceScope.BUNDLE,
            property = {"osgi.http.whiteboard.context.name=rubro-console", "osgi.http.whiteboard.context.path=/console"
            })
    public static final class Context extends ServletContextHelper {}

    @Activate
    public ConsoleServlet(BundleContext context, @Reference ModuleCatalog modules, @Reference LiveStreams live) {
        this(context.getBundle(), modules, live);
    }

    ConsoleServlet(Bundle own, ModuleCatalog modules, LiveStreams live) {
        this.own = own;
        this.modules = modules;
        this.live = live;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            refuse(response, 405, "rest.status.405");
            return;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", request.getContextPath() + "/");
        } else if (path.equals("/live")) {
            listen(request, response);
        } else {
            serve(path.substring(1), request, response);
        }
    }

    private void listen(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            live.open(request, response);
        } catch (ProblemException refused) {
            if (refused.status() == 503) {
                response.setHeader("Retry-After", "5");
            }
            refuse(response, refused.status(), refused.code());
        }
    }

    private void serve(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher moduleFile = MODULE_FILE.matcher(path);
        if (moduleFile.matches()) {
            // an address with an old revision must not answer with the new file: it is remembered for ever
            Optional<Bundle> bundle = modules.bundle(moduleFile.group(1), moduleFile.group(2));
            Optional<Asset> file =
                    bundle.isPresent() ? files.find(bundle.get(), moduleFile.group(3)) : Optional.empty();
            send(file, FOR_EVER, request, response);
        } else if (isFile(path)) {
            boolean hidden = path.equals("index.html") || path.equals("importmap.json");
            Optional<Asset> file = hidden ? Optional.empty() : files.find(own, path);
            send(file, HASHED.matcher(path).matches() ? FOR_EVER : ASK_FIRST, request, response);
        } else {
            page(request, response);
        }
    }

    /** Whether somebody wants a file. An address may have a dot, too: {@code jobs/list/security.cleanup}. */
    private static boolean isFile(String path) {
        return Asset.type(path).isPresent();
    }

    private void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        IndexPage page = index;
        if (page == null) {
            page = IndexPage.of(own);
            index = page;
            LOG.debug("the console's page is put together");
        }
        response.setHeader("Content-Security-Policy", page.policy());
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", FEATURES);
        response.setHeader("X-Frame-Options", "DENY");
        send(Optional.of(page.page()), ASK_FIRST, request, response);
    }

    private static void send(
            Optional<Asset> found, String caching, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (found.isEmpty()) {
            refuse(response, 404, "rest.not-found");
            return;
        }
        Asset asset = found.get();
        response.setHeader("ETag", asset.tag());
        response.setHeader("Cache-Control", caching);
        response.setHeader("Vary", "Accept-Encoding");
        if (matches(request.getHeader("If-None-Match"), asset.tag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte @Nullable [] gzip = acceptsGzip(request.getHeader("Accept-Encoding")) ? asset.gzip() : null;
        byte[] body = gzip == null ? asset.bytes() : gzip;
        if (gzip != null) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(asset.type());
        response.setContentLength(body.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(body);
        }
    }

    private static boolean matches(@Nullable String header, String tag) {
        return header != null
                && (header.trim().equals("*")
                        || Arrays.stream(header.split(",", -1))
                                .anyMatch(candidate -> candidate.trim().equals(tag)));
    }

    private static boolean acceptsGzip(@Nullable String header) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(String::trim)
                        .anyMatch(coding -> coding.matches("gzip(\\s*;\\s*q=(1(\\.0*)?|0?\\.0*[1-9]\\d*))?"));
    }

    /** A refusal outside the API, where nobody's language is known. */
    private static void refuse(HttpServletResponse response, int status, String code) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write(("{\"type\":\"/problems/" + code + "\",\"status\":" + status + ",\"code\":\"" + code + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
