package io.rubro.devices.driver;

import io.rubro.devices.Measurement;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a driver knows of one device while it listens to it. Called by one thread at a time, in the order of arrival. Kept
 * in memory only: it begins anew after a restart.
 */
@ConsumerType
@FunctionalInterface
public interface DriverSession {

    /**
     * Understands one message.
     *
     * @return what it says; empty if it says nothing yet, as half a frame does
     * @throws BadMessageException if it is not this language; the message is set aside where people can see it
     */
    List<Measurement> decode(DeviceMessage message);
}
