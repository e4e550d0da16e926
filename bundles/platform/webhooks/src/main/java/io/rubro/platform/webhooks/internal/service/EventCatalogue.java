package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.events.EventType;
import java.util.List;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The event types of what is installed, modules and plugins: each bundle announces those it defines. */
@Component(service = EventCatalogue.class)
public final class EventCatalogue {

    private final BundleContext context;

    /** Called by the component runtime. */
    @Activate
    public EventCatalogue(BundleContext context) {
        this.context = context;
    }

    /** Their names, in order. */
    public List<String> types() {
        TreeSet<String> types = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision != null) {
                for (BundleCapability event : revision.getDeclaredCapabilities(EventType.CAPABILITY)) {
                    types.add(String.valueOf(event.getAttributes().get(EventType.CAPABILITY)));
                }
            }
        }
        return List.copyOf(types);
    }
}
