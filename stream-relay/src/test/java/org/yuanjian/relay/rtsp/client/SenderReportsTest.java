package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.BurstAssembler;
import org.yuanjian.media.Codec;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.RtpSink;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.media.rtp.NtpTime;
import org.yuanjian.media.rtp.RtcpPacket;
import org.yuanjian.media.rtp.RtcpPacket.SenderReport;

/// What players are told of the time, whatever the camera says.
class SenderReportsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int VIDEO = 0;
    private static final int AUDIO = 1;
    private static final int SSRC = 7;

    private Instant now = START;
    private final List<SenderReport> video = new ArrayList<>();
    private final List<SenderReport> audio = new ArrayList<>();
    private final PacketReceiver receiver =
            new PacketReceiver(
                    new Reports(),
                    new BurstAssembler(PooledByteBufAllocator.DEFAULT),
                    new NtpTime(() -> now));
    private final int[] channels = {0, 1, 2, 3};

    private final class Reports implements RtpSink {
        @Override
        public void onTracks(List<TrackFormat> tracks) {}

        @Override
        public void onBurst(RtpBurst burst) {
            burst.forEach((channel, index, length) -> {
                if ((channel & 1) != 0) {
                    (channel == 1 ? video : audio).add(parse(burst.frames(), index, length));
                }
            });
        }

        private static SenderReport parse(ByteBuf frames, int index, int length) {
            try {
                return (SenderReport) RtcpPacket.parse(frames, index, length).getFirst();
            } catch (MalformedPacketException e) {
                throw new AssertionError(e);
            }
        }
    }

    @BeforeEach
    void setUp() {
        begin();
    }

    private void begin() {
        receiver.begin(
                List.of(
                        TrackFormat.video(Codec.H264, 96, List.of()),
                        new TrackFormat(Codec.PCMA, 8, 8000, 1, Map.of(), List.of())),
                nanos());
    }

    @AfterEach
    void tearDown() {
        receiver.close();
    }

    private long nanos() {
        return Duration.between(START, now).toNanos();
    }

    private void read(ByteBuf frames) {
        receiver.frames(frames, channels, nanos());
        frames.release();
    }

    private static ByteBuf media(int track, int sequence, int timestamp) {
        ByteBuf out = Unpooled.buffer();
        out.writeByte('$').writeByte(2 * track).writeShort(12 + 4);
        out.writeByte(0x80).writeByte(track == VIDEO ? 96 : 8).writeShort(sequence);
        return out.writeInt(timestamp).writeInt(SSRC).writeInt(0x41000000);
    }

    private static ByteBuf report(ByteBuf out, int track, Instant time, int timestamp) {
        out.writeByte('$').writeByte(2 * track + 1).writeShort(28);
        new SenderReport(SSRC, new NtpTime(() -> time).now(), timestamp, 900, 900, List.of())
                .writeTo(out);
        return out;
    }

    private void report(int track, Instant time, int timestamp) {
        read(report(Unpooled.buffer(), track, time, timestamp));
    }

    private void pass(long millis) {
        now = now.plusMillis(millis);
    }

    private long ntp() {
        return new NtpTime(() -> now).now();
    }

    private static double seconds(long later, long earlier) {
        return (later - earlier) / (double) NtpTime.SECOND;
    }

    @Test
    void report_cameraClockYearsOff_isOnOursAndKeepsTheTracksTogether() {
        Instant wrong = Instant.parse("2000-01-01T00:00:00Z");
        read(media(VIDEO, 1, 90_000));
        read(media(AUDIO, 1, 8_000));
        report(VIDEO, wrong, 90_000);
        pass(100);
        report(AUDIO, wrong.plusMillis(40), 8_000);

        assertThat(video.getFirst().ntpTimestamp()).isEqualTo(new NtpTime(() -> START).now());
        // 40 ms apart, as the camera says, though they came 100 ms apart.
        assertThat(seconds(audio.getFirst().ntpTimestamp(), video.getFirst().ntpTimestamp()))
                .isCloseTo(0.04, within(1e-6));
    }

    @Test
    void report_cameraClockIsSet_staysOnOurs() {
        read(media(VIDEO, 1, 90_000));
        report(VIDEO, Instant.EPOCH, 90_000);
        pass(5_000);
        report(VIDEO, START, 540_000);

        assertThat(video.getLast().ntpTimestamp()).isEqualTo(ntp());
    }

    @Test
    void report_cameraClockRunsSlow_isFollowedInSmallSteps() {
        read(media(VIDEO, 1, 0));
        Instant camera = START;
        for (int i = 0; i < 2_000; i++) {
            // 100 millionths slow, for almost three hours.
            pass(5_000);
            camera = camera.plusNanos(4_999_500_000L);
            report(VIDEO, camera, 450_000 * i);
        }

        for (int i = 1; i < video.size(); i++) {
            assertThat(seconds(video.get(i).ntpTimestamp(), video.get(i - 1).ntpTimestamp()))
                    .isCloseTo(5, within(0.0026));
        }
        assertThat(seconds(ntp(), video.getLast().ntpTimestamp())).isBetween(0.0, 0.11);
    }

    @Test
    void report_ofTheCamera_countsWhatWasHandedOn() {
        read(media(VIDEO, 1, 90_000));
        read(media(VIDEO, 2, 93_600));
        report(VIDEO, START, 90_000);

        SenderReport report = video.getFirst();
        assertThat(report.packets()).isEqualTo(2);
        assertThat(report.octets()).isEqualTo(8);
        assertThat(report.ssrc()).isEqualTo(SSRC);
    }

    @Test
    void report_cameraSendsNone_isMadeHereAndKeepsItsLine() {
        int timestamp = 0;
        for (int i = 0; i < 40 * 25; i++) {
            // The arrival jitters by up to 20 ms; the timestamps do not.
            pass(i % 2 == 0 ? 60 : 20);
            timestamp += 3_600;
            read(media(VIDEO, i, timestamp));
        }

        assertThat(video).hasSizeBetween(5, 7);
        for (SenderReport report : video) {
            double media = (report.rtpTimestamp() - video.getFirst().rtpTimestamp()) / 90_000.0;
            assertThat(seconds(report.ntpTimestamp(), video.getFirst().ntpTimestamp()))
                    .isCloseTo(media, within(1e-6));
        }
        assertThat(seconds(ntp(), video.getLast().ntpTimestamp())).isBetween(0.0, 8.0);
    }

    @Test
    void report_newSessionOfACameraWithItsClockReset_goesForward() {
        read(media(VIDEO, 1, 90_000));
        report(VIDEO, START.plusSeconds(1_000), 90_000);
        receiver.end();
        pass(10_000);
        begin();
        read(media(VIDEO, 900, 5));
        report(VIDEO, Instant.EPOCH, 5);

        SenderReport first = video.getFirst();
        SenderReport last = video.getLast();
        assertThat(seconds(last.ntpTimestamp(), first.ntpTimestamp())).isCloseTo(10, within(1e-6));
        assertThat(last.rtpTimestamp() - first.rtpTimestamp()).isEqualTo(10 * 90_000L);
    }

    @Test
    void report_thousandInOneRead_goOnAsOne() {
        read(media(VIDEO, 1, 90_000));
        ByteBuf many = Unpooled.buffer();
        for (int i = 0; i < 1000; i++) {
            report(many, VIDEO, START, 90_000);
        }
        read(many);

        assertThat(video).hasSize(1);
    }
}
