package io.rubro.devices.telemetry.internal.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.devices.Device;
import io.rubro.devices.Measurement;
import io.rubro.devices.Value;
import io.rubro.devices.driver.BadMessageException;
import io.rubro.devices.driver.DeviceDriver;
import io.rubro.devices.driver.DeviceMessage;
import io.rubro.devices.driver.DriverSession;
import io.rubro.devices.driver.Settings;
import io.rubro.devices.telemetry.internal.Await;
import io.rubro.devices.telemetry.internal.ingest.DriverSessions.Outcome;
import io.rubro.devices.telemetry.internal.service.SetAside.Reason;
import io.rubro.platform.ids.Id;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriverSessionsTest {

    private final DriverSessions sessions = new DriverSessions();
    private final Device device = new Device(new Id(1), "Contador", "counting", null, null, Map.of(), true, 1);

    /** Counts the messages of each session; fails on what it is told to fail on. */
    private static final class Counting implements DeviceDriver {
        @Override
        public String id() {
            return "counting";
        }

        @Override
        public Map<String, String> names() {
            return Map.of("es", "Cuenta");
        }

        @Override
        public DriverSession open(Settings settings) {
            int[] heard = {0};
            return message -> {
                heard[0]++;
                switch (message.text()) {
                    case "bad" -> throw new BadMessageException("bad frame");
                    case "bug" -> throw new IllegalStateException("oops");
                    case "gone" -> throw new NoClassDefFoundError("x/Y");
                    default -> {
                        return List.of(Measurement.of("count", Value.of(BigDecimal.valueOf(heard[0])), null));
                    }
                }
            };
        }
    }

    private static DeviceMessage message(String text) {
        return new DeviceMessage("x", text.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }

    private static String count(Outcome outcome) {
        Outcome.Understood understood = (Outcome.Understood) outcome;
        return ((Value.Decimal) understood.measurements().get(0).value())
                .number()
                .toString();
    }

    @Test
    void a_session_lasts_as_long_as_driver_and_registration() {
        sessions.bindDriver(new Counting());
        assertThat(count(sessions.decode(device, message("a")))).isEqualTo("1");
        assertThat(count(sessions.decode(device, message("a")))).isEqualTo("2");
        Device changed = new Device(new Id(1), "Contador", "counting", null, null, Map.of(), true, 2);
        assertThat(count(sessions.decode(changed, message("a")))).isEqualTo("1");
        Counting newer = new Counting();
        sessions.bindDriver(newer);
        assertThat(count(sessions.decode(changed, message("a")))).isEqualTo("1");
        sessions.unbindDriver(newer);
        assertThat(count(sessions.decode(changed, message("a")))).isEqualTo("1");
    }

    @Test
    void what_a_driver_does_wrong_concerns_one_message() {
        assertThat(sessions.decode(device, message("a")))
                .isEqualTo(new Outcome.Refused(Reason.DRIVER_MISSING, "counting"));
        sessions.bindDriver(new Counting());
        assertThat(sessions.decode(device, message("bad")))
                .isEqualTo(new Outcome.Refused(Reason.NOT_UNDERSTOOD, "bad frame"));
        assertThat(sessions.decode(device, message("bug")))
                .isEqualTo(new Outcome.Refused(Reason.DRIVER_FAILED, "java.lang.IllegalStateException: oops"));
        assertThat(sessions.decode(device, message("gone")))
                .isEqualTo(new Outcome.Refused(Reason.DRIVER_FAILED, "java.lang.NoClassDefFoundError: x/Y"));
        assertThat(count(sessions.decode(device, message("a")))).isEqualTo("4");
    }

    @Test
    void nothing_holds_on_to_a_driver_that_left() {
        WeakReference<DeviceDriver> gone = useAndUnbind();
        Await.until("the driver is collected", () -> {
            System.gc();
            return gone.get() == null;
        });
    }

    private WeakReference<DeviceDriver> useAndUnbind() {
        Counting driver = new Counting();
        sessions.bindDriver(driver);
        sessions.decode(device, message("bug"));
        sessions.decode(device, message("a"));
        sessions.decodeAgain(device, List.of(message("bad"), message("a")));
        sessions.unbindDriver(driver);
        return new WeakReference<>(driver);
    }

    @Test
    void listeners_hear_of_drivers_that_are_there_and_that_come() {
        List<String> heard = new ArrayList<>();
        sessions.bindDriver(new Counting());
        sessions.listen(heard::add);
        sessions.bindDriver(new JsonDriver());
        assertThat(heard).containsExactly("counting", "json");
    }
}
