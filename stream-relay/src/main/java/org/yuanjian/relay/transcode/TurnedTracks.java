package org.yuanjian.relay.transcode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.BurstAssembler;
import org.yuanjian.media.Codec;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamSource;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.nal.AnnexB;
import org.yuanjian.media.nal.NalUnit;
import org.yuanjian.media.rtp.RtpPacketizer;
import org.yuanjian.relay.transcode.TranscodeProtocol.Turned;

/// The tracks of a stream whose picture is turned: cuts pictures as H.264 into packets, and sound
/// as it came. Tells the formats with the first key frame. Event loop only.
final class TurnedTracks implements AutoCloseable {
    private static final int MAX_PACKET_BYTES = 1400;
    private static final int SPARE_BYTES = 4096;

    private final List<TrackFormat> sources;
    private final int video;
    private final StreamSource.Receiver receiver;
    private final BurstAssembler assembler = new BurstAssembler(ByteBufAllocator.DEFAULT);
    private final List<RtpPacketizer> packetizers = new ArrayList<>();
    private @Nullable TrackFormat told;

    /// @param sources what the camera sends
    /// @param video index of the picture among them
    TurnedTracks(List<TrackFormat> sources, int video, StreamSource.Receiver receiver) {
        this.sources = sources;
        this.video = video;
        this.receiver = receiver;
    }

    /// A picture that came out; `arrivalNanos` is when what it was turned from arrived.
    void picture(Turned picture, long arrivalNanos) {
        List<ByteBuf> units = AnnexB.split(Unpooled.wrappedBuffer(picture.bytes()));
        AccessUnit unit =
                new AccessUnit(video, picture.ticks(), arrivalNanos, picture.isKey(), units);
        if (picture.isKey()) {
            tell(formatOf(unit));
        }
        send(unit);
    }

    private TrackFormat formatOf(AccessUnit key) {
        List<byte[]> sets = new ArrayList<>();
        for (ByteBuf nal : key.units()) {
            if (new NalUnit(Codec.H264, nal).isParameterSet()) {
                sets.add(ByteBufUtil.getBytes(nal));
            }
        }
        int payloadType = sources.get(video).payloadType();
        return new TrackFormat(
                Codec.H264,
                payloadType,
                TrackFormat.VIDEO_CLOCK_RATE,
                0,
                Map.of("packetization-mode", "1"),
                sets);
    }

    private void tell(TrackFormat format) {
        if (format.equals(told)) {
            return;
        }
        told = format;
        List<TrackFormat> formats = new ArrayList<>();
        packetizers.clear();
        for (int track = 0; track < sources.size(); track++) {
            TrackFormat each = track == video ? format : asPacketized(sources.get(track));
            formats.add(each);
            packetizers.add(new RtpPacketizer(each, track + 1L, 0, MAX_PACKET_BYTES));
        }
        receiver.onTracks(formats);
    }

    // RFC 3640 §3.3.6: whatever the camera's mode, the packets cut here are AAC-hbr.
    private static TrackFormat asPacketized(TrackFormat format) {
        if (format.codec() != Codec.AAC) {
            return format;
        }
        Map<String, String> fmtp = new HashMap<>(format.fmtp());
        fmtp.putAll(
                Map.of(
                        "mode",
                        "AAC-hbr",
                        "sizelength",
                        "13",
                        "indexlength",
                        "3",
                        "indexdeltalength",
                        "3"));
        return new TrackFormat(
                Codec.AAC,
                format.payloadType(),
                format.clockRate(),
                format.channels(),
                fmtp,
                format.parameterSets());
    }

    /// Sends an access unit, which it owns, once the formats have been told.
    void send(AccessUnit unit) {
        try {
            if (!packetizers.isEmpty()) {
                cut(unit);
            }
        } finally {
            unit.release();
        }
    }

    private void cut(AccessUnit unit) {
        int bytes = unit.payloadBytes();
        assembler.begin(bytes + bytes / 4 + SPARE_BYTES);
        if (unit.track() == video && unit.isKeyFrame()) {
            assembler.keyFrameAt(assembler.buffer().writerIndex() + RtpBurst.HEADER_BYTES);
        }
        packetizers
                .get(unit.track())
                .write(
                        unit,
                        packet -> {
                            int length = packet.readableBytes();
                            assembler.append(
                                    2 * unit.track(), packet, packet.readerIndex(), length);
                            packet.release();
                        });
        RtpBurst burst = assembler.end(unit.arrivalNanos());
        if (burst != null) {
            receiver.onBurst(burst);
            burst.release();
        }
    }

    /// Whether the formats have been told.
    boolean areTold() {
        return told != null;
    }

    /// Nobody has the formats any more: they are told again with the next key frame.
    void forget() {
        told = null;
        packetizers.clear();
    }

    @Override
    public void close() {
        assembler.close();
    }
}
