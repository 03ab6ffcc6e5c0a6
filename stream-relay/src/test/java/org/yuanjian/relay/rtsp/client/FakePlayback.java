package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends the clip to one client of a [FakeCamera], picture by picture, over TCP or UDP.
final class FakePlayback implements AutoCloseable {
    private static final int VIDEO = 0;
    private static final int AUDIO = 1;
    private static final int SAMPLES = 320;
    private static final int OPUS_A_PICTURE = 2;
    private static final int OPUS_TICKS = 960;
    private static final int REPORT_EVERY = 10;

    private final Channel channel;
    private final TestClip clip;
    private final FakeCameraScript script;
    private final Map<Integer, FakeUdpPorts> udpPorts;
    private final TestPacketizer video = new TestPacketizer(96, 0x11111111, 65_500, 1_000_000);
    private final List<byte[]> opus;
    private final TestPacketizer audio;
    private final byte[] silence = new byte[SAMPLES];
    private @Nullable ScheduledFuture<?> timer;
    private int next;
    private int heard;

    FakePlayback(
            Channel channel,
            TestClip clip,
            FakeCameraScript script,
            Map<Integer, FakeUdpPorts> udpPorts) {
        this.channel = channel;
        this.clip = clip;
        this.script = script;
        this.udpPorts = udpPorts;
        this.opus = script.opus;
        this.audio = new TestPacketizer(opus.isEmpty() ? 8 : 97, 0x22222222, 100, 5_000);
        this.next = script.firstPicture;
        Arrays.fill(silence, (byte) 0xD5);
    }

    void start() {
        if (script.openFeed().isPresent()) {
            script.openFeed().get().to(packet -> channel.eventLoop().execute(() -> pass(packet)));
            return;
        }
        timer =
                channel.eventLoop()
                        .scheduleAtFixedRate(
                                this::tick, 0, script.frameMillis, TimeUnit.MILLISECONDS);
    }

    private void pass(byte[] packet) {
        send(2 * VIDEO, packet);
        channel.flush();
    }

    void reboot() {
        video.reboot(0x33333333, 7, 90);
        audio.reboot(0x44444444, 9, 80);
    }

    private void tick() {
        if (!script.sendsFrames) {
            return;
        }
        int picture = next++;
        while (!script.sendsKeyFrames && clip.isKeyFrame(picture)) {
            picture = next++;
        }
        video.picture(clip.picture(picture)).forEach(packet -> send(2 * VIDEO, packet));
        if (script.hasAudio) {
            sound();
        }
        if (script.sendsReports && picture % REPORT_EVERY == 0) {
            send(2 * VIDEO + 1, video.senderReport());
        }
        channel.flush();
    }

    private void sound() {
        if (opus.isEmpty()) {
            send(2 * AUDIO, audio.audio(silence, SAMPLES));
            return;
        }
        for (int i = 0; i < OPUS_A_PICTURE; i++) {
            send(2 * AUDIO, audio.audio(opus.get(heard++ % opus.size()), OPUS_TICKS));
        }
    }

    private void send(int ours, byte[] packet) {
        FakeUdpPorts ports = udpPorts.get(ours >> 1);
        if (ports != null) {
            ports.send((ours & 1) != 0, packet);
        } else {
            ByteBuf frame = channel.alloc().buffer(4 + packet.length);
            frame.writeByte('$').writeByte(ours).writeShort(packet.length).writeBytes(packet);
            channel.write(frame);
        }
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
