package org.yuanjian.picture;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The decoder's process: decodes what it is handed until nobody hands it anything more.
public final class DecoderApplication {
    private DecoderApplication() {}

    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        PictureDecoder decoder = new PictureDecoder();
        out.writeUTF(DecoderProtocol.READY);
        out.flush();
        while (true) {
            DecoderProtocol.Order order;
            try {
                order = DecoderProtocol.read(in);
            } catch (EOFException e) {
                return;
            }
            answer(decoder, order, out);
            out.flush();
        }
    }

    private static void answer(
            PictureDecoder decoder, DecoderProtocol.Order order, DataOutputStream out)
            throws IOException {
        try {
            byte[] jpeg = decoder.decode(order.picture(), order.maxWidth());
            out.writeUTF(DecoderProtocol.FINE);
            out.writeInt(jpeg.length);
            out.write(jpeg);
        } catch (PictureException e) {
            byte[] words = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
            out.writeUTF(e.kind().name());
            out.writeInt(words.length);
            out.write(words);
        }
    }
}
