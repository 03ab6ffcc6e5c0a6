package org.yuanjian.relay.transcode;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/// A transcoder's process: turns the pictures of one stream until nobody hands it any more.
public final class TranscoderApplication {
    private static final int BUFFER_BYTES = 1 << 16;

    private TranscoderApplication() {}

    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, BUFFER_BYTES));
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(System.out, BUFFER_BYTES));
        try (PictureTranscoder transcoder =
                new PictureTranscoder(TranscodeProtocol.readSetup(in))) {
            while (true) {
                TranscodeProtocol.write(out, transcoder.turn(TranscodeProtocol.readOrder(in)));
            }
        } catch (EOFException e) {
            // Whoever started us has what they wanted, or is gone.
        } catch (TranscodeException e) {
            System.exit(1);
        }
    }
}
