package io.rubro.devices.telemetry.internal.ingest;

import io.rubro.devices.driver.DeviceDriver;
import io.rubro.devices.mqtt.DeviceLink;
import io.rubro.devices.mqtt.MqttEndpoint;
import io.rubro.devices.telemetry.internal.TestHouse;
import io.rubro.platform.persistence.Transactions;
import java.util.List;

/** The ingest as the framework would put it together; each has forgotten what the one before it knew. */
final class RunningIngest implements AutoCloseable {

    final DriverSessions drivers = new DriverSessions();
    final Counters counters = new Counters();
    private final Intake intake;
    private final MqttIngest mqtt;

    RunningIngest(TestHouse house, MqttEndpoint endpoint, List<DeviceDriver> loaded) {
        this(house, house.platform.transactions(), endpoint, loaded);
    }

    RunningIngest(TestHouse house, Transactions transactions, MqttEndpoint endpoint, List<DeviceDriver> loaded) {
        loaded.forEach(drivers::bindDriver);
        Writing writing = new Writing(
                transactions,
                house.store,
                house.setAside,
                drivers,
                house.devices,
                house.presence,
                house.shadows,
                house,
                counters);
        intake = new Intake(writing, drivers, counters);
        mqtt = new MqttIngest(endpoint, intake, counters);
    }

    DeviceLink link() {
        return mqtt;
    }

    int waiting() {
        return intake.waiting();
    }

    /** The connection ends first: what is stored after it is not acknowledged any more. */
    @Override
    public void close() throws InterruptedException {
        mqtt.close();
        intake.close();
    }
}
