package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.media.Codec;
import org.yuanjian.media.rtp.RtpPacket;

/// Faults of the picture: what a decoder shows of a stream that plays, before and after.
class PictureFaultTest {
    /// Basic, interleaved, H.265 on main and H.264 on sub.
    private static final int CAMERA = 12;

    private static final int PICTURES = 10;

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

    /// Pictures as they are and pictures with a fault, of one session.
    private record Seen(List<LumaPicture> clear, List<LumaPicture> faulty) {
        LumaPicture before() {
            return clear.getLast();
        }

        LumaPicture after() {
            return faulty.getLast();
        }
    }

    private static Seen see(Codec codec, String fault) throws Exception {
        SimulatedCamera camera = fleet.cameras().get(CAMERA - 1);
        boolean sub = codec == Codec.H264;
        try (RtspPull pull = new RtspPull(camera, fleet.rtspPort(), sub).play()) {
            List<LumaPicture> clear = LumaDecoder.decode(codec, pictures(pull));
            orders.begin(fault, CAMERA);
            pull.catchUp();
            List<LumaPicture> faulty = LumaDecoder.decode(codec, pictures(pull));
            assertThat(clear).hasSize(PICTURES);
            assertThat(faulty).hasSize(PICTURES);
            return new Seen(clear, faulty);
        }
    }

    private static List<RtpPacket> pictures(RtspPull pull) throws IOException {
        List<RtpPacket> packets = new ArrayList<>(pull.keyPicture());
        for (int i = 1; i < PICTURES; i++) {
            packets.addAll(pull.picture());
        }
        return packets;
    }

    /// How much is different at the end of a list of pictures from what was near its beginning.
    private static double movement(List<LumaPicture> pictures) {
        return pictures.getLast().difference(pictures.get(2));
    }

    @Test
    void frozen_whilePlaying_standsStill() throws Exception {
        Seen seen = see(Codec.H264, "frozen");
        assertThat(movement(seen.clear())).isGreaterThan(.2);
        assertThat(movement(seen.faulty())).isLessThan(.05);
        assertThat(seen.after().sharpness())
                .isCloseTo(seen.before().sharpness(), within(seen.before().sharpness() / 2));
        assertThat(seen.after().brightness()).isCloseTo(seen.before().brightness(), within(10.0));
    }

    @Test
    void black_whilePlaying_showsNothing() throws Exception {
        assertBlack(see(Codec.H264, "black"));
    }

    @Test
    void black_h265_showsNothing() throws Exception {
        assertBlack(see(Codec.H265, "black"));
    }

    private static void assertBlack(Seen seen) {
        assertThat(seen.before().brightness()).isGreaterThan(60);
        assertThat(seen.after().brightness()).isLessThan(20);
        assertThat(seen.after().sharpness()).isZero();
    }

    @Test
    void covered_whilePlaying_isDarkAndEmptyButNotBlack() throws Exception {
        Seen seen = see(Codec.H264, "covered");
        assertThat(seen.after().brightness()).isBetween(25.0, 60.0);
        assertThat(seen.after().sharpness()).isLessThan(seen.before().sharpness() / 10);
    }

    @Test
    void blurred_whilePlaying_showsTheSameWithoutEdges() throws Exception {
        Seen seen = see(Codec.H264, "blurred");
        assertThat(seen.after().sharpness()).isLessThan(seen.before().sharpness() / 10);
        assertThat(seen.after().brightness()).isCloseTo(seen.before().brightness(), within(10.0));
        assertThat(seen.after().difference(seen.before())).isLessThan(20);
        assertThat(movement(seen.faulty())).as("goes on moving").isGreaterThan(.2);
    }

    @Test
    void shifted_whilePlaying_showsAnotherViewAsSharp() throws Exception {
        Seen seen = see(Codec.H264, "shifted");
        assertThat(seen.after().difference(seen.before())).isGreaterThan(20);
        assertThat(seen.after().sharpness()).isGreaterThan(seen.before().sharpness() / 2);
        assertThat(seen.after().brightness()).isGreaterThan(60);
    }
}
