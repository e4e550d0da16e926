package io.rubro.platform.rest.internal.edge;

import io.rubro.platform.rest.Networks;
import io.rubro.platform.rest.RequestOrigin;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a request came from. {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are what anybody may write;
 * they count only as far as proxies we were told to trust have written them.
 */
final class TrustedProxies {

    private final Networks trusted;
    private final boolean nobody;

    TrustedProxies(String... networks) {
        this.trusted = new Networks(networks);
        this.nobody = Arrays.stream(networks).allMatch(String::isBlank);
    }

    /** Whether there is no proxy in front of us, as far as we were told. */
    boolean isNobody() {
        return nobody;
    }

    RequestOrigin origin(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        if (!trusts(peer)) {
            return new RequestOrigin(peer, request.isSecure());
        }
        return new RequestOrigin(client(peer, request), request.isSecure() || isForwardedSecure(request));
    }

    /** Each proxy appends whom it heard from: read from the end, the first address we do not trust is the client. */
    private String client(String peer, HttpServletRequest request) {
        List<String> chain = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .map(String::trim)
                .toList();
        String client = peer;
        for (int i = chain.size() - 1; i >= 0 && trusts(client); i--) {
            if (!isAddress(chain.get(i))) {
                break;
            }
            client = chain.get(i);
        }
        return client;
    }

    private boolean trusts(String address) {
        return trusted.everybody() || trusted.contains(address);
    }

    private static boolean isAddress(String text) {
        return text.length() <= 45 && text.matches("[0-9a-fA-F:.]{2,}");
    }

    private static boolean isForwardedSecure(HttpServletRequest request) {
        @Nullable String protocol = request.getHeader("X-Forwarded-Proto");
        return protocol != null && protocol.trim().equalsIgnoreCase("https");
    }
}
