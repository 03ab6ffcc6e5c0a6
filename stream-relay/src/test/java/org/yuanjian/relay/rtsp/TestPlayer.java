package org.yuanjian.relay.rtsp;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An RTSP player of the simplest kind on a blocking socket, apart from all product code.
public final class TestPlayer implements AutoCloseable {
    private static final int WAIT_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final Socket socket;
    private final DataInputStream in;
    private final String uri;
    private final List<Frame> early = new ArrayList<>();
    private int cseq;

    /// One interleaved frame.
    static final class Frame {
        private final int channel;
        private final byte[] packet;

        Frame(int channel, byte[] packet) {
            this.channel = channel;
            this.packet = packet;
        }

        int channel() {
            return channel;
        }

        byte[] packet() {
            return packet;
        }

        int sequence() {
            return (packet[2] & 0xFF) << 8 | (packet[3] & 0xFF);
        }

        int nalType() {
            return packet[12] & 0x1F;
        }
    }

    /// An answer as it stood on the wire.
    public record Answer(int status, String head, String body) {}

    public TestPlayer(InetSocketAddress server, String uri) throws IOException {
        this.socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(WAIT_MILLIS);
        this.in = new DataInputStream(socket.getInputStream());
        this.uri = uri;
    }

    public Answer ask(String method, String control, String... fields) throws IOException {
        send(method, control, fields);
        return answer();
    }

    /// The same for another URI than the player's own.
    Answer askFor(String method, String otherUri, String... fields) throws IOException {
        pipeline(requestFor(method, otherUri, fields));
        return answer();
    }

    void send(String method, String control, String... fields) throws IOException {
        pipeline(request(method, control, fields));
    }

    /// The text of the next request.
    String request(String method, String control, String... fields) {
        return requestFor(method, uri + control, fields);
    }

    private String requestFor(String method, String target, String... fields) {
        String head = method + " " + target + " RTSP/1.0\r\nCSeq: " + ++cseq + "\r\n";
        String all = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        return head + all + "\r\n";
    }

    /// Sends requests, or whatever it is, in one write.
    void pipeline(String... requests) throws IOException {
        String all = String.join("", requests);
        socket.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether the relay still took a request.
    boolean trySend(String method) {
        try {
            send(method, "");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// DESCRIBE, SETUP of `tracks` tracks and PLAY over TCP.
    public void play(int tracks) throws IOException {
        expect(200, ask("DESCRIBE", ""));
        for (int track = 0; track < tracks; track++) {
            String channels = "interleaved=" + 2 * track + "-" + (2 * track + 1);
            String transport = "Transport: RTP/AVP/TCP;unicast;" + channels;
            expect(200, ask("SETUP", "&/trackID=" + track, transport));
        }
        expect(200, ask("PLAY", ""));
    }

    private static void expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError(answer.head());
        }
    }

    /// The next answer; frames before it are kept for [#frame].
    Answer answer() throws IOException {
        int first = in.readUnsignedByte();
        while (first == '$') {
            early.add(readFrame());
            first = in.readUnsignedByte();
        }
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(first);
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            head.write(in.readUnsignedByte());
        }
        String text = head.toString(StandardCharsets.UTF_8);
        Matcher length = LENGTH.matcher(text);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return new Answer(
                Integer.parseInt(text.split(" ", 3)[1]),
                text,
                new String(body, StandardCharsets.UTF_8));
    }

    Frame frame() throws IOException {
        if (!early.isEmpty()) {
            return early.removeFirst();
        }
        if (in.readUnsignedByte() != '$') {
            throw new AssertionError("no frame");
        }
        return readFrame();
    }

    private Frame readFrame() throws IOException {
        int channel = in.readUnsignedByte();
        byte[] packet = new byte[in.readUnsignedShort()];
        in.readFully(packet);
        return new Frame(channel, packet);
    }

    /// The next frame of a channel; those of others are passed over.
    Frame frame(int channel) throws IOException {
        Frame frame = frame();
        while (frame.channel() != channel) {
            frame = frame();
        }
        return frame;
    }

    /// Reads until the relay closes the connection.
    public void awaitEnd() throws IOException {
        try {
            while (true) {
                in.readByte();
            }
        } catch (EOFException | SocketException e) {
            // The end awaited; a reset where the relay had not read everything.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
