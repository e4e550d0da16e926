package io.rubro.platform.rest.internal.docs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/** The page at {@code /docs} that shows the OpenAPI document: Swagger UI, all of it from this bundle. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=rubro-docs",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=rubro-docs)"
        })
public final class DocsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Everything there is; what is not listed does not exist. */
    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html;charset=utf-8",
            "start.js", "text/javascript;charset=utf-8",
            "page.css", "text/css;charset=utf-8",
            "swagger-ui.css", "text/css;charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript;charset=utf-8");

    /** Scripts and requests only from and to this server. Swagger UI sets styles on elements and draws icons as data. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    /** A context of its own under {@code /docs}. */
    @Component(
            service = ServletContextHelper.class,
            scope = ServiceScope.BUNDLE,
            property = {"osgi.http.whiteboard.context.name=rubro-docs", "osgi.http.whiteboard.context.path=/docs"})
    public static final class Context extends ServletContextHelper {}

    @Activate
    public DocsServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.isEmpty()) {
            response.sendRedirect(request.getContextPath() + "/");
            return;
        }
        String file = path.equals("/") ? "index.html" : path.substring(1);
        @Nullable String type = TYPES.get(file);
        if (type == null) {
            Plain.notFound(response);
            return;
        }
        response.setContentType(type);
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", file.equals("index.html") ? "no-cache" : "max-age=86400");
        try (@Nullable InputStream in = DocsServlet.class.getResourceAsStream("/docs/" + file)) {
            if (in == null) {
                throw new IOException("missing in the bundle: docs/" + file);
            }
            in.transferTo(response.getOutputStream());
        }
    }
}
