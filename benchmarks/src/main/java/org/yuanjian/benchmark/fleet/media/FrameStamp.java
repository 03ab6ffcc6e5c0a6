package org.yuanjian.benchmark.fleet.media;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/// What every picture of the fleet says of itself: whose it is, which, and when it was sent.
///
/// Stands in a `user_data_unregistered` SEI message (ITU-T H.264 §D.1.7, H.265 §D.2.7) before the
/// first slice: a UUID, then 50 ASCII characters, so that no byte needs emulation prevention and the
/// numbers can be filled in where they lie:
///
///      UUID b3f1c7a2-5d84-4e69-9a17-2f6c83d1e45b
///      | '1' version | 'm' or 's' | camera ×8 | picture ×8 | epoch µs ×16 | nanos ×16 |
///
/// Numbers are lower-case hexadecimal.
///
/// @param sub whether it came from the sub stream
/// @param camera number of the camera, from 1
/// @param picture number of the picture in its RTSP session, from 1, dropped ones counted
/// @param sentEpochMicros when it was sent, microseconds since 1970
/// @param sentNanos the same by the monotonic clock of the fleet's machine (`System.nanoTime`,
///   `CLOCK_MONOTONIC`), which all processes of that machine share
public record FrameStamp(
        boolean sub, int camera, long picture, long sentEpochMicros, long sentNanos) {

    private static final byte[] UUID = {
        (byte) 0xb3,
        (byte) 0xf1,
        (byte) 0xc7,
        (byte) 0xa2,
        0x5d,
        (byte) 0x84,
        0x4e,
        0x69,
        (byte) 0x9a,
        0x17,
        0x2f,
        0x6c,
        (byte) 0x83,
        (byte) 0xd1,
        (byte) 0xe4,
        0x5b
    };
    private static final int DIGITS = 50;
    private static final int SEARCHED = 1024;
    private static final int USER_DATA_UNREGISTERED = 5;
    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    /// Finds the stamp in the first bytes of an RTP packet, a NAL unit or an access unit; empty if
    /// there is none.
    public static Optional<FrameStamp> find(ByteBuf buffer, int index, int length) {
        int last = index + Math.min(length, SEARCHED) - UUID.length - DIGITS;
        for (int at = index; at <= last; at++) {
            if (buffer.getByte(at) == UUID[0] && isUuid(buffer, at)) {
                return Optional.of(read(buffer, at + UUID.length));
            }
        }
        return Optional.empty();
    }

    private static FrameStamp read(ByteBuf buffer, int at) {
        return new FrameStamp(
                buffer.getByte(at + 1) == 's',
                (int) number(buffer, at + 2, 8),
                number(buffer, at + 10, 8),
                number(buffer, at + 18, 16),
                number(buffer, at + 34, 16));
    }

    /// Fills in the digits at `at`, see [CodedPicture#stampIndex].
    public void write(ByteBuf buffer, int at) {
        buffer.setByte(at + 1, sub ? 's' : 'm');
        putNumber(buffer, at + 2, 8, camera);
        putNumber(buffer, at + 10, 8, picture);
        putNumber(buffer, at + 18, 16, sentEpochMicros);
        putNumber(buffer, at + 34, 16, sentNanos);
    }

    /// The SEI NAL unit with digits still to be filled in.
    static byte[] blankUnit(boolean h265) {
        int header = h265 ? 2 : 1;
        byte[] unit = new byte[header + 2 + UUID.length + DIGITS + 1];
        // H.264: SEI is type 6. H.265: PREFIX_SEI is type 39, temporal id 1.
        unit[0] = (byte) (h265 ? 39 << 1 : 6);
        if (h265) {
            unit[1] = 1;
        }
        unit[header] = USER_DATA_UNREGISTERED;
        unit[header + 1] = (byte) (UUID.length + DIGITS);
        System.arraycopy(UUID, 0, unit, header + 2, UUID.length);
        java.util.Arrays.fill(unit, header + 2 + UUID.length, unit.length - 1, (byte) '0');
        unit[header + 2 + UUID.length] = '1';
        unit[unit.length - 1] = (byte) 0x80;
        return unit;
    }

    /// Where the digits stand in packets that hold a stamp.
    static int digitsIndex(ByteBuf packets) {
        for (int at = 0; at + UUID.length + DIGITS <= packets.readableBytes(); at++) {
            if (isUuid(packets, at)) {
                return at + UUID.length;
            }
        }
        throw new IllegalArgumentException("no stamp");
    }

    private static boolean isUuid(ByteBuf buffer, int at) {
        for (int i = 0; i < UUID.length; i++) {
            if (buffer.getByte(at + i) != UUID[i]) {
                return false;
            }
        }
        return true;
    }

    private static long number(ByteBuf buffer, int at, int digits) {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(buffer.getByte(at + i), 16);
            value = (value << 4) | Math.max(0, digit);
        }
        return value;
    }

    private static void putNumber(ByteBuf buffer, int at, int digits, long number) {
        long rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            buffer.setByte(at + i, HEX[(int) (rest & 0xF)]);
            rest >>>= 4;
        }
    }
}
