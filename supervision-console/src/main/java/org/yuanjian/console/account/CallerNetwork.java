package org.yuanjian.console.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// The part of an address that stands for whoever calls from there.
public final class CallerNetwork {
    private static final int NETWORK_BYTES = 8;

    private CallerNetwork() {}

    /// An address of IPv4 itself, and of IPv6 the first half: one customer has 2^64 of them.
    public static String of(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address ? half(parsed.getAddress()) : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private static String half(byte[] address) {
        return HexFormat.of().formatHex(Arrays.copyOf(address, NETWORK_BYTES)) + "/64";
    }
}
