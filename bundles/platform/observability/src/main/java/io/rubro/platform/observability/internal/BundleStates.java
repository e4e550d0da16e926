package io.rubro.platform.observability.internal;

import org.osgi.framework.Bundle;

/** The states of a bundle as words. */
public final class BundleStates {

    private BundleStates() {}

    /** The state a bundle is in, in lower case. */
    public static String name(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.UNINSTALLED -> "uninstalled";
            case Bundle.INSTALLED -> "installed";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "active";
        };
    }
}
