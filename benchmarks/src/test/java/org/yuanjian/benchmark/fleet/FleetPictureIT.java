package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yuanjian.camera.CameraAccess;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.camera.registry.Transport;
import org.yuanjian.camera.snapshot.CodedFrame;
import org.yuanjian.camera.snapshot.FrameException;
import org.yuanjian.camera.snapshot.KeyFramePull;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.picture.CodedPicture;
import org.yuanjian.picture.FrameDecoder;
import org.yuanjian.picture.PictureException;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.rtsp.client.DialBudget;
import org.yuanjian.relay.rtsp.client.SourceEnvironment;

/// From a camera to a JPEG: one key frame pulled, decoded in the decoder's process.
class FleetPictureIT {
    @TempDir static Path folder;

    private static CameraFleet fleet;
    private static FleetOrders orders;
    private static EventLoopGroup loops;
    private static KeyFramePull pull;
    private static FrameDecoder decoder;

    @BeforeAll
    static void start() throws IOException {
        fleet = TestFleet.start(folder);
        fleet.prepare().join();
        orders = new FleetOrders(fleet);
        NettyTransport sockets = NettyTransport.best();
        loops = sockets.group(1, "picture-test");
        SourceEnvironment environment =
                new SourceEnvironment(
                        sockets,
                        PooledByteBufAllocator.DEFAULT,
                        new DialBudget(loops.next(), 50, System::nanoTime),
                        address -> address.getAddress().isLoopbackAddress(),
                        new Random(1),
                        InstantSource.system(),
                        System::nanoTime);
        pull = new KeyFramePull(loops, environment, Duration.ofSeconds(10));
        decoder = new FrameDecoder(Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        decoder.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        orders.close();
        fleet.close();
    }

    private static CodedFrame pull(int number, boolean sub) throws FrameException {
        SimulatedCamera camera = fleet.cameras().get(number - 1);
        CameraCredentials login = camera.listedCredentials();
        CameraAccess access =
                new CameraAccess(
                        camera.point().code(),
                        "device",
                        camera.address(),
                        fleet.rtspPort(),
                        login.user(),
                        login.password(),
                        camera.path(false),
                        camera.path(true),
                        Transport.TCP);
        return pull.pull(
                new StreamId(camera.point().code(), sub ? StreamId.SUB : StreamId.MAIN),
                access,
                camera.path(sub),
                new DeviceLock());
    }

    private static BufferedImage picture(CodedFrame frame) throws Exception {
        CodedPicture.Coding coding = CodedPicture.Coding.valueOf(frame.kind().name());
        byte[] jpeg = decoder.decode(new CodedPicture(coding, frame.bytes()), 320);
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    /// How bright the picture is, and how much of it is not of one brightness.
    private static double[] brightness(BufferedImage image) {
        double sum = 0;
        double squares = 0;
        int count = image.getWidth() * image.getHeight();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int green = image.getRGB(x, y) >> 8 & 0xFF;
                sum += green;
                squares += (double) green * green;
            }
        }
        double mean = sum / count;
        return new double[] {mean, Math.sqrt(squares / count - mean * mean)};
    }

    @ParameterizedTest
    @CsvSource({
        "1,true,H264",
        "1,false,H264",
        "2,true,H264",
        "3,false,H264",
        "4,false,H265",
        "14,true,H264"
    })
    void pull_cameraOfAnyKind_isAPictureOfTheCorridor(int number, boolean sub, String kind)
            throws Exception {
        CodedFrame frame = pull(number, sub);
        assertThat(frame.kind().name()).isEqualTo(kind);
        BufferedImage picture = picture(frame);
        assertThat(picture.getWidth()).isEqualTo(320);
        assertThat(picture.getHeight()).isEqualTo(180);
        assertThat(brightness(picture)[0]).isBetween(40.0, 220.0);
        assertThat(brightness(picture)[1]).isGreaterThan(10);
    }

    @Test
    void pull_always_leavesNoStreamOpen() throws Exception {
        pull(1, true);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!orders.send("GET", "/stats", "").body().contains("\"playing\":0,")) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @Test
    void pull_cameraOffOrRefusing_saysWhy() throws Exception {
        orders.begin("refuse", 5);
        orders.begin("password", 6);
        try {
            assertThat(fault(5)).isEqualTo(StreamFault.Kind.UNREACHABLE);
            assertThat(fault(6)).isEqualTo(StreamFault.Kind.REFUSED_CREDENTIALS);
        } finally {
            orders.mend();
        }
    }

    private static StreamFault.Kind fault(int number) {
        return catchThrowableOfType(FrameException.class, () -> pull(number, true)).fault().kind();
    }

    @Test
    void decode_garbage_costsNothingElse() throws Exception {
        orders.begin("garbage", 7);
        try {
            for (int i = 0; i < 3; i++) {
                try {
                    picture(pull(7, true));
                } catch (FrameException | PictureException e) {
                    assertThat(e.getMessage()).isNotEmpty();
                }
            }
        } finally {
            orders.mend();
        }
        assertThat(brightness(picture(pull(1, true)))[1]).isGreaterThan(10);
    }
}
