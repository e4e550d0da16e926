package io.rubro.devices.telemetry.internal.ingest;

import io.rubro.devices.Device;
import io.rubro.devices.Measurement;
import io.rubro.devices.driver.BadMessageException;
import io.rubro.devices.driver.DeviceDriver;
import io.rubro.devices.driver.DeviceMessage;
import io.rubro.devices.driver.DriverSession;
import io.rubro.devices.driver.Settings;
import io.rubro.devices.telemetry.internal.service.SetAside.Reason;
import io.rubro.platform.ids.Id;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The drivers that are running and what they know of each device. When a driver leaves, everything of it is let go before
 * {@code unbind} returns, and it is not in the middle of a message: nothing holds on to its classes.
 */
@Component(service = DriverSessions.class)
public final class DriverSessions {

    private static final int MAX_SESSIONS = 50_000;

    /** What became of a message. */
    sealed interface Outcome {
        /** It was understood. */
        record Understood(List<Measurement> measurements) implements Outcome {}

        /** It was not. */
        record Refused(Reason reason, String detail) implements Outcome {}
    }

    private record Open(DeviceDriver driver, long deviceVersion, DriverSession session) {}

    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    // guarded by this
    private final Map<String, List<DeviceDriver>> drivers = new HashMap<>();
    private final Map<Id, Open> open = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Id, Open> eldest) {
            return size() > MAX_SESSIONS;
        }
    };

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDriver(DeviceDriver driver) {
        String id = driver.id();
        synchronized (this) {
            drivers.computeIfAbsent(id, i -> new CopyOnWriteArrayList<>()).add(driver);
        }
        listeners.forEach(listener -> listener.accept(id));
    }

    synchronized void unbindDriver(DeviceDriver driver) {
        drivers.values().forEach(same -> same.remove(driver));
        drivers.values().removeIf(List::isEmpty);
        open.values().removeIf(session -> session.driver() == driver);
    }

    /** Tells the ids of drivers that are there and of those that come. */
    void listen(Consumer<String> listener) {
        listeners.add(listener);
        List<String> here;
        synchronized (this) {
            here = List.copyOf(drivers.keySet());
        }
        here.forEach(listener);
    }

    void unlisten(Consumer<String> listener) {
        listeners.remove(listener);
    }

    /** Lets the device's driver read a message, in the session it has with the device. */
    synchronized Outcome decode(Device device, DeviceMessage message) {
        @Nullable DeviceDriver driver = driver(device.driver());
        if (driver == null) {
            return missing(device);
        }
        return guarded(() -> {
            @Nullable Open known = open.get(device.id());
            if (known == null || known.driver() != driver || known.deviceVersion() != device.version()) {
                known = new Open(driver, device.version(), begin(driver, device));
                open.put(device.id(), known);
            }
            return known.session().decode(message);
        });
    }

    /** Lets the device's driver read messages that were set aside, in a session of their own, in order. */
    synchronized List<Outcome> decodeAgain(Device device, List<DeviceMessage> messages) {
        @Nullable DeviceDriver driver = driver(device.driver());
        if (driver == null) {
            return messages.stream().map(message -> missing(device)).toList();
        }
        DriverSession[] session = new DriverSession[1];
        return messages.stream()
                .map(message -> guarded(() -> {
                    if (session[0] == null) {
                        session[0] = begin(driver, device);
                    }
                    return session[0].decode(message);
                }))
                .toList();
    }

    private static DriverSession begin(DeviceDriver driver, Device device) {
        return driver.open(Settings.of(driver.settings(), device.settings(), "settings"));
    }

    /** While a driver is upgraded there may be two of a name for a moment: the newer. */
    private @Nullable DeviceDriver driver(String id) {
        @Nullable List<DeviceDriver> same = drivers.get(id);
        return same == null ? null : same.get(same.size() - 1);
    }

    private static Outcome missing(Device device) {
        return new Outcome.Refused(Reason.DRIVER_MISSING, device.driver());
    }

    @FunctionalInterface
    private interface Decoding {
        List<Measurement> run();
    }

    /** Whatever a driver does, it harms only its own message. No object of its own is kept: exceptions become text. */
    private static Outcome guarded(Decoding decoding) {
        try {
            return new Outcome.Understood(List.copyOf(decoding.run()));
        } catch (BadMessageException e) {
            return new Outcome.Refused(Reason.NOT_UNDERSTOOD, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new Outcome.Refused(Reason.DRIVER_FAILED, e.toString());
        }
    }
}
