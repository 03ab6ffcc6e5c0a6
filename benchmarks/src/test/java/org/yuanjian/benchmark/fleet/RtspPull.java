package org.yuanjian.benchmark.fleet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yuanjian.benchmark.fleet.media.FrameStamp;

/// A plain client of one camera with Basic login, which says what came.
final class RtspPull implements AutoCloseable {
    private static final int MILLIS = 15_000;

    private final Socket socket;
    private final DataInputStream in;
    private final String url;
    private final String login;
    private int cseq;

    RtspPull(SimulatedCamera camera, int port, boolean sub) throws IOException {
        socket = new Socket(camera.address(), port);
        socket.setSoTimeout(MILLIS);
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
        url = "rtsp://" + camera.address() + ":" + port + camera.profile().paths().of(sub);
        CameraCredentials user = camera.listedCredentials();
        byte[] token = (user.user() + ":" + user.password()).getBytes(StandardCharsets.UTF_8);
        login = Base64.getEncoder().encodeToString(token);
    }

    /// Asks for something; the status of the answer.
    int ask(String method, String path, String header) throws IOException {
        String request =
                "%s %s RTSP/1.0\r\nCSeq: %d\r\nAuthorization: Basic %s\r\n%s\r\n"
                        .formatted(method, url + path, ++cseq, login, header);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        String head = head();
        int length = 0;
        for (String line : head.lines().toList()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        in.readNBytes(length);
        return Integer.parseInt(head.substring(9, 12));
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /// Sets the pictures up and begins.
    RtspPull play() throws IOException {
        int status = ask("DESCRIBE", "", "");
        status =
                Math.max(
                        status,
                        ask("SETUP", "/trackID=1", "Transport: RTP/AVP/TCP;interleaved=6-7\r\n"));
        status = Math.max(status, ask("PLAY", "", ""));
        if (status != 200) {
            throw new IOException("status " + status);
        }
        return this;
    }

    /// Asks for a key frame by RTCP PLI.
    void requestKeyFrame() throws IOException {
        byte[] pli = {'$', 7, 0, 12, (byte) 0x81, (byte) 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2};
        socket.getOutputStream().write(pli);
    }

    /// The next packet on channel 6.
    ByteBuf packet() throws IOException {
        while (true) {
            if (in.readUnsignedByte() != '$') {
                throw new IOException("not a frame");
            }
            int channel = in.readUnsignedByte();
            byte[] packet = in.readNBytes(in.readUnsignedShort());
            if (channel == 6) {
                return Unpooled.wrappedBuffer(packet);
            }
        }
    }

    /// The stamps of the next pictures.
    List<FrameStamp> stamps(int count) throws IOException {
        List<FrameStamp> stamps = new ArrayList<>();
        while (stamps.size() < count) {
            ByteBuf packet = packet();
            Optional<FrameStamp> stamp = FrameStamp.find(packet, 0, packet.readableBytes());
            stamp.ifPresent(stamps::add);
        }
        return stamps;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
