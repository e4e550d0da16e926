package io.rubro.platform.rest.internal.docs;

import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/** The root of the server: whoever comes to {@code /} is sent to the console, anything else is not there. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=rubro-home",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=rubro-home)"
        })
public final class HomeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** A context of its own at the root. */
    @Component(
            service = ServletContextHelper.class,
            scope = ServiceScope.BUNDLE,
            property = {"osgi.http.whiteboard.context.name=rubro-home", "osgi.http.whiteboard.context.path=/"})
    public static final class Context extends ServletContextHelper {}

    @Activate
    public HomeServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals("/") && request.getMethod().matches("GET|HEAD")) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", "/console/");
        } else {
            Plain.notFound(response);
        }
    }
}
