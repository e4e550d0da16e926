package io.rubro.devices.telemetry.internal.ingest;

import io.rubro.devices.Device;
import io.rubro.devices.Devices;
import io.rubro.devices.Measurement;
import io.rubro.devices.driver.DeviceMessage;
import io.rubro.devices.mqtt.DevicePresence;
import io.rubro.devices.mqtt.DeviceShadows;
import io.rubro.devices.mqtt.Topics;
import io.rubro.devices.telemetry.internal.ingest.Counters.Dropped;
import io.rubro.devices.telemetry.internal.ingest.DriverSessions.Outcome;
import io.rubro.devices.telemetry.internal.model.StoredReading;
import io.rubro.devices.telemetry.internal.service.ReadingStore;
import io.rubro.devices.telemetry.internal.service.ReadingStore.Care;
import io.rubro.devices.telemetry.internal.service.SetAside;
import io.rubro.devices.telemetry.internal.service.SetAside.Reason;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.DataAccessException;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns messages into rows: one transaction for each organisation, and an acknowledgement after its commit. A message that
 * cannot be stored is set aside and holds up nobody; while the database cannot be reached at all, everything waits. Used
 * by one thread.
 */
@Component(service = Writing.class)
public final class Writing {

    private static final Logger LOG = LoggerFactory.getLogger("io.rubro.telemetry");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int AGAIN = 500;
    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    private final Transactions transactions;
    private final ReadingStore store;
    private final SetAside setAside;
    private final DriverSessions drivers;
    private final Devices devices;
    private final KnownDevices known;
    private final DevicePresence presence;
    private final DeviceShadows shadows;
    private final Organizations organizations;
    private final Counters counters;
    private final Recent recent = new Recent(50_000);
    private final Quota quota = new Quota();

    /** A message and what its driver made of it. */
    private record Decoded(Inbound message, List<StoredReading> readings, SetAside.@Nullable Message aside) {}

    @Activate
    public Writing(
            @Reference Transactions transactions,
            @Reference ReadingStore store,
            @Reference SetAside setAside,
            @Reference DriverSessions drivers,
            @Reference Devices devices,
            @Reference DevicePresence presence,
            @Reference DeviceShadows shadows,
            @Reference Organizations organizations,
            @Reference Counters counters) {
        this.transactions = transactions;
        this.store = store;
        this.setAside = setAside;
        this.drivers = drivers;
        this.devices = devices;
        this.known = new KnownDevices(devices);
        this.presence = presence;
        this.shadows = shadows;
        this.organizations = organizations;
        this.counters = counters;
    }

    /**
     * Stores messages and acknowledges them; returns when all are.
     *
     * @param closing opens when the platform stops
     * @throws InterruptedException when it does, while the database cannot be reached; what is not acknowledged comes
     *     again
     */
    void write(List<Inbound> batch, CountDownLatch closing) throws InterruptedException {
        Map<Id, List<Inbound>> byOrganization = new LinkedHashMap<>();
        for (Inbound message : batch) {
            byOrganization
                    .computeIfAbsent(message.from().organization(), o -> new ArrayList<>())
                    .add(message);
        }
        for (Map.Entry<Id, List<Inbound>> entry : byOrganization.entrySet()) {
            writeFor(entry.getKey(), entry.getValue(), closing);
        }
    }

    private void writeFor(Id organization, List<Inbound> messages, CountDownLatch closing) throws InterruptedException {
        Map<Id, Optional<Device>> senders =
                untilItWorks(closing, () -> Tenant.call(organization, () -> senders(messages)));
        // not to be done again when the database fails: a driver with a memory must hear each message once
        List<Decoded> decoded = decode(inOrder(messages), senders);
        untilItWorks(
                closing,
                () -> Tenant.call(organization, () -> {
                    storeTogetherOrEach(decoded);
                    return true;
                }));
        recent.addAll(messages.stream().map(Inbound::identity).toList());
        messages.forEach(message -> message.acknowledgement().run());
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T run();
    }

