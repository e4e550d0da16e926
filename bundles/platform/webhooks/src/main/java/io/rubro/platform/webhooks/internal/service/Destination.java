package io.rubro.platform.webhooks.internal.service;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * Where a message goes, looked up and allowed.
 *
 * @param uri what the request asks for
 * @param addresses whom to connect to, the first that takes the connection; at least one
 */
record Destination(URI uri, List<InetAddress> addresses) {

    Destination {
        addresses = List.copyOf(addresses);
    }

    boolean secure() {
        return uri.getScheme().equals("https");
    }

    /** The name or address of the host, an IPv6 address without its brackets. */
    String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return uri.getPort() >= 0 ? uri.getPort() : secure() ? 443 : 80;
    }

    /** What the request line asks for. */
    String target() {
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }
}
