package org.yuanjian.relay.transcode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.media.Codec;

/// What a transcoder's process and ours say to each other over its standard input and output.
///
///     setup    codec (UTF) | widest (4)
///     order    flags (1) | timestamp (8) | bytes (4) | access unit with start codes
///     answer   count (1), then for each picture
///              key (1) | timestamp (8) | bytes (4) | H.264 with start codes
///
/// Each order has its answer, in turn; a picture may come with the answer to a later order.
final class TranscodeProtocol {
    /// No camera sends a larger picture.
    static final int MAX_BYTES = 8 << 20;

    /// No encoder is asked for a larger one.
    static final int MAX_TURNED_BYTES = 4 << 20;

    /// An answer holds what one order brought and what a decoder held back before it.
    static final int MAX_PICTURES = 17;

    private static final int KEY_WANTED = 1;
    private static final int SHOWN = 2;

    private TranscodeProtocol() {}

    /// What a process is for.
    ///
    /// @param codec of what comes
    /// @param widest the most pixels in a line of what goes out
    record Setup(Codec codec, int widest) {}

    /// A picture to be turned; the bytes are the whole of a heap buffer.
    ///
    /// @param keyWanted whether the next picture that goes out shall be a key frame
    /// @param shown whether pictures shall go out, or this one only be decoded for those after it
    /// @param ticks of presentation, at 90 kHz
    record Order(boolean keyWanted, boolean shown, long ticks, ByteBuffer bytes) {}

    /// A picture as H.264.
    record Turned(boolean isKey, long ticks, ByteBuffer bytes) {}

    static void write(DataOutputStream out, Setup setup) throws IOException {
        out.writeUTF(setup.codec().name());
        out.writeInt(setup.widest());
    }

    static Setup readSetup(DataInputStream in) throws IOException {
        return new Setup(Codec.valueOf(in.readUTF()), in.readInt());
    }

    static void write(DataOutputStream out, Order order) throws IOException {
        out.writeByte((order.keyWanted() ? KEY_WANTED : 0) | (order.shown() ? SHOWN : 0));
        out.writeLong(order.ticks());
        write(out, order.bytes());
        out.flush();
    }

    static Order readOrder(DataInputStream in) throws IOException {
        int flags = in.readByte();
        return new Order(
                (flags & KEY_WANTED) != 0,
                (flags & SHOWN) != 0,
                in.readLong(),
                bytes(in, MAX_BYTES));
    }

    static void write(DataOutputStream out, List<Turned> pictures) throws IOException {
        out.writeByte(pictures.size());
        for (Turned picture : pictures) {
            out.writeBoolean(picture.isKey());
            out.writeLong(picture.ticks());
            write(out, picture.bytes());
        }
        out.flush();
    }

    static List<Turned> readAnswer(DataInputStream in) throws IOException {
        int count = in.readUnsignedByte();
        if (count > MAX_PICTURES) {
            throw new IOException(count + " pictures at once");
        }
        List<Turned> pictures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pictures.add(new Turned(in.readBoolean(), in.readLong(), bytes(in, MAX_TURNED_BYTES)));
        }
        return pictures;
    }

    private static void write(DataOutputStream out, ByteBuffer bytes) throws IOException {
        out.writeInt(bytes.remaining());
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    private static ByteBuffer bytes(DataInputStream in, int most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new IOException("a length of " + length);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
