package io.rubro.platform.rest;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Where the request on this thread came from. Set by the REST layer, which alone knows which proxies to believe.
 *
 * @param address the address of the client: IPv4 or IPv6 as a text
 * @param secure whether the client speaks HTTPS, be it to a proxy in front of us
 */
public record RequestOrigin(String address, boolean secure) {

    private static final ThreadLocal<@Nullable RequestOrigin> CURRENT = new ThreadLocal<>();

    /** The origin of the request on this thread, if there is one. */
    public static Optional<RequestOrigin> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Does the work of a request from here. */
    public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
        CURRENT.set(this);
        try {
            return work.call();
        } finally {
            CURRENT.remove();
        }
    }
}
