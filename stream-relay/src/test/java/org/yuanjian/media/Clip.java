package org.yuanjian.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.yuanjian.media.nal.AnnexB;
import org.yuanjian.media.nal.NalUnit;

/// The tiny clips of the test resources as access units.
public final class Clip {
    /// Where in presentation order the pictures of the clips with B-frames stand.
    private static final int[] REORDERED_H264 = {
        0, 4, 2, 1, 3, 8, 6, 5, 7, 12, 10, 9, 11, 14, 13, 15, 19, 17, 16, 18, 23, 21, 20, 22, 27,
        25, 24, 26, 29, 28
    };

    private static final int[] REORDERED_H265 = {
        0, 4, 2, 1, 3, 8, 6, 5, 7, 12, 10, 9, 11, 15, 14, 13, 19, 17, 16, 18, 23, 21, 20, 22, 27,
        25, 24, 26, 29, 28
    };

    private static final int FRAME_TICKS = 3600;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private Clip() {}

    /// The access units of a video clip, owned by the caller; the first is read at `startNanos`.
    ///
    /// @param name such as `plain.h264`, `reordered.h265`
    public static List<AccessUnit> video(String name, int track, long startNanos) {
        Codec codec = codec(name);
        List<List<ByteBuf>> pictures = pictures(codec, name);
        int[] order = codec == Codec.H265 ? REORDERED_H265 : REORDERED_H264;
        List<AccessUnit> units = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            int shown = name.startsWith("reordered") ? order[i] : i;
            boolean key =
                    pictures.get(i).stream().anyMatch(nal -> new NalUnit(codec, nal).isKeyFrame());
            long ticks = 1000 + (long) shown * FRAME_TICKS;
            units.add(
                    new AccessUnit(
                            track, ticks, startNanos + i * FRAME_NANOS, key, pictures.get(i)));
        }
        return units;
    }

    /// A video clip's format with its parameter sets.
    public static TrackFormat format(String name) {
        Codec codec = codec(name);
        List<byte[]> sets = new ArrayList<>();
        for (ByteBuf nal : AnnexB.split(Unpooled.wrappedBuffer(load(name)))) {
            if (new NalUnit(codec, nal).isParameterSet()
                    && sets.size() < (codec == Codec.H265 ? 3 : 2)) {
                sets.add(ByteBufUtil.getBytes(nal));
            }
            nal.release();
        }
        return TrackFormat.video(codec, 96, sets);
    }

    /// The AAC clip: one frame of 16 kHz mono, 1,024 samples, an access unit.
    public static List<AccessUnit> aac(int track, long startNanos) {
        byte[] bytes = load("tone.aac");
        List<AccessUnit> units = new ArrayList<>();
        for (int at = 0; at + 7 <= bytes.length; ) {
            // ADTS: 13 bits of frame length from bit 30 on, a header of 7 bytes.
            int length =
                    (bytes[at + 3] & 3) << 11
                            | (bytes[at + 4] & 0xFF) << 3
                            | (bytes[at + 5] & 0xFF) >> 5;
            ByteBuf frame = Unpooled.copiedBuffer(bytes, at + 7, length - 7);
            long arrival = startNanos + units.size() * TimeUnit.MILLISECONDS.toNanos(64);
            units.add(
                    new AccessUnit(
                            track, 77 + 1024L * units.size(), arrival, true, List.of(frame)));
            at += length;
        }
        return units;
    }

    /// The AAC clip's format: AAC-LC, 16 kHz, mono.
    public static TrackFormat aacFormat() {
        return new TrackFormat(
                Codec.AAC, 97, 16_000, 1, java.util.Map.of(), List.of(new byte[] {0x14, 0x08}));
    }

    private static Codec codec(String name) {
        return name.endsWith("h265") ? Codec.H265 : Codec.H264;
    }

    private static List<List<ByteBuf>> pictures(Codec codec, String name) {
        List<List<ByteBuf>> pictures = new ArrayList<>();
        List<ByteBuf> current = new ArrayList<>();
        boolean hasSlice = false;
        for (ByteBuf unit : AnnexB.split(Unpooled.wrappedBuffer(load(name)))) {
            NalUnit nal = new NalUnit(codec, unit);
            if (hasSlice && (!nal.isSlice() || nal.isFirstSlice())) {
                pictures.add(current);
                current = new ArrayList<>();
                hasSlice = false;
            }
            hasSlice |= nal.isSlice();
            current.add(unit);
        }
        pictures.add(current);
        return pictures;
    }

    private static byte[] load(String name) {
        try (InputStream in = Objects.requireNonNull(Clip.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
