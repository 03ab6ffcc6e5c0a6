package org.yuanjian.face;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The verifier's process: reads faces in what it is handed until nobody hands it anything more.
/// Arguments: folder of models, manifest, number of threads.
public final class FaceApplication {
    private final DataOutputStream out;

    private FaceApplication(DataOutputStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // What libraries print is not for whom we speak to.
        System.setOut(System.err);
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        FaceApplication application = new FaceApplication(out);
        try (FaceEngine engine = engine(arguments)) {
            out.writeUTF(FaceProtocol.READY);
            out.flush();
            application.serve(engine, in);
        } catch (FaceException e) {
            FaceProtocol.write(out, e);
            out.flush();
        }
    }

    private static FaceEngine engine(String[] arguments) throws FaceException {
        FaceModels models = new FaceModels(Path.of(arguments[0]), Path.of(arguments[1]));
        return new FaceEngine(models, Integer.parseInt(arguments[2]));
    }

    private void serve(FaceEngine engine, DataInputStream in) throws IOException {
        while (true) {
            FaceProtocol.Numbered next;
            try {
                next = FaceProtocol.readOrder(in);
            } catch (EOFException e) {
                return;
            }
            var _ =
                    engine.read(next.order())
                            .whenComplete(
                                    (reading, refusal) -> answer(next.number(), reading, refusal));
        }
    }

    private synchronized void answer(
            int number, @Nullable FaceReading reading, @Nullable Throwable refusal) {
        try {
            out.writeInt(number);
            if (reading != null) {
                FaceProtocol.write(out, reading);
            } else {
                FaceProtocol.write(out, refusal(refusal));
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FaceException refusal(@Nullable Throwable cause) {
        Throwable known = cause instanceof CompletionException ? cause.getCause() : cause;
        return known instanceof FaceException refusal
                ? refusal
                : new FaceException(FaceReason.FAILED, String.valueOf(known));
    }
}
