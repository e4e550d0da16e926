package io.rubro.devices.registry.internal.service;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** A service that is there. */
record Only<T>(T service) implements ComponentServiceObjects<T> {

    @Override
    public T getService() {
        return service;
    }

    @Override
    public void ungetService(T gone) {}

    @Override
    public ServiceReference<T> getServiceReference() {
        throw new UnsupportedOperationException();
    }
}
