package org.yuanjian.media.fmp4;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// Writes boxes into a buffer, filling in each one's size when its content is there (ISO/IEC
/// 14496-12 §4.2).
final class BoxWriter {
    private final ByteBuf out;

    BoxWriter(ByteBuf out) {
        this.out = out;
    }

    ByteBuf out() {
        return out;
    }

    /// A box of `type`; `content` writes what is inside.
    BoxWriter box(String type, Runnable content) {
        int start = out.writerIndex();
        out.writeInt(0);
        out.writeCharSequence(type, StandardCharsets.US_ASCII);
        content.run();
        out.setInt(start, out.writerIndex() - start);
        return this;
    }

    /// A box with version and flags.
    BoxWriter box(String type, int version, int flags, Runnable content) {
        return box(
                type,
                () -> {
                    out.writeByte(version).writeMedium(flags);
                    content.run();
                });
    }

    BoxWriter text(String text) {
        out.writeCharSequence(text, StandardCharsets.US_ASCII);
        return this;
    }

    BoxWriter u8(int value) {
        out.writeByte(value);
        return this;
    }

    BoxWriter u16(int value) {
        out.writeShort(value);
        return this;
    }

    BoxWriter u32(long value) {
        out.writeInt((int) value);
        return this;
    }

    BoxWriter u64(long value) {
        out.writeLong(value);
        return this;
    }

    BoxWriter zeros(int bytes) {
        out.writeZero(bytes);
        return this;
    }

    BoxWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }
}
