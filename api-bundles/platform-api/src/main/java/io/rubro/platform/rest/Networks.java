package io.rubro.platform.rest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** A list of networks in CIDR notation ({@code 10.0.0.0/8}, {@code ::1}); {@code *} stands for everybody. */
public final class Networks {

    private record Network(byte[] address, int bits) {

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / 8;
            if (Arrays.mismatch(address, 0, whole, other, 0, whole) >= 0) {
                return false;
            }
            int mask = 0xff << (8 - bits % 8) & 0xff;
            return bits % 8 == 0 || (address[whole] & mask) == (other[whole] & mask);
        }
    }

    private final boolean everybody;
    private final List<Network> networks;

    /**
     * Reads the list.
     *
     * @throws IllegalArgumentException if an entry is none
     */
    public Networks(String... entries) {
        everybody = List.of(entries).contains("*");
        networks = Arrays.stream(entries)
                .map(String::trim)
                .filter(entry -> !entry.isEmpty() && !entry.equals("*"))
                .map(Networks::parse)
                .toList();
    }

    /** Whether {@code *} is listed. */
    public boolean everybody() {
        return everybody;
    }

    /** Whether an address is in one of the networks; a name is in none. */
    public boolean contains(String remoteAddress) {
        try {
            byte[] address = literal(remoteAddress);
            return networks.stream().anyMatch(network -> network.contains(address));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static Network parse(String entry) {
        int slash = entry.indexOf('/');
        byte[] address = literal(slash < 0 ? entry : entry.substring(0, slash));
        int bits = slash < 0 ? address.length * 8 : Integer.parseInt(entry.substring(slash + 1));
        if (bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException("not a network: " + entry);
        }
        return new Network(address, bits);
    }

    private static byte[] literal(String text) {
        // only digits, dots and colons: a name would be looked up in the DNS
        if (!text.matches("[0-9a-fA-F:.]+(%.*)?")) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }
}
