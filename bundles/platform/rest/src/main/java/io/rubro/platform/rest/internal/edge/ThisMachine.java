package io.rubro.platform.rest.internal.edge;

import io.rubro.platform.rest.Networks;
import java.net.URI;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request comes straight from a program on this machine. The address alone does not say it: everything that
 * passes a proxy on this machine has a loopback address, and so has what a page from the internet makes a browser here
 * send. Headers can only speak against it, never for it.
 */
final class ThisMachine {

    private static final Networks LOOPBACK = new Networks("127.0.0.0/8", "::1");

    /** What proxies add. */
    private static final List<String> PASSED_ON = List.of(
            "Forwarded",
            "Via",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Proto",
            "X-Forwarded-Server",
            "X-Original-Forwarded-For",
            "X-Real-IP",
            "X-Client-IP",
            "X-Cluster-Client-IP",
            "CF-Connecting-IP",
            "True-Client-IP",
            "Fastly-Client-IP");

    private ThisMachine() {}

    static boolean sent(HttpServletRequest request) {
        return LOOPBACK.contains(request.getRemoteAddr())
                // a name that was made to lead here (DNS rebinding) is not ours
                && isLoopbackName(request.getServerName())
                && PASSED_ON.stream().allMatch(header -> request.getHeader(header) == null)
                && isOfOwnPage(request);
    }

    /** Only browsers send these two headers: a page of another site must not use what a program here may. */
    private static boolean isOfOwnPage(HttpServletRequest request) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        @Nullable String origin = request.getHeader("Origin");
        return (site == null || site.equals("same-origin") || site.equals("none"))
                && (origin == null || isLoopbackOrigin(origin));
    }

    private static boolean isLoopbackOrigin(String origin) {
        try {
            @Nullable String host = URI.create(origin).getHost();
            return host != null && isLoopbackName(host);
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    private static boolean isLoopbackName(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return bare.equalsIgnoreCase("localhost") || LOOPBACK.contains(bare);
    }
}
