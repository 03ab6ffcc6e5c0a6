package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.media.Codec;
import org.yuanjian.media.nal.MalformedNalException;
import org.yuanjian.media.nal.SequenceParameterSet;
import org.yuanjian.media.rtp.RtpPacket;

/// Faults of what is sent, each on a stream that plays.
class StreamFaultTest {
    /// Basic, interleaved, begins with a key frame, no sound.
    private static final int CAMERA = 2;

    /// The same with sound, 40 ms a packet.
    private static final int CAMERA_WITH_SOUND = 22;

    private static final int SAMPLES = 320;
    private static final int SUB_TICKS = 90_000 / 15;
    private static final int MAIN_TICKS = 90_000 / 25;
    private static final int SPS = 7;
    private static final SequenceParameterSet.Size SUB = new SequenceParameterSet.Size(640, 360);
    private static final SequenceParameterSet.Size MAIN = new SequenceParameterSet.Size(1280, 720);

    @TempDir static Path folder;

    private static CameraFleet fleet;
    private static FleetOrders orders;

    @BeforeAll
    static void start() throws IOException {
        fleet = TestFleet.start(folder);
        orders = new FleetOrders(fleet);
    }

    @AfterAll
    static void stop() {
        orders.close();
        fleet.close();
    }

    @AfterEach
    void mend() throws Exception {
        orders.mend();
    }

    private static RtspPull dial(int number) throws IOException {
        return new RtspPull(fleet.cameras().get(number - 1), fleet.rtspPort(), true);
    }

    @Test
    void reboot_whilePlaying_beginsNumbersAnewOnce() throws Exception {
        try (RtspPull pull = dial(CAMERA).play()) {
            RtpPacket before = pull.picture().getLast();
            orders.begin("reboot", CAMERA);
            List<RtpPacket> first = pull.picture();
            while (first.getFirst().ssrc() == before.ssrc()) {
                before = first.getLast();
                first = pull.picture();
            }
            List<RtpPacket> second = pull.picture();
            assertThat(type(first.getFirst())).isEqualTo(SPS);
            assertThat(first.getFirst().sequence()).isNotEqualTo(before.sequence() + 1 & 0xFFFF);
            assertThat(apart(before, first.getFirst())).isGreaterThan(10L * SUB_TICKS);
            assertThat(second.getFirst().ssrc()).isEqualTo(first.getFirst().ssrc());
            assertThat(second.getFirst().sequence())
                    .isEqualTo(first.getLast().sequence() + 1 & 0xFFFF);
            assertThat(apart(first.getFirst(), second.getFirst())).isEqualTo(SUB_TICKS);
        }
        try (RtspPull pull = dial(CAMERA).play()) {
            long before = pull.report().ssrc();
            orders.begin("reboot", CAMERA);
            assertThat(pull.report().ssrc()).as("of a report at once").isNotEqualTo(before);
        }
    }

    private static int type(RtpPacket packet) {
        return packet.payloadByte(0) & 0x1F;
    }

    /// Ticks from one packet to another, forwards.
    private static long apart(RtpPacket one, RtpPacket other) {
        return other.timestamp() - one.timestamp() & 0xFFFF_FFFFL;
    }

    @Test
    void size_whilePlaying_changesThePictureSizeInBand() throws Exception {
        try (RtspPull pull = dial(CAMERA).play()) {
            assertThat(size(pull.keyPicture())).isEqualTo(SUB);
            orders.begin("size", CAMERA);
            List<RtpPacket> large = pull.keyPicture();
            while (size(large).equals(SUB)) {
                large = pull.keyPicture();
            }
            assertThat(size(large)).isEqualTo(MAIN);
            List<RtpPacket> next = pull.picture();
            assertThat(apart(large.getFirst(), next.getFirst())).isEqualTo(MAIN_TICKS);
            assertThat(RtspPull.stamp(next).sub()).as("still the sub stream").isTrue();
            assertThat(next.getFirst().ssrc()).isEqualTo(large.getFirst().ssrc());
            orders.mend();
            pull.catchUp();
            assertThat(size(pull.keyPicture())).isIn(SUB, MAIN);
            assertThat(size(pull.keyPicture())).isEqualTo(SUB);
        }
    }

    private static SequenceParameterSet.Size size(List<RtpPacket> picture)
            throws MalformedNalException {
        byte[] sps = ByteBufUtil.getBytes(picture.getFirst().payload());
        return SequenceParameterSet.parse(Codec.H264, sps).size();
    }

    @Test
    void garbage_whilePlaying_isNoiseInNumberedPackets() throws Exception {
        try (RtspPull pull = dial(CAMERA).play()) {
            pull.stamps(1);
            orders.begin("garbage", CAMERA);
            pull.catchUp();
            Set<Integer> types = new HashSet<>();
            RtpPacket last = pull.packet(RtspPull.VIDEO);
            for (int pictures = 0; pictures < 30; ) {
                RtpPacket packet = pull.packet(RtspPull.VIDEO);
                assertThat(packet.sequence()).isEqualTo(last.sequence() + 1 & 0xFFFF);
                assertThat(RtspPull.stamp(packet)).isEmpty();
                types.add(type(packet));
                pictures += packet.marker() ? 1 : 0;
                last = packet;
            }
            assertThat(types).as("types of NAL units").hasSizeGreaterThan(20);
            assertThat(pull.strayBytes()).isGreaterThanOrEqualTo(48);
            orders.mend();
            pull.catchUp();
            assertThat(pull.stamps(1)).hasSize(1);
        }
    }

    @Test
    void garbage_cameraWithSound_spoilsEverySoundPacket() throws Exception {
        try (RtspPull pull = dial(CAMERA_WITH_SOUND).playWithSound()) {
            assertThat(loudSamples(pull.packet(RtspPull.SOUND))).isLessThan(SAMPLES / 16);
            orders.begin("garbage", CAMERA_WITH_SOUND);
            pull.catchUp();
            for (int i = 0; i < 10; i++) {
                assertThat(loudSamples(pull.packet(RtspPull.SOUND))).isGreaterThan(SAMPLES / 8);
            }
        }
    }

    /// Samples in the two loudest of the eight segments of A-law (ITU-T G.711: even bits inverted):
    /// noise has a quarter there, a quiet room none.
    private static int loudSamples(RtpPacket packet) {
        int loud = 0;
        for (int i = 0; i < packet.payloadLength(); i++) {
            loud += ((packet.payloadByte(i) ^ 0x55) & 0x7F) >= 0x60 ? 1 : 0;
        }
        return loud;
    }

    @Test
    void stall_cameraWithSound_losesTheSoundOfThatTime() throws Exception {
        SimulatedCamera camera = fleet.cameras().get(CAMERA_WITH_SOUND - 1);
        try (RtspPull pull = dial(CAMERA_WITH_SOUND).playWithSound()) {
            RtpPacket before = pull.packet(RtspPull.SOUND);
            orders.begin("stall", CAMERA_WITH_SOUND);
            pull.catchUp();
            long due = camera.droppedPictures.sum() + 15;
            while (camera.droppedPictures.sum() < due) {
                pull.catchUp();
            }
            orders.mend();
            RtpPacket after = pull.packet(RtspPull.SOUND);
            assertThat(apart(before, after)).isGreaterThan(15L * SAMPLES);
            assertThat(after.sequence() - before.sequence() & 0xFFFF).isLessThan(10);
        }
    }
}
