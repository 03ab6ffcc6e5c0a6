package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.benchmark.machine.PinnedProcess;
import org.yuanjian.benchmark.machine.Workbench;

/// Numbered streams that cameras would send, on the core of the load: H.264 whose packets carry
/// their send time and number, so that a viewer behind any relay knows what it missed and how late
/// the rest is.
public final class CameraFeed implements AutoCloseable {
    private final PinnedProcess process;
    private final Shape shape;
    private final int port;

    private CameraFeed(PinnedProcess process, Shape shape) throws IOException {
        this.process = process;
        this.shape = shape;
        this.port = Integer.parseInt(process.readUntil("port ").split(" ", -1)[1]);
    }

    public static CameraFeed start(Workbench bench, Shape shape)
            throws IOException, InterruptedException {
        return new CameraFeed(bench.load("camera", shape.arguments()), shape);
    }

    public Shape shape() {
        return shape;
    }

    public int port() {
        return port;
    }

    public PinnedProcess process() {
        return process;
    }

    /// How many frames found the socket of their reader full, since the beginning.
    public long fullFrames() throws IOException {
        process.send("count");
        return Long.parseLong(process.readUntil("sent ").split(" ", -1)[3]);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }

    /// What the cameras send.
    ///
    /// @param streams how many
    /// @param framesPerSecond of the video; a group of pictures lasts two seconds
    /// @param kbps bits per second of the video, in thousands
    /// @param payloadBytes largest payload of a packet
    /// @param audioMillis length of an audio packet, 0 without audio
    public record Shape(
            int streams, int framesPerSecond, int kbps, int payloadBytes, int audioMillis) {
        private static final int CAMERA_PAYLOAD = 1_400;
        private static final int BROWSER_PAYLOAD = 1_168;

        /// A main stream: 2 Mbit/s, 25 frames a second.
        public static Shape mains(int streams) {
            return new Shape(streams, 25, 2_000, CAMERA_PAYLOAD, 0);
        }

        /// Sub streams: 512 kbit/s, 15 frames a second, in packets that WHEP passes as they are.
        public static Shape subs(int streams) {
            return new Shape(streams, 15, 512, BROWSER_PAYLOAD, 0);
        }

        /// 65 packets and 600 kbit/s a second with all headers and tags, in packets that WHEP
        /// passes as they are.
        public static Shape browserStreams(int streams, int audioMillis) {
            return new Shape(streams, 15, 540, BROWSER_PAYLOAD, audioMillis);
        }

        private String[] arguments() {
            List<String> arguments = new ArrayList<>();
            arguments.addAll(List.of("--streams", Integer.toString(streams)));
            arguments.addAll(List.of("--fps", Integer.toString(framesPerSecond)));
            arguments.addAll(List.of("--kbps", Integer.toString(kbps)));
            arguments.addAll(List.of("--payload", Integer.toString(payloadBytes)));
            arguments.addAll(List.of("--audio-ms", Integer.toString(audioMillis)));
            return arguments.toArray(String[]::new);
        }
    }
}
