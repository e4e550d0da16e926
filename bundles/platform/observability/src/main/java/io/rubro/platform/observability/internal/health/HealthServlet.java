package io.rubro.platform.observability.internal.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code GET /health}: the process lives and serves HTTP. {@code GET /health/ready}: it may be given work; else 503
 * with what is missing, in the language asked for (Spanish if none).
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=rubro-health)")
@HttpWhiteboardServletPattern("/*")
public final class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Locale SPANISH = Locale.forLanguageTag("es-ES");

    private final transient Readiness readiness;
    private final transient ObjectMapper json = new ObjectMapper();

    @Activate
    public HealthServlet(@Reference Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path == null || path.equals("/")) {
            write(response, HttpServletResponse.SC_OK, Map.of("status", "ok"));
        } else if (path.equals("/ready")) {
            ready(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void ready(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Locale locale = request.getHeader("Accept-Language") == null ? SPANISH : request.getLocale();
        List<String> missing = readiness.missing(locale);
        if (missing.isEmpty()) {
            write(response, HttpServletResponse.SC_OK, Map.of("status", "ready"));
        } else {
            response.setHeader("Retry-After", "1");
            Map<String, Object> body = Map.of("status", "not-ready", "missing", missing);
            write(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, body);
        }
    }

    private void write(HttpServletResponse response, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
