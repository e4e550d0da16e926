package io.rubro.devices.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {

    /** The configuration as the framework gives it: what was set, and the defaults. */
    private static BrokerSettings settings(Map<String, Object> set, Map<String, String> environment) {
        BrokerConfig config = (BrokerConfig) Proxy.newProxyInstance(
                BrokerConfig.class.getClassLoader(),
                new Class<?>[] {BrokerConfig.class, Annotation.class},
                (proxy, method, args) -> set.getOrDefault(method.getName(), method.getDefaultValue()));
        return BrokerSettings.of(config, environment, Path.of("data"));
    }

    @Test
    void nothing_but_the_machine_itself_is_let_in_unless_configured() {
        BrokerSettings settings = settings(Map.of(), Map.of());
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(1883);
        assertThat(settings.tls()).isNull();
        assertThat(settings.external()).isNull();
        assertThat(settings.data()).isEqualTo(Path.of("data", "broker"));
    }

    @Test
    void the_environment_wins() {
        BrokerSettings settings = settings(
                Map.of("host", "10.0.0.1", "port", 2000),
                Map.of("RUBRO_MQTT_HOST", "0.0.0.0", "RUBRO_MQTT_PORT", "2001"));
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(2001);
    }

    @Test
    void an_external_broker_takes_the_place_of_the_built_in_one() {
        BrokerSettings settings = settings(
                Map.of("externalUser", "rubro"),
                Map.of("RUBRO_MQTT_URL", "ssl://mqtt.example.com:8883", "RUBRO_MQTT_PASSWORD", "s3cret"));
        FixedEndpoint endpoint = FixedEndpoint.of(settings.external());
        assertThat(endpoint.uri()).isEqualTo("ssl://mqtt.example.com:8883");
        assertThat(endpoint.user()).contains("rubro");
        assertThat(endpoint.password()).contains("s3cret");
        assertThat(endpoint.sharedGroup()).isEmpty();
        assertThat(endpoint.stamping()).isFalse();
        assertThat(endpoint.toString()).doesNotContain("s3cret");
    }

    @Test
    void what_does_not_fit_is_named() {
        assertThatThrownBy(() -> settings(Map.of(), Map.of("RUBRO_MQTT_PORT", "mqtt")))
                .hasMessageContaining("mqtt");
        assertThatThrownBy(() -> settings(Map.of("port", 65_536), Map.of())).hasMessageContaining("65536");
        assertThatThrownBy(() -> settings(Map.of("port", 0), Map.of())).hasMessageContaining("plain MQTT");
        assertThatThrownBy(() -> settings(Map.of("tlsPort", 8883), Map.of())).hasMessageContaining("keystore");
        assertThatThrownBy(() -> settings(Map.of("tlsPort", 8883, "keystore", "/no/such.p12"), Map.of()))
                .hasMessageContaining("/no/such.p12");
        assertThatThrownBy(() -> settings(Map.of("maxPacketBytes", 10), Map.of()))
                .hasMessageContaining("maxPacketBytes");
        assertThatThrownBy(() -> settings(Map.of(), Map.of("RUBRO_MQTT_URL", "http://x")))
                .hasMessageContaining("http://x");
    }
}