    private static <T> T untilItWorks(CountDownLatch closing, Attempt<T> attempt) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return attempt.run();
            } catch (RuntimeException e) {
                LOG.warn("telemetry: not stored yet, trying again: {}", e.toString());
                if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException("closing");
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /**
     * The built-in broker now and then hands over two messages that came a few milliseconds apart in the wrong order; its
     * stamps tell the right one. Half a frame of a serial line must not come before the other half.
     */
    private static List<Inbound> inOrder(List<Inbound> messages) {
        return messages.stream().allMatch(Inbound::stamped)
                ? messages.stream()
                        .sorted(Comparator.comparing(message -> new Id(message.identity())))
                        .toList()
                : messages;
    }

    private Map<Id, Optional<Device>> senders(List<Inbound> messages) {
        Map<Id, Optional<Device>> senders = new HashMap<>();
        for (Inbound message : messages) {
            senders.computeIfAbsent(message.from().device(), id -> known.find(message.from()));
        }
        return senders;
    }

    private List<Decoded> decode(List<Inbound> messages, Map<Id, Optional<Device>> senders) {
        List<Decoded> decoded = new ArrayList<>(messages.size());
        Set<Long> batch = new HashSet<>();
        for (Inbound message : messages) {
            if (isRepeated(message, batch)) {
                counters.repeated();
                continue;
            }
            Optional<Device> device = senders.getOrDefault(message.from().device(), Optional.empty());
            if (device.isEmpty()) {
                counters.dropped(Dropped.UNKNOWN_DEVICE, message.from().toString());
                continue;
            }
            if (!device.get().enabled()) {
                counters.dropped(Dropped.DISABLED_DEVICE, message.from().toString());
                continue;
            }
            presence.seen(message.from(), message.receivedAt());
            switch (message.topic()) {
                case Topics.STATUS ->
                    presence.online(message.from(), !text(message).strip().equalsIgnoreCase("offline"));
                case Topics.SHADOW -> decoded.add(new Decoded(message, List.of(), null));
                default -> decoded.add(decode(device.get(), message));
            }
        }
        return decoded;
    }

    /** An identity without a stamp says something only of a message that the broker itself calls redelivered. */
    private boolean isRepeated(Inbound message, Set<Long> batch) {
        boolean first = batch.add(message.identity());
        return (message.stamped() || message.redelivered()) && (!first || recent.contains(message.identity()));
    }

    private Decoded decode(Device device, Inbound message) {
        Outcome outcome =
                drivers.decode(device, new DeviceMessage(message.topic(), message.payload(), message.receivedAt()));
        if (outcome instanceof Outcome.Understood understood) {
            return new Decoded(message, readings(message, understood.measurements()), null);
        }
        Outcome.Refused refused = (Outcome.Refused) outcome;
        if (!quota.take(device.id(), refused.reason(), message.receivedAt().toEpochMilli() / MILLIS_PER_DAY)) {
            counters.dropped(Dropped.QUOTA, message.from().toString());
            return new Decoded(message, List.of(), null);
        }
        counters.setAside(refused.reason());
        return new Decoded(message, List.of(), aside(message, refused.reason(), refused.detail()));
    }

    private static List<StoredReading> readings(Inbound message, List<Measurement> measurements) {
        List<StoredReading> readings = new ArrayList<>(measurements.size());
        for (Measurement measurement : measurements) {
            readings.add(StoredReading.of(
                    message.from().device(),
                    measurement,
                    message.receivedAt(),
                    message.identity(),
                    readings.size(),
                    message.redelivered() && !message.stamped()));
        }
        return readings;
    }

    private static SetAside.Message aside(Inbound message, Reason reason, @Nullable String detail) {
        return new SetAside.Message(
                message.stamped() ? new Id(message.identity()) : Id.next(),
                message.from().device(),
                message.topic(),
                message.payload(),
                message.receivedAt(),
                reason,
                detail);
    }

    private void storeTogetherOrEach(List<Decoded> decoded) {
        try {
            store(decoded);
            return;
        } catch (RuntimeException e) {
            if (e instanceof DataAccessException refused && refused.isTransient()) {
                throw e;
            }
            LOG.debug("telemetry: storing one by one", e);
        }
        // one of them is bad, or the database is not there: then this fails, too, and everything is tried again
        for (Decoded one : decoded) {
            try {
                store(List.of(one));
            } catch (RuntimeException e) {
                String why = String.valueOf(e.getMessage());
                store(List.of(new Decoded(one.message(), List.of(), aside(one.message(), Reason.NOT_STORED, why))));
                counters.setAside(Reason.NOT_STORED);
                LOG.warn(
                        "telemetry: a message of {} cannot be stored: {}",
                        one.message().from(),
                        why);
            }
        }
    }

    private void store(List<Decoded> decoded) {
        List<StoredReading> readings = new ArrayList<>();
        List<SetAside.Message> asides = new ArrayList<>();
        for (Decoded one : decoded) {
            readings.addAll(one.readings());
            if (one.aside() != null) {
                asides.add(one.aside());
            }
            if (one.aside() == null && one.message().topic().equals(Topics.SHADOW)) {
                reportShadow(one.message()).ifPresent(asides::add);
            }
        }
        if (readings.isEmpty() && asides.isEmpty()) {
            return;
        }
        try {
            commit(readings, asides, Care.NONE);
        } catch (DataAccessException e) {
            if (!e.isDuplicate()) {
                throw e;
            }
            commit(readings, asides, Care.LOOK);
        }
        counters.stored(readings.size());
    }

    private void commit(List<StoredReading> readings, List<SetAside.Message> asides, Care care) {
        transactions.run(() -> {
            store.store(readings, care);
            asides.forEach(setAside::add);
        });
    }

    /** In a transaction of its own: what is wrong with a report must not undo readings. Reporting twice does no harm. */
    private Optional<SetAside.Message> reportShadow(Inbound message) {
        try {
            shadows.report(message.from().device(), text(message));
            return Optional.empty();
        } catch (ProblemException refused) {
            return Optional.of(aside(message, Reason.NOT_UNDERSTOOD, refused.getMessage()));
        }
    }

    private static String text(Inbound message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    /** A driver has come: what waited for it is read now, oldest first. */
    void decodeSetAside(String driver) {
        for (Id organization : organizations.all()) {
            Tenant.run(organization, () -> setAside.waitingForDriver().stream()
                    .flatMap(device -> devices.find(device).stream())
                    .filter(device -> device.driver().equals(driver))
                    .forEach(this::decodeSetAside));
        }
    }

    private void decodeSetAside(Device device) {
        Id after = new Id(0);
        List<SetAside.Message> waiting;
        do {
            waiting = setAside.list(device.id(), Reason.DRIVER_MISSING, after, AGAIN);
            if (!waiting.isEmpty()) {
                after = waiting.get(waiting.size() - 1).id();
                decodeAgain(device, waiting);
            }
        } while (waiting.size() == AGAIN);
    }

    private void decodeAgain(Device device, List<SetAside.Message> waiting) {
        List<Outcome> outcomes = drivers.decodeAgain(
                device,
                waiting.stream()
                        .map(m -> new DeviceMessage(m.topic(), m.payload(), m.receivedAt()))
                        .toList());
        transactions.run(() -> {
            List<StoredReading> readings = new ArrayList<>();
            List<Id> done = new ArrayList<>();
            for (int i = 0; i < waiting.size(); i++) {
                SetAside.Message message = waiting.get(i);
                if (outcomes.get(i) instanceof Outcome.Understood understood) {
                    int index = 0;
                    for (Measurement measurement : understood.measurements()) {
                        readings.add(StoredReading.of(
                                device.id(),
                                measurement,
                                message.receivedAt(),
                                message.id().value(),
                                index++,
                                false));
                    }
                    done.add(message.id());
                } else if (outcomes.get(i) instanceof Outcome.Refused refused
                        && refused.reason() != Reason.DRIVER_MISSING) {
                    setAside.explain(message.id(), refused.reason(), refused.detail());
                }
            }
            store.store(readings, Care.LOOK);
            setAside.remove(done);
            counters.stored(readings.size());
        });
    }
}
