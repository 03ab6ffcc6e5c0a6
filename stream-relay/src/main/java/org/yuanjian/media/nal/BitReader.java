package org.yuanjian.media.nal;

/// Reads bits and Exp-Golomb codes from the payload of a NAL unit, never beyond its end (H.264
/// §7.2, §9.1).
final class BitReader {
    private static final int MAX_LEADING_ZEROS = 31;

    private final byte[] bytes;
    private int bit;

    /// @param bytes a raw byte sequence payload: emulation prevention already taken out
    BitReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean flag() throws MalformedNalException {
        return bits(1) != 0;
    }

    /// The next `count` bits, 0–32, as an unsigned number.
    long bits(int count) throws MalformedNalException {
        if (bytes.length * 8L - bit < count) {
            throw new MalformedNalException("parameter set cut off");
        }
        long value = 0;
        for (int i = 0; i < count; i++, bit++) {
            value = value << 1 | (bytes[bit >> 3] >> (7 - (bit & 7)) & 1);
        }
        return value;
    }

    void skip(int count) throws MalformedNalException {
        if (bytes.length * 8L - bit < count) {
            throw new MalformedNalException("parameter set cut off");
        }
        bit += count;
    }

    /// `ue(v)`.
    long unsigned() throws MalformedNalException {
        int zeros = 0;
        while (!flag()) {
            if (++zeros > MAX_LEADING_ZEROS) {
                throw new MalformedNalException("Exp-Golomb code too long");
            }
        }
        return (1L << zeros) - 1 + bits(zeros);
    }

    /// `ue(v)` that the specification bounds.
    int unsigned(int max, String name) throws MalformedNalException {
        long value = unsigned();
        if (value > max) {
            throw new MalformedNalException(name + " above " + max);
        }
        return (int) value;
    }

    /// `se(v)`.
    long signed() throws MalformedNalException {
        long code = unsigned();
        return (code & 1) != 0 ? (code + 1) / 2 : -(code / 2);
    }
}
