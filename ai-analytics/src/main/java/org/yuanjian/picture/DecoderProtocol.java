package org.yuanjian.picture;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.yuanjian.picture.CodedPicture.Coding;

/// What the decoder's process and ours say to each other over its standard input and output.
///
///     answer   READY (UTF), once, when it can be asked
///     order    coding (UTF) | widest (4) | bytes (4) | the coded picture
///     answer   FINE (UTF) | bytes (4) | JPEG, or kind (UTF) | bytes (4) | words in UTF-8
final class DecoderProtocol {
    /// No camera sends a larger key frame.
    static final int MAX_BYTES = 8 << 20;

    static final String READY = "READY";
    static final String FINE = "FINE";

    private DecoderProtocol() {}

    /// @param maxWidth of the JPEG
    record Order(CodedPicture picture, int maxWidth) {}

    static void write(DataOutputStream out, Order order) throws IOException {
        byte[] bytes = order.picture().bytes();
        out.writeUTF(order.picture().coding().name());
        out.writeInt(order.maxWidth());
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    static Order read(DataInputStream in) throws IOException {
        Coding coding = Coding.valueOf(in.readUTF());
        int maxWidth = in.readInt();
        return new Order(new CodedPicture(coding, bytes(in)), maxWidth);
    }

    static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("a length of " + length);
        }
        return in.readNBytes(length);
    }
}
