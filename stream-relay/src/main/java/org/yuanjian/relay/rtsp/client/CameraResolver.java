package org.yuanjian.relay.rtsp.client;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds the address of a camera; names are looked up off the event loop.
final class CameraResolver {
    private CameraResolver() {}

    /// Calls `onResolved` on the loop, with null for a name nobody knows.
    static void resolve(
            RtspAddress address, EventLoop loop, Consumer<@Nullable InetSocketAddress> onResolved) {
        InetAddress literal = literal(address.host());
        if (literal != null) {
            onResolved.accept(new InetSocketAddress(literal, address.port()));
            return;
        }
        Thread.startVirtualThread(() -> {
            InetSocketAddress found = lookUp(address);
            loop.execute(() -> onResolved.accept(found));
        });
    }

    private static @Nullable InetAddress literal(String host) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static @Nullable InetSocketAddress lookUp(RtspAddress address) {
        InetSocketAddress found = new InetSocketAddress(address.host(), address.port());
        return found.isUnresolved() ? null : found;
    }
}
