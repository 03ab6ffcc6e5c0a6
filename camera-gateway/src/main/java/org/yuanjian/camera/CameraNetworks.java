package org.yuanjian.camera;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The outbound allow-list: the networks cameras may be in, asked about every address before it is
/// dialled.
public final class CameraNetworks implements Predicate<InetSocketAddress> {
    private static final Pattern CIDR = Pattern.compile("[0-9a-fA-F.:]{2,39}/\\d{1,3}");

    private final List<Network> networks;

    private static final class Network {
        private final byte[] address;
        private final int prefixBits;

        Network(byte[] address, int prefixBits) {
            this.address = address;
            this.prefixBits = prefixBits;
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < prefixBits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((address[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /// @param networks each as `address/prefix`, IPv4 or IPv6
    public CameraNetworks(List<String> networks) {
        this.networks = networks.stream().map(CameraNetworks::parse).toList();
    }

    private static Network parse(String text) {
        if (!CIDR.matcher(text).matches()) {
            throw new IllegalArgumentException(text + ": not a network like 10.0.0.0/8");
        }
        int slash = text.indexOf('/');
        int prefix = Integer.parseInt(text.substring(slash + 1));
        byte[] address = literal(text.substring(0, slash));
        if (prefix > 8 * address.length) {
            throw new IllegalArgumentException(text + ": prefix longer than the address");
        }
        return new Network(address, prefix);
    }

    private static byte[] literal(String address) {
        try {
            return InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(address + ": not an address", e);
        }
    }

    @Override
    public boolean test(InetSocketAddress address) {
        InetAddress resolved = address.getAddress();
        return resolved != null
                && networks.stream().anyMatch(network -> network.contains(resolved.getAddress()));
    }
}
