package org.yuanjian.relay.webrtc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import org.jspecify.annotations.Nullable;

/// Gathers what goes to one viewer in one turn: packets of equal size and one shorter at the end
/// leave as one piece. One run for all viewers of a port, so that its memory stays in the
/// processor's cache. Event loop only.
///
/// The socket is offered each piece at once; the channel's queue gets only what it does not take.
final class DatagramRun {
    // linux/udp.h UDP_MAX_SEGMENTS as older kernels have it, and the largest datagram.
    private static final int MAX_SEGMENTS = 64;
    private static final int MAX_BYTES = 60_000;

    private final MediaPort port;
    private final ByteBuf room = Unpooled.directBuffer(MAX_BYTES, MAX_BYTES);
    private @Nullable UdpPath to;
    private int segmentBytes;
    private int segments;

    DatagramRun(MediaPort port) {
        this.port = port;
    }

    void add(UdpPath path, byte[] packet, int length) {
        if (segments > 0 && !fits(path, length)) {
            end();
        }
        if (segments == 0) {
            to = path;
            segmentBytes = length;
        }
        room.writeBytes(packet, 0, length);
        segments++;
        if (length < segmentBytes || !port.isSegmented()) {
            end();
        }
    }

    private boolean fits(UdpPath path, int length) {
        return path.equals(to)
                && length <= segmentBytes
                && length <= room.writableBytes()
                && segments < MAX_SEGMENTS;
    }

    /// Sends what was added.
    void end() {
        UdpPath path = to;
        if (path != null) {
            if (!offer(path)) {
                queue(path);
            }
            to = null;
            segments = 0;
            room.clear();
        }
    }

    private boolean offer(UdpPath path) {
        DatagramSender sender = port.sender();
        if (sender == null) {
            return false;
        }
        int refusal =
                sender.send(
                        path.kernelAddress(sender),
                        room.memoryAddress(),
                        room.readableBytes(),
                        segmentBytes);
        if (refusal != 0 && refusal != DatagramSender.AGAIN) {
            port.refused(refusal);
        }
        return refusal != DatagramSender.AGAIN;
    }

    private void queue(UdpPath path) {
        ByteBuf copy = port.allocate(room.readableBytes()).writeBytes(room);
        port.write(
                segments == 1
                        ? new DatagramPacket(copy, path.address())
                        : new SegmentedDatagramPacket(copy, segmentBytes, path.address()));
    }

    void release() {
        room.release();
    }
}
