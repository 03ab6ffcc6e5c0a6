package org.yuanjian.face;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the verifier's process and ours say to each other over its standard input and output.
///
///     first    READY, or the reason why not (UTF) and words (UTF)
///     order    number (4) | presence (1) | face (1) | bytes (4) | the file
///     answer   number (4) | READY (UTF) | the reading, or the reason (UTF) | words (UTF)
///     reading  template (4 + n) | reasons (1 + UTF each) | yaw, pitch, roll, eyes (8 each)
///              | live or NaN (8) | aligned JPEG (4 + n; -1: none)
final class FaceProtocol {
    static final String READY = "READY";

    private static final int MAX_FACE = 1 << 20;

    private FaceProtocol() {}

    /// An order with its number.
    record Numbered(int number, FaceOrder order) {}

    static void write(DataOutputStream out, Numbered numbered) throws IOException {
        FaceOrder order = numbered.order();
        out.writeInt(numbered.number());
        out.writeBoolean(order.wantsPresence());
        out.writeBoolean(order.wantsFace());
        writeBytes(out, order.picture());
        out.flush();
    }

    static Numbered readOrder(DataInputStream in) throws IOException {
        int number = in.readInt();
        boolean wantsPresence = in.readBoolean();
        boolean wantsFace = in.readBoolean();
        byte[] picture = readBytes(in, PictureCheck.MAX_BYTES);
        return new Numbered(
                number, new FaceOrder(picture, PictureCheck.FROM_PEOPLE, wantsPresence, wantsFace));
    }

    static void write(DataOutputStream out, FaceReading reading) throws IOException {
        out.writeUTF(READY);
        writeBytes(out, reading.template().bytes());
        out.writeByte(reading.reasons().size());
        for (FaceReason reason : reading.reasons()) {
            out.writeUTF(reason.name());
        }
        out.writeDouble(reading.pose().yawDegrees());
        out.writeDouble(reading.pose().pitchDegrees());
        out.writeDouble(reading.pose().rollDegrees());
        out.writeDouble(reading.eyeDistance());
        Double live = reading.live();
        out.writeDouble(live == null ? Double.NaN : live);
        byte[] aligned = reading.aligned();
        if (aligned == null) {
            out.writeInt(-1);
        } else {
            writeBytes(out, aligned);
        }
    }

    static void write(DataOutputStream out, FaceException refusal) throws IOException {
        out.writeUTF(refusal.reason().name());
        out.writeUTF(String.valueOf(refusal.getMessage()));
    }

    /// @throws FaceException if that is the answer
    static void readReady(DataInputStream in) throws IOException, FaceException {
        String kind = in.readUTF();
        if (!kind.equals(READY)) {
            throw new FaceException(reason(kind), in.readUTF());
        }
    }

    /// A reading behind [#READY].
    static FaceReading readReading(DataInputStream in) throws IOException, FaceException {
        FaceTemplate template = FaceTemplate.of(readBytes(in, MAX_FACE));
        int count = in.readUnsignedByte();
        List<FaceReason> reasons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reasons.add(reason(in.readUTF()));
        }
        HeadPose pose = new HeadPose(in.readDouble(), in.readDouble(), in.readDouble());
        double eyeDistance = in.readDouble();
        double live = in.readDouble();
        byte @Nullable [] aligned = readAligned(in);
        return new FaceReading(
                template, reasons, pose, eyeDistance, Double.isNaN(live) ? null : live, aligned);
    }

    private static byte @Nullable [] readAligned(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : readBytes(in, length, MAX_FACE);
    }

    private static FaceReason reason(String name) throws IOException {
        try {
            return FaceReason.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("no reason: " + name, e);
        }
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in, int most) throws IOException {
        return readBytes(in, in.readInt(), most);
    }

    private static byte[] readBytes(DataInputStream in, int length, int most) throws IOException {
        if (length < 0 || length > most) {
            throw new IOException("a length of " + length);
        }
        return in.readNBytes(length);
    }
}
