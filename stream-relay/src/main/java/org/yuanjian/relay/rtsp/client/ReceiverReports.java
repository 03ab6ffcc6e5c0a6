package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.RtcpPacket.ReceiverReport;
import org.yuanjian.media.rtp.RtcpPacket.ReportBlock;

/// Tells a camera what arrives of its packets over UDP, every five seconds or so (RFC 3550 §6.4.2):
/// some cameras end a session whose receiver says nothing. One thread.
///
/// Over TCP nothing is lost on the way and the connection says that we are there; reports would be
/// bytes between the packets for nobody, and there are cameras that close a connection on them.
final class ReceiverReports {
    /// Our SSRC in everything we tell a camera.
    static final int SSRC = 0x59554A4E;

    private static final int INTERVAL_MILLIS = 5_000;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int CNAME_ITEM = 1;
    private static final int MAX_BYTES = 8 + 24 + 4 + 4 + 32;

    private final RandomGenerator random;
    private final byte[] cname;
    private final List<ReceptionStatistics> tracks = new ArrayList<>();
    private boolean begun;

    ReceiverReports(List<TrackFormat> formats, RandomGenerator random) {
        this.random = random;
        // RFC 7022 §4.2: a name of this session, which tells nothing of this machine.
        String name = Long.toHexString(random.nextLong());
        this.cname = name.getBytes(StandardCharsets.US_ASCII);
        formats.forEach(format -> tracks.add(new ReceptionStatistics(format.clockRate())));
    }

    ReceptionStatistics track(int track) {
        return tracks.get(track);
    }

    /// How long until the next reports: half to one and a half intervals, so that sessions do not
    /// fall into step; half of that before the first (RFC 3550 §6.2).
    long nextMillis() {
        long millis = random.nextLong(INTERVAL_MILLIS / 2, 3 * INTERVAL_MILLIS / 2 + 1);
        long wait = begun ? millis : millis / 2;
        begun = true;
        return wait;
    }

    /// The compound packet for a track's camera: a report, which is empty where nothing came, and
    /// our name (RFC 3550 §6.1). The caller releases it.
    ByteBuf packet(int track, ByteBufAllocator allocator, long nowNanos) {
        Optional<ReportBlock> block = tracks.get(track).block(nowNanos);
        ByteBuf out = allocator.buffer(MAX_BYTES);
        new ReceiverReport(SSRC, block.stream().toList()).writeTo(out);
        writeName(out);
        return out;
    }

    /// RFC 3550 §6.5.1: one chunk of one item; zeros end it and fill the word.
    private void writeName(ByteBuf out) {
        int start = out.writerIndex();
        out.writeByte(0x81).writeByte(SOURCE_DESCRIPTION).writeShort(0).writeInt(SSRC);
        out.writeByte(CNAME_ITEM).writeByte(cname.length).writeBytes(cname).writeByte(0);
        out.writeZero(start - out.writerIndex() & 3);
        out.setShort(start + 2, (out.writerIndex() - start) / 4 - 1);
    }
}
