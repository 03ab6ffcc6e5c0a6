package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.BurstAssembler;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.RtpSink;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.media.rtp.NtpTime;
import org.yuanjian.media.rtp.RtcpPacket;
import org.yuanjian.media.rtp.RtpPacket;

/// Turns what one read brought into one burst: checks each packet, gives it the hub's numbering,
/// marks key frames.
///
/// Event loop only. Lives as long as the source: numbering carries on from session to session.
final class PacketReceiver implements AutoCloseable {
    private static final int SENDER_REPORT_BYTES = 28;
    private static final int PAYLOAD_SPECIFIC_FEEDBACK = 206;
    private static final int PLI_BYTES = 12;

    private final RtpSink sink;
    private final BurstAssembler assembler;
    private final SenderReports reports;
    private final List<TrackNumbering> numberings = new ArrayList<>();
    private List<TrackFormat> formats = List.of();
    private long bursts;
    private final LongAdder malformed = new LongAdder();
    private final LongAdder late = new LongAdder();
    private boolean framed;
    private long firstFrameNanos;
    private long lastFrameNanos;
    private long lastKeyFrameNanos;
    private boolean hasVideo;

    PacketReceiver(RtpSink sink, BurstAssembler assembler, NtpTime time) {
        this.sink = sink;
        this.assembler = assembler;
        this.reports = new SenderReports(time);
    }

    /// A session begins; its packets are in these formats.
    void begin(List<TrackFormat> tracks, long nowNanos) {
        formats = tracks;
        hasVideo = tracks.stream().anyMatch(track -> track.codec().isVideo());
        framed = false;
        firstFrameNanos = nowNanos;
        lastFrameNanos = nowNanos;
        lastKeyFrameNanos = nowNanos;
        while (numberings.size() < tracks.size()) {
            numberings.add(new TrackNumbering(tracks.get(numberings.size())));
        }
        for (int track = 0; track < tracks.size(); track++) {
            numberings.get(track).sessionBegins(tracks.get(track));
        }
        reports.begin(tracks, nowNanos);
        sink.onTracks(tracks);
    }

    /// The session is over; what still arrives is none of ours.
    void end() {
        formats = List.of();
    }

    /// One read's interleaved frames.
    ///
    /// @param channels maps the camera's channel to ours (2 t RTP, 2 t + 1 RTCP), -1 for none
    void frames(ByteBuf frames, int[] channels, long nowNanos) {
        begin(frames.readableBytes());
        int at = frames.readerIndex();
        int end = frames.writerIndex();
        while (at < end) {
            int length = frames.getUnsignedShort(at + 2);
            int channel = channels[frames.getUnsignedByte(at + 1)];
            if (channel >= 0) {
                packet(channel, frames, at + RtpBurst.HEADER_BYTES, length, nowNanos);
            }
            at += RtpBurst.HEADER_BYTES + length;
        }
        deliver(nowNanos);
    }

    /// Begins a burst of single datagrams of at most `maxBytes`; [#datagram] adds, [#deliver] ends
    /// it.
    void begin(int maxBytes) {
        bursts++;
        int forReports = formats.size() * (RtpBurst.HEADER_BYTES + SenderReports.MAX_BYTES);
        assembler.begin(maxBytes + forReports);
    }

    void datagram(int channel, ByteBuf packet, long nowNanos) {
        packet(channel, packet, packet.readerIndex(), packet.readableBytes(), nowNanos);
    }

    void deliver(long nowNanos) {
        if (reports.isDue(nowNanos)) {
            reportOurselves(nowNanos);
        }
        @Nullable RtpBurst burst = assembler.end(nowNanos);
        if (burst != null) {
            try {
                sink.onBurst(burst);
            } finally {
                burst.release();
            }
        }
    }

    private void reportOurselves(long nowNanos) {
        for (int track = 0; track < formats.size(); track++) {
            TrackNumbering numbering = numberings.get(track);
            if (numbering.isRunning()
                    && reports.isSilent(track, nowNanos)
                    && reports.isWelcome(track, bursts)) {
                append(track, reports.ofOurs(track, numbering.highestTimestamp(), numbering));
                reports.reported(track, bursts, nowNanos);
            }
        }
    }

