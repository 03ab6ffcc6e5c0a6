package org.yuanjian.benchmark.fleet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yuanjian.benchmark.fleet.media.FrameStamp;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.media.rtp.RtcpPacket;
import org.yuanjian.media.rtp.RtpPacket;

/// A plain client of one camera with Basic login, which says what came.
final class RtspPull implements AutoCloseable {
    static final int VIDEO = 6;
    static final int SOUND = 8;

    private static final int MILLIS = 15_000;

    /// What an answer said.
    record Answer(int status, String head) {
        /// Value of a header, empty if it is not there.
        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private record Frame(int channel, ByteBuf content) {}

    private final Socket socket;
    private final DataInputStream in;
    private final String url;
    private final String login;
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private int cseq;
    private int strayBytes;

    RtspPull(SimulatedCamera camera, int port, boolean sub) throws IOException {
        socket = new Socket(camera.address(), port);
        socket.setSoTimeout(MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        url = "rtsp://" + camera.address() + ":" + port + camera.path(sub);
        CameraCredentials user = camera.listedCredentials();
        byte[] token = (user.user() + ":" + user.password()).getBytes(StandardCharsets.UTF_8);
        login = Base64.getEncoder().encodeToString(token);
    }

    /// Reads fail after this long from now on.
    RtspPull withPatience(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    /// Asks for something; frames that come before the answer are kept.
    Answer ask(String method, String path, String header) throws IOException {
        String request =
                "%s %s RTSP/1.0\r\nCSeq: %d\r\nAuthorization: Basic %s\r\n%s\r\n"
                        .formatted(method, url + path, ++cseq, login, header);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        int first = next();
        while (first == '$') {
            waiting.add(readFrame());
            first = next();
        }
        StringBuilder head = new StringBuilder().append((char) first);
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        Answer answer = new Answer(Integer.parseInt(head.substring(9, 12)), head.toString());
        String length = answer.header("Content-Length");
        in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        return answer;
    }

    /// The next byte that begins something.
    private int next() throws IOException {
        int first = in.readUnsignedByte();
        while (first >= 0x80) {
            strayBytes++;
            first = in.readUnsignedByte();
        }
        return first;
    }

    private Frame readFrame() throws IOException {
        int channel = in.readUnsignedByte();
        byte[] content = new byte[in.readUnsignedShort()];
        in.readFully(content);
        return new Frame(channel, Unpooled.wrappedBuffer(content));
    }

    /// Bytes so far that were neither frames nor answers.
    int strayBytes() {
        return strayBytes;
    }

    /// Sets the pictures up and begins.
    RtspPull play() throws IOException {
        setUp("/trackID=1", VIDEO);
        return begin();
    }

    /// The same with sound.
    RtspPull playWithSound() throws IOException {
        setUp("/trackID=2", SOUND);
        return play();
    }

    private void setUp(String track, int channel) throws IOException {
        String transport =
                "Transport: RTP/AVP/TCP;interleaved=%d-%d\r\n".formatted(channel, channel + 1);
        expect(ask("SETUP", track, transport));
    }

    private RtspPull begin() throws IOException {
        expect(ask("PLAY", "", ""));
        return this;
    }

    private static void expect(Answer answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("status " + answer.status());
        }
    }

    /// Asks for a key frame by RTCP PLI.
    void requestKeyFrame() throws IOException {
        byte[] pli = {'$', 7, 0, 12, (byte) 0x81, (byte) 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2};
        socket.getOutputStream().write(pli);
    }

    /// Whether frames came that nobody has asked for yet.
    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /// Lets go of everything the camera has sent up to now.
    void catchUp() throws IOException {
        ask("OPTIONS", "", "");
        waiting.clear();
    }

    /// The next frame on a channel; those on others are let go.
    private ByteBuf frame(int channel) throws IOException {
        while (true) {
            Frame frame = waiting.isEmpty() ? nextFrame() : waiting.remove();
            if (frame.channel() == channel) {
                return frame.content();
            }
        }
    }

    private Frame nextFrame() throws IOException {
        if (next() != '$') {
            throw new IOException("not a frame");
        }
        return readFrame();
    }

    /// The next packet of a track.
    RtpPacket packet(int channel) throws IOException {
        ByteBuf frame = frame(channel);
        try {
            return RtpPacket.parse(frame, 0, frame.readableBytes());
        } catch (MalformedPacketException e) {
            throw new IOException(e);
        }
    }

    /// The next sender report of the pictures.
    RtcpPacket.SenderReport report() throws IOException {
        ByteBuf frame = frame(VIDEO + 1);
        try {
            return (RtcpPacket.SenderReport)
                    RtcpPacket.parse(frame, 0, frame.readableBytes()).getFirst();
        } catch (MalformedPacketException e) {
            throw new IOException(e);
        }
    }

    /// The packets of the next picture, up to the marker.
    List<RtpPacket> picture() throws IOException {
        List<RtpPacket> packets = new ArrayList<>();
        do {
            packets.add(packet(VIDEO));
        } while (!packets.getLast().marker());
        return packets;
    }

    /// The next picture that begins with an SPS of H.264 or a VPS of H.265, as key frames do.
    List<RtpPacket> keyPicture() throws IOException {
        List<RtpPacket> picture = picture();
        while (!isParameterSet(picture.getFirst().payloadByte(0))) {
            picture = picture();
        }
        return picture;
    }

    private static boolean isParameterSet(int header) {
        return (header & 0x1F) == 7 || header >> 1 == 32;
    }

    /// The stamp of a picture.
    static FrameStamp stamp(List<RtpPacket> picture) throws IOException {
        return picture.stream()
                .flatMap(packet -> stamp(packet).stream())
                .findFirst()
                .orElseThrow(EOFException::new);
    }

    static Optional<FrameStamp> stamp(RtpPacket packet) {
        return FrameStamp.find(packet.buffer(), 0, packet.buffer().readableBytes());
    }

    /// The stamps of the next pictures.
    List<FrameStamp> stamps(int count) throws IOException {
        List<FrameStamp> stamps = new ArrayList<>();
        while (stamps.size() < count) {
            stamp(packet(VIDEO)).ifPresent(stamps::add);
        }
        return stamps;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
