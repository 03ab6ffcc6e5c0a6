package org.yuanjian.camera.snapshot;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.TrackFormat;

/// A picture as a device sent it.
///
/// @param kind how it is coded
/// @param bytes H.264 and H.265 in Annex B form, parameter sets first (H.264 annex B); else the
///   file
@SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
public record CodedFrame(Kind kind, byte[] bytes) {
    private static final byte[] START_CODE = {0, 0, 0, 1};

    /// How pictures are coded.
    public enum Kind {
        H264,
        H265,
        JPEG
    }

    /// A copy of a key frame, which is borrowed.
    public static CodedFrame of(TrackFormat format, AccessUnit unit) {
        Kind kind =
                switch (format.codec()) {
                    case H264 -> Kind.H264;
                    case H265 -> Kind.H265;
                    default -> throw new IllegalArgumentException("no picture");
                };
        List<byte[]> sets = format.parameterSets();
        int bytes = unit.payloadBytes() + START_CODE.length * (unit.units().size() + sets.size());
        for (byte[] set : sets) {
            bytes += set.length;
        }
        byte[] all = new byte[bytes];
        int at = 0;
        for (byte[] set : sets) {
            at = append(all, at, START_CODE);
            at = append(all, at, set);
        }
        for (ByteBuf nal : unit.units()) {
            at = append(all, at, START_CODE);
            int length = nal.readableBytes();
            nal.getBytes(nal.readerIndex(), all, at, length);
            at += length;
        }
        return new CodedFrame(kind, all);
    }

    private static int append(byte[] all, int at, byte[] part) {
        System.arraycopy(part, 0, all, at, part.length);
        return at + part.length;
    }

    @Override
    public String toString() {
        return kind + ", " + bytes.length + " bytes";
    }
}
