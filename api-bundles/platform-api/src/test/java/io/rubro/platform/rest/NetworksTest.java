package io.rubro.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    private final Networks local = new Networks("127.0.0.0/8", "::1");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.0.9", "::1", "0:0:0:0:0:0:0:1"})
    void this_machine_is_local(String address) {
        assertThat(local.contains(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"128.0.0.1", "10.0.0.1", "::2", "fe80::1", "localhost", "", "example.org"})
    void others_and_names_are_not(String address) {
        assertThat(local.contains(address)).isFalse();
    }

    @Test
    void a_prefix_need_not_end_at_a_byte() {
        Networks networks = new Networks("192.168.16.0/20", "2001:db8::/33");

        assertThat(networks.contains("192.168.31.255")).isTrue();
        assertThat(networks.contains("192.168.32.0")).isFalse();
        assertThat(networks.contains("2001:db8:7fff::1")).isTrue();
        assertThat(networks.contains("2001:db8:8000::1")).isFalse();
    }

    @Test
    void zero_bits_are_everybody_of_that_family() {
        assertThat(new Networks("0.0.0.0/0").contains("203.0.113.7")).isTrue();
        assertThat(new Networks("0.0.0.0/0").contains("2001:db8::1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.org", "10.0.0.0/"})
    void nonsense_is_refused(String entry) {
        assertThatThrownBy(() -> new Networks(entry)).isInstanceOf(IllegalArgumentException.class);
    }
}
