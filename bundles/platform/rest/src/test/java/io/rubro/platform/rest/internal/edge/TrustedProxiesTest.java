package io.rubro.platform.rest.internal.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.rest.RequestOrigin;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {

    private static HttpServletRequest request(String peer, String protocol, String... forwarded) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                TrustedProxiesTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "isSecure" -> false;
                    case "getHeader" -> protocol;
                    case "getHeaders" -> Collections.enumeration(List.of(forwarded));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void without_a_trusted_proxy_only_the_connection_counts() {
        RequestOrigin origin = new TrustedProxies().origin(request("203.0.113.7", "https", "198.51.100.1"));

        assertThat(origin).isEqualTo(new RequestOrigin("203.0.113.7", false));
    }

    @Test
    void a_trusted_proxy_is_believed_as_to_whom_it_heard_from() {
        RequestOrigin origin = new TrustedProxies("127.0.0.1").origin(request("127.0.0.1", "https", "198.51.100.1"));

        assertThat(origin).isEqualTo(new RequestOrigin("198.51.100.1", true));
    }

    @Test
    void what_a_client_writes_itself_stands_before_and_does_not_count() {
        TrustedProxies proxies = new TrustedProxies("127.0.0.1", "10.0.0.0/8");

        assertThat(proxies.origin(request("127.0.0.1", null, "1.2.3.4, 198.51.100.1", "10.0.0.7"))
                        .address())
                .isEqualTo("198.51.100.1");
        assertThat(proxies.origin(request("198.51.100.1", null, "1.2.3.4")).address())
                .isEqualTo("198.51.100.1");
        assertThat(proxies.origin(request("127.0.0.1", null, "<script>")).address())
                .isEqualTo("127.0.0.1");
    }
}
