package io.rubro.devices.mqtt;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Knows the secrets of devices. The registry provides it, the broker asks. */
@ProviderType
public interface DeviceCredentials {

    /**
     * Checks what a device shows when it connects.
     *
     * @param user its id, 13 characters
     * @param secret its secret
     * @return which device it is; empty if there is none, the secret is wrong or was replaced, or the device is disabled
     */
    Optional<DeviceIdentity> authenticate(String user, String secret);
}
