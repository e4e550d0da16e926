package io.rubro.platform.observability.internal.health;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContext;

/** A context of its own: endpoints that come or go in a shared one interrupt all its neighbours. */
@Component(service = ServletContextHelper.class, scope = ServiceScope.BUNDLE)
@HttpWhiteboardContext(name = "rubro-health", path = "/health")
public final class HealthContext extends ServletContextHelper {}
