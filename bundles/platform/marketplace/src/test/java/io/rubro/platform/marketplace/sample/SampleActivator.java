package io.rubro.platform.marketplace.sample;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Runs in the plugins of the tests; fails to start if their header {@code Test-Fails} says so. */
public final class SampleActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        if (context.getBundle().getHeaders().get("Test-Fails") != null) {
            throw new IllegalStateException("no scale attached");
        }
        context.registerService(Runnable.class, new Work(), null);
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
