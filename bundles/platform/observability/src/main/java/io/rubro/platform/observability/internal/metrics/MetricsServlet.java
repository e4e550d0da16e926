package io.rubro.platform.observability.internal.metrics;

import io.rubro.platform.observability.internal.ObservabilityConfig;
import io.rubro.platform.rest.Networks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.osgi.service.metatype.annotations.Designate;

/** {@code GET /metrics}, without a login but only for the networks that may: Prometheus has no session. */
@Component(service = Servlet.class, configurationPid = "io.rubro.observability")
@Designate(ocd = ObservabilityConfig.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=rubro-metrics)")
@HttpWhiteboardServletPattern("/*")
public final class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient MetricStore store;
    private final transient Networks allowed;

    @Activate
    public MetricsServlet(ObservabilityConfig config, @Reference MetricStore store) {
        this.store = store;
        this.allowed = new Networks(config.metrics_networks());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!mayRead(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        PrometheusText text = new PrometheusText();
        ProcessMetrics.write(text);
        text.store(store);
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType(PrometheusText.CONTENT_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private boolean mayRead(HttpServletRequest request) {
        boolean proxied = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
        return allowed.everybody() || (!proxied && allowed.contains(request.getRemoteAddr()));
    }
}
