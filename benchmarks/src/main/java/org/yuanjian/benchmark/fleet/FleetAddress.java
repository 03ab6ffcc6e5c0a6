package org.yuanjian.benchmark.fleet;

import java.net.InetAddress;

/// The loopback address of each camera: 127.20.1.1 is number 1, 250 in each 127.x.y, 250 y in each
/// 127.x.
final class FleetAddress {
    private static final int FIRST_X = 20;
    private static final int SIDE = 250;

    private FleetAddress() {}

    static String of(int number) {
        int i = number - 1;
        int x = FIRST_X + i / (SIDE * SIDE);
        return "127." + x + "." + (i / SIDE % SIDE + 1) + "." + (i % SIDE + 1);
    }

    /// The number of the camera at this address; 0 or less, or beyond the fleet, if it is none's.
    static int number(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 4 || bytes[0] != 127) {
            return 0;
        }
        int x = (bytes[1] & 0xFF) - FIRST_X;
        int y = (bytes[2] & 0xFF) - 1;
        int z = (bytes[3] & 0xFF) - 1;
        boolean outside = x < 0 || y < 0 || y >= SIDE || z < 0 || z >= SIDE;
        return outside ? 0 : (x * SIDE + y) * SIDE + z + 1;
    }
}
