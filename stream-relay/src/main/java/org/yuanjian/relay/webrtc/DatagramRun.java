package org.yuanjian.relay.webrtc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Gathers what goes to all viewers in one turn of the loop and sends it in one call at its end.
/// Packets to one viewer that are of equal size, and one shorter behind them, are one piece, which
/// the kernel cuts. One run for all viewers of a port, so that its memory stays in the processor's
/// cache. Event loop only.
///
/// The socket is offered the pieces at once; the channel's queue gets only what it does not take.
final class DatagramRun {
    // linux/udp.h UDP_MAX_SEGMENTS as older kernels have it, and the largest datagram.
    private static final int MAX_SEGMENTS = 64;
    private static final int MAX_PIECE_BYTES = 60_000;
    private static final int ROOM_BYTES = 128 * 1024;
    // EIO, EINVAL, EMSGSIZE: what the kernel says of pieces it cannot cut.
    private static final Set<Integer> PIECES = Set.of(5, 22, 90);

    private final MediaPort port;
    private final ByteBuf room = Unpooled.directBuffer(ROOM_BYTES, ROOM_BYTES);
    private final List<UdpPath> paths = new ArrayList<>(DatagramSender.BATCH);
    private final int[] starts = new int[DatagramSender.BATCH];
    private final int[] segmentBytes = new int[DatagramSender.BATCH];
    private final Runnable flushTurn = this::flushTurn;
    private int segments;
    private boolean isOpen;
    private boolean awaitsFlush;

    DatagramRun(MediaPort port) {
        this.port = port;
    }

    void add(UdpPath path, byte[] packet, int length) {
        if (!isOpen || !fits(path, length)) {
            begin(path, length);
        }
        room.writeBytes(packet, 0, length);
        segments++;
        isOpen = path.isSegmented() && length == segmentBytes[paths.size() - 1];
    }

    private boolean fits(UdpPath path, int length) {
        int piece = paths.size() - 1;
        return path.equals(paths.get(piece))
                && length <= segmentBytes[piece]
                && length <= room.writableBytes()
                && room.writerIndex() - starts[piece] + length <= MAX_PIECE_BYTES
                && segments < MAX_SEGMENTS;
    }

    private void begin(UdpPath path, int length) {
        if (paths.size() == DatagramSender.BATCH || length > room.writableBytes()) {
            flush();
        }
        starts[paths.size()] = room.writerIndex();
        segmentBytes[paths.size()] = length;
        paths.add(path);
        segments = 0;
    }

    /// What was added is sent when the loop has come to the end of its turn.
    void end() {
        isOpen = false;
        if (!paths.isEmpty() && !awaitsFlush) {
            awaitsFlush = true;
            port.atEndOfTurn(flushTurn);
        }
    }

    private void flushTurn() {
        awaitsFlush = false;
        flush();
    }

    private void flush() {
        int pieces = paths.size();
        DatagramSender sender = port.sender();
        if (sender != null) {
            for (int piece = 0; piece < pieces; piece++) {
                put(sender, piece);
            }
        }
        int next = 0;
        while (next < pieces) {
            int sent = sender == null ? -DatagramSender.AGAIN : sender.send(next, pieces - next);
            if (sent > 0) {
                next += sent;
            } else if (keep(next++, -sent)) {
                // What comes behind it must not overtake it.
                sender = null;
            }
        }
        paths.clear();
        isOpen = false;
        room.clear();
    }

    /// A piece did not go out: the socket is full, the viewer's route is gone, or the way there
    /// takes no pieces (packets longer than its MTU, a device that does not cut them); then each
    /// packet to this viewer goes alone from now on.
    ///
    /// @return whether it waits in the channel's queue now
    private boolean keep(int piece, int errno) {
        UdpPath path = paths.get(piece);
        if (errno == DatagramSender.AGAIN) {
            queue(piece, path.isSegmented() ? bytes(piece) : segmentBytes[piece]);
            return true;
        }
        port.countRefused();
        boolean isForPieces = bytes(piece) > segmentBytes[piece] && PIECES.contains(errno);
        if (isForPieces) {
            path.sendAlone();
            queue(piece, segmentBytes[piece]);
        }
        return isForPieces;
    }

    private void put(DatagramSender sender, int piece) {
        sender.put(
                piece,
                paths.get(piece).kernelAddress(sender),
                room.memoryAddress() + starts[piece],
                bytes(piece),
                segmentBytes[piece]);
    }

    private int bytes(int piece) {
        int end = piece + 1 < paths.size() ? starts[piece + 1] : room.writerIndex();
        return end - starts[piece];
    }

    /// @param most bytes of it that go into one entry
    private void queue(int piece, int most) {
        InetSocketAddress to = paths.get(piece).address();
        int end = starts[piece] + bytes(piece);
        for (int at = starts[piece]; at < end; at += most) {
            int bytes = Math.min(most, end - at);
            ByteBuf copy = port.allocate(bytes).writeBytes(room, at, bytes);
            port.write(
                    bytes <= segmentBytes[piece]
                            ? new DatagramPacket(copy, to)
                            : new SegmentedDatagramPacket(copy, segmentBytes[piece], to));
        }
    }

    /// What still waits is not sent.
    void release() {
        paths.clear();
        room.release();
    }
}
