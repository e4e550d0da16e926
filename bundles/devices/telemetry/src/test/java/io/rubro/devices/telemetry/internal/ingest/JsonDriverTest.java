package io.rubro.devices.telemetry.internal.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.devices.Measurement;
import io.rubro.devices.driver.BadMessageException;
import io.rubro.devices.driver.Command;
import io.rubro.devices.driver.DeviceMessage;
import io.rubro.devices.driver.OutgoingMessage;
import io.rubro.devices.driver.Settings;
import io.rubro.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDriverTest {

    private final JsonDriver driver = new JsonDriver();

    private List<Measurement> decode(Map<String, Object> settings, String topic, String payload) {
        return driver.open(Settings.of(driver.settings(), settings, "settings"))
                .decode(new DeviceMessage(topic, payload.getBytes(StandardCharsets.UTF_8), Instant.EPOCH));
    }

    private List<String> texts(Map<String, Object> settings, String topic, String payload) {
        return decode(settings, topic, payload).stream()
                .map(m -> m.metric() + "=" + m.value() + (m.unit() == null ? "" : " " + m.unit())
                        + (m.at() == null ? "" : " " + m.at()))
                .toList();
    }

    @Test
    void an_object_is_flattened() {
        assertThat(
                        texts(
                                Map.of("units", "temperature=Cel, power.now=W"),
                                "any",
                                """
                        {"temperature":4.20,"door":{"open":false},"power":{"now":7},"mode":"eco","at":"2026-11-20T10:00:00+01:00",
                         "list":[1],"nothing":null,"2nd value":1}"""))
                .containsExactly(
                        "temperature=Decimal[number=4.2] Cel 2026-11-20T09:00:00Z",
                        "door.open=Flag[flag=false] 2026-11-20T09:00:00Z",
                        "power.now=Decimal[number=7] W 2026-11-20T09:00:00Z",
                        "mode=Text[text=eco] 2026-11-20T09:00:00Z",
                        "x2nd_value=Decimal[number=1] 2026-11-20T09:00:00Z");
    }

    @Test
    void a_bare_value_is_named_by_its_topic() {
        assertThat(texts(Map.of(), "kitchen/temperature", "21.5"))
                .containsExactly("kitchen.temperature=Decimal[number=21.5]");
        assertThat(texts(Map.of(), "relay", "true")).containsExactly("relay=Flag[flag=true]");
    }

    @Test
    void the_topic_can_come_before_the_name() {
        assertThat(texts(Map.of("topicPrefix", true), "kitchen/sensor", "{\"t\":1}"))
                .containsExactly("kitchen.sensor.t=Decimal[number=1]");
    }

    @ParameterizedTest
    @CsvSource({
        "1763632800, 2025-11-20T10:00:00Z",
        "1763632800.5, 2025-11-20T10:00:00.500Z",
        "1763632800123, 2025-11-20T10:00:00.123Z",
        "'\"2025-11-20T10:00:00Z\"', 2025-11-20T10:00:00Z"
    })
    void time_is_iso_or_counted_from_1970(String time, Instant expected) {
        assertThat(decode(Map.of("timeField", "ts"), "x", "{\"a\":1,\"ts\":" + time + "}"))
                .singleElement()
                .extracting(Measurement::at)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yesterday\"", "true", "1e30", "-1e99", "1e-400", "[]"})
    void a_time_that_is_none_is_ignored(String time) {
        assertThat(decode(Map.of(), "x", "{\"a\":1,\"at\":" + time + "}")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\":1}x",
                "nonsense",
                "{\"a\":1e25}",
                "{\"a\":1E+2000000000}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}"
            })
    void what_is_not_this_language_is_refused(String payload) {
        assertThatThrownBy(() -> decode(Map.of(), "x", payload)).isInstanceOf(BadMessageException.class);
    }

    @Test
    void an_empty_message_says_nothing() {
        assertThat(decode(Map.of(), "x", "")).isEmpty();
        assertThat(decode(Map.of(), "x", "null")).isEmpty();
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() {
        assertThatThrownBy(() -> driver.open(Settings.of(driver.settings(), Map.of(), "settings"))
                        .decode(new DeviceMessage("x", new byte[] {'"', (byte) 0xff, '"'}, Instant.EPOCH)))
                .isInstanceOf(BadMessageException.class);
    }

    @Test
    void units_that_are_none_are_refused() {
        assertThatThrownBy(() -> decode(Map.of("units", "temperature"), "x", "1"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("settings.units");
    }

    @Test
    void a_command_is_sent_as_it_is() {
        Settings none = Settings.of(driver.settings(), Map.of(), "settings");
        var fields = driver.commands().get(0).arguments();
        Settings arguments = Settings.of(fields, Map.of("payload", "{\"on\":true}"), "arguments");
        assertThat(driver.encode(none, new Command("send", arguments)))
                .singleElement()
                .extracting(OutgoingMessage::topic, m -> new String(m.payload(), StandardCharsets.UTF_8))
                .containsExactly("command", "{\"on\":true}");
        Settings wild = Settings.of(fields, Map.of("payload", "1", "topic", "a/#"), "arguments");
        assertThatThrownBy(() -> driver.encode(none, new Command("send", wild)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("arguments.topic");
    }
}
