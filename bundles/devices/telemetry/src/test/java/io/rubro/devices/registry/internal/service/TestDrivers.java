package io.rubro.devices.registry.internal.service;

import io.rubro.devices.driver.DeviceDriver;

/** Does what the framework does to components of the registry. */
public final class TestDrivers {

    private TestDrivers() {}

    public static void add(LoadedDrivers drivers, DeviceDriver driver) {
        if (drivers.find(driver.id()).isEmpty()) {
            drivers.bindDriver(driver);
        }
    }

    public static void close(PresenceBook presence) {
        try {
            presence.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
