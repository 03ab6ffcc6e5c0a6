package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamSource;
import org.yuanjian.media.TrackFormat;

/// Keeps what a source tells, as copies.
final class RecordingReceiver implements StreamSource.Receiver {
    private static final long WAIT_SECONDS = 20;

    private final BlockingQueue<List<TrackFormat>> tracks = new LinkedBlockingQueue<>();
    private final BlockingQueue<Packet> packets = new LinkedBlockingQueue<>();
    private final BlockingQueue<StreamFault> faults = new LinkedBlockingQueue<>();

    /// One packet.
    static final class Packet {
        private final int channel;
        private final byte[] bytes;
        private final boolean startsKeyFrame;

        Packet(int channel, byte[] bytes, boolean startsKeyFrame) {
            this.channel = channel;
            this.bytes = bytes;
            this.startsKeyFrame = startsKeyFrame;
        }

        int channel() {
            return channel;
        }

        byte[] bytes() {
            return bytes;
        }

        /// Whether its burst says that the key frame begins here.
        boolean startsKeyFrame() {
            return startsKeyFrame;
        }

        int sequence() {
            return (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
        }

        int timestamp() {
            return intAt(4);
        }

        int ssrc() {
            return intAt(8);
        }

        int intAt(int index) {
            return (bytes[index] & 0xFF) << 24
                    | (bytes[index + 1] & 0xFF) << 16
                    | (bytes[index + 2] & 0xFF) << 8
                    | (bytes[index + 3] & 0xFF);
        }

        int nalType() {
            return bytes[12] & 0x1F;
        }
    }

    @Override
    public void onTracks(List<TrackFormat> formats) {
        tracks.add(formats);
    }

    @Override
    public void onBurst(RtpBurst burst) {
        int start = burst.frames().readerIndex() + RtpBurst.HEADER_BYTES;
        burst.forEach((channel, index, length) ->
                packets.add(
                        new Packet(
                                channel,
                                ByteBufUtil.getBytes(burst.frames(), index, length),
                                index - start == burst.keyFrameOffset())));
    }

    @Override
    public void onLost(StreamFault fault) {
        faults.add(fault);
    }

    private static <T> T await(BlockingQueue<T> queue, String what) throws InterruptedException {
        T next = queue.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no " + what + " came");
        }
        return next;
    }

    List<TrackFormat> awaitTracks() throws InterruptedException {
        return await(tracks, "tracks");
    }

    StreamFault awaitFault() throws InterruptedException {
        return await(faults, "fault");
    }

    /// The next packet of a channel; those of others are passed over.
    Packet awaitPacket(int channel) throws InterruptedException {
        while (true) {
            Packet packet = await(packets, "packet on channel " + channel);
            if (packet.channel() == channel) {
                return packet;
            }
        }
    }

    /// The next `count` packets of a channel.
    List<Packet> awaitPackets(int channel, int count) throws InterruptedException {
        List<Packet> found = new ArrayList<>();
        while (found.size() < count) {
            found.add(awaitPacket(channel));
        }
        return found;
    }

    int waitingFaults() {
        return faults.size();
    }
}
