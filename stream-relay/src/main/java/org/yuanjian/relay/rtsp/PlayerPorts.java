package org.yuanjian.relay.rtsp;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.relay.UdpPortPair;

/// Where one player's datagrams go, each track to ports of its own. Event loop only.
final class PlayerPorts {
    private final UdpPortPair sockets;
    private final @Nullable InetSocketAddress[] addresses;

    /// @param ports the player's RTP port of each track, RTCP having the next; 0 for tracks not set
    ///   up
    PlayerPorts(UdpPortPair sockets, InetAddress player, int[] ports) {
        this.sockets = sockets;
        this.addresses = new InetSocketAddress[2 * ports.length];
        for (int track = 0; track < ports.length; track++) {
            if (ports[track] > 0) {
                addresses[2 * track] = new InetSocketAddress(player, ports[track]);
                addresses[2 * track + 1] = new InetSocketAddress(player, ports[track] + 1);
            }
        }
    }

    boolean isWritable() {
        return sockets.isWritable();
    }

    /// Queues the packet that stands at `offset` of a burst, if its track was set up.
    ///
    /// @return its bytes; 0 for none
    int write(RtpBurst burst, int offset) {
        ByteBuf frames = burst.frames();
        int at = frames.readerIndex() + offset;
        int channel = frames.getUnsignedByte(at + 1);
        int length = frames.getUnsignedShort(at + 2);
        @Nullable InetSocketAddress to = addresses[channel];
        if (to == null) {
            return 0;
        }
        boolean isRtcp = (channel & 1) != 0;
        sockets.write(isRtcp, frames.retainedSlice(at + RtpBurst.HEADER_BYTES, length), to);
        return length;
    }

    /// The offset behind the packet that stands at `offset`.
    static int next(RtpBurst burst, int offset) {
        ByteBuf frames = burst.frames();
        int length = frames.getUnsignedShort(frames.readerIndex() + offset + 2);
        return offset + RtpBurst.HEADER_BYTES + length;
    }

    void flush() {
        sockets.flush();
    }
}
