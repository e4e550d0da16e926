package io.rubro.platform.webhooks.internal.service;

import io.rubro.platform.rest.Networks;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Tells addresses of the public Internet from those of private networks, of this machine, and of special use: IANA's
 * special-purpose address registries (RFC 6890 and what came after it).
 */
final class PublicAddresses {

    private static final Networks SPECIAL_V4 = new Networks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by providers
            "127.0.0.0/8", // this machine
            "169.254.0.0/16", // link-local, and the metadata services of clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays to IPv6
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    /** All that is public is in here, which leaves out loopback, unique local, link-local, multicast and mapped IPv4. */
    private static final Networks GLOBAL_V6 = new Networks("2000::/3");

    private static final Networks SPECIAL_V6 = new Networks(
            "2001::/23", // protocol assignments, and tunnels that lead to any IPv4 address
            "2001:db8::/32", // documentation
            "2002::/16", // tunnels that lead to any IPv4 address
            "3fff::/20"); // documentation

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet6Address
                ? GLOBAL_V6.contains(text) && !SPECIAL_V6.contains(text)
                : !SPECIAL_V4.contains(text);
    }
}