    private void append(int track, ByteBuf report) {
        assembler.append(2 * track + 1, report, 0, report.readableBytes());
    }

    private void packet(int channel, ByteBuf source, int index, int length, long nowNanos) {
        int track = channel >> 1;
        if (track >= formats.size()) {
            return;
        }
        if ((channel & 1) != 0) {
            report(track, source, index, length, nowNanos);
            return;
        }
        try {
            RtpPacket packet = RtpPacket.parse(source, index, length);
            if (packet.payloadType() == formats.get(track).payloadType()) {
                media(track, packet, length, nowNanos);
            } else {
                malformed.increment();
            }
        } catch (MalformedPacketException e) {
            malformed.increment();
        }
    }

    private void media(int track, RtpPacket packet, int length, long nowNanos) {
        TrackNumbering numbering = numberings.get(track);
        int position = assembler.append(2 * track, packet.buffer(), packet.index(), length);
        boolean keyFrame =
                numbering.renumber(packet, assembler.buffer(), position, bursts, nowNanos);
        reports.sent(track, packet.payloadLength());
        if (keyFrame) {
            assembler.keyFrameAt(numbering.pictureStart());
            lastKeyFrameNanos = nowNanos;
        }
        if (formats.get(track).codec().isVideo() || !hasVideo) {
            firstFrameNanos = framed ? firstFrameNanos : nowNanos;
            framed = true;
            lastFrameNanos = nowNanos;
        }
    }

    /// Of the camera's reports only what they say of its two clocks goes on (RFC 3550 §6.4.1); one
    /// about another SSRC than the packets have tells nothing of their time line.
    private void report(int track, ByteBuf source, int index, int length, long nowNanos) {
        TrackNumbering numbering = numberings.get(track);
        boolean isReport =
                length >= SENDER_REPORT_BYTES
                        && source.getUnsignedByte(index + 1) == RtcpPacket.SENDER_REPORT
                        && source.getUnsignedInt(index + 4) == numbering.cameraSsrc();
        if (isReport && numbering.isRunning() && reports.isWelcome(track, bursts)) {
            int timestamp = numbering.renumbered(source.getInt(index + 16));
            append(track, reports.ofCamera(track, source.getLong(index + 8), timestamp, numbering));
            reports.reported(track, bursts, nowNanos);
        }
    }

    /// How long frames have come in this session.
    long playedNanos() {
        return lastFrameNanos - firstFrameNanos;
    }

    /// `System.nanoTime` of the last video packet (audio, where there is no video).
    long lastFrameNanos() {
        return lastFrameNanos;
    }

    /// `System.nanoTime` of the last key frame; of the last packet where there is no video.
    long lastKeyFrameNanos() {
        return hasVideo ? lastKeyFrameNanos : lastFrameNanos;
    }

    /// Packets dropped because they were none of ours. Any thread.
    long malformed() {
        return malformed.sum();
    }

    /// A packet came after its place had passed, or twice.
    void countLate() {
        late.increment();
    }

    /// Packets dropped because they came too late. Any thread.
    long late() {
        return late.sum();
    }

    /// A picture loss indication for the camera's video track (RFC 4585 §6.3.1); empty before its
    /// first packet.
    Optional<KeyFrameRequest> keyFrameRequest(ByteBufAllocator allocator) {
        for (int track = 0; track < formats.size(); track++) {
            if (formats.get(track).codec().isVideo() && numberings.get(track).isRunning()) {
                ByteBuf pli =
                        allocator
                                .buffer(PLI_BYTES)
                                .writeByte(0x81)
                                .writeByte(PAYLOAD_SPECIFIC_FEEDBACK);
                pli.writeShort(PLI_BYTES / 4 - 1).writeInt(ReceiverReports.SSRC);
                return Optional.of(
                        new KeyFrameRequest(
                                track, pli.writeInt((int) numberings.get(track).cameraSsrc())));
            }
        }
        return Optional.empty();
    }

    /// An RTCP packet for the camera; who gets it releases it.
    record KeyFrameRequest(int track, ByteBuf packet) {}

    @Override
    public void close() {
        assembler.close();
    }
}
