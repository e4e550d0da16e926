package io.rubro.platform.marketplace.sample;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Runs in the plugins of the tests; fails to start if their header {@code Test-Fails} says so. */
public final class SampleActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        if (context.getBundle().getHeaders().get("Test-Fails") != null) {
            throw new IllegalStateException("no scale attached");
        }
        boolean resource = context.getBundle().getHeaders().get("Test-Resource") != null;
        Dictionary<String, Object> properties = new Hashtable<>();
        if (resource) {
            properties.put("osgi.jaxrs.resource", "true");
        }
        context.registerService(Runnable.class, new Work(), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the service back
    }

    /** A class of the plugin that somebody may hold on to. */
    public static final class Work implements Runnable {
        @Override
        public void run() {
            // nothing to do
        }
    }
}
