package io.rubro.platform.rest.internal.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThisMachineTest {

    private static boolean sent(String peer, String host, Map<String, String> headers) {
        return ThisMachine.sent((HttpServletRequest) Proxy.newProxyInstance(
                ThisMachineTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "getServerName" -> host;
                    case "getHeader" -> headers.get((String) args[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost", "127.0.0.1, 127.0.0.1", "127.8.9.10, LOCALHOST",
        "::1, [::1]", "0:0:0:0:0:0:0:1, localhost", "::ffff:127.0.0.1, ::1"
    })
    void a_program_here_speaks_from_and_to_a_loopback_address(String peer, String host) {
        assertThat(sent(peer, host, Map.of())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, localhost",
        "10.0.0.1, 127.0.0.1",
        "2001:db8::1, ::1",
        "128.0.0.1, localhost",
        "127.0.0.1, crm.example.com",
        "127.0.0.1, 192.0.2.1",
        "127.0.0.1, localhost.example.com",
        "127.0.0.1, 127.0.0.1.example.com",
        "localhost, localhost"
    })
    void another_address_or_another_name_is_somebody_else(String peer, String host) {
        assertThat(sent(peer, host, Map.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "True-Client-IP"})
    void what_came_through_a_proxy_may_come_from_anywhere(String header) {
        assertThat(sent("127.0.0.1", "localhost", Map.of(header, "127.0.0.1"))).isFalse();
        assertThat(sent("127.0.0.1", "localhost", Map.of(header, ""))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost.evil.example",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void a_page_of_another_site_is_not_this_machine(String header, String value) {
        assertThat(sent("127.0.0.1", "localhost", Map.of(header, value))).isFalse();
    }

    @Test
    void the_documentation_of_this_server_may_try_it_out() {
        assertThat(sent(
                        "127.0.0.1",
                        "localhost",
                        Map.of("Origin", "http://localhost:8181", "Sec-Fetch-Site", "same-origin")))
                .isTrue();
        assertThat(sent("::1", "[::1]", Map.of("Origin", "http://[::1]:8181"))).isTrue();
    }
}
