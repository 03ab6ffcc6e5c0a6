package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.nal.AnnexB;
import org.yuanjian.media.nal.MalformedNalException;
import org.yuanjian.media.nal.NalUnit;
import org.yuanjian.media.nal.SequenceParameterSet;

/// Replays hostile files kept beside the repository, where they are.
class CorpusTest {
    private static final Path CORPUS =
            Path.of(System.getProperty("yuanjian.root", "."), "..", "shared", "corpus");

    @ParameterizedTest
    @ValueSource(strings = {"rtp", "rtcp"})
    void packets_everyFile_isReadOrRefused(String folder) throws IOException {
        for (Path file : files(folder)) {
            byte[] bytes = Files.readAllBytes(file);
            for (Codec codec : Codec.values()) {
                asPacket(codec, bytes);
                asPayload(codec, bytes);
            }
            try {
                RtcpPacket.parse(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
            } catch (MalformedPacketException e) {
                assertThat(e).hasMessageMatching(".+");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "bitstream")
    void bitstreams_everyFile_isReadOrRefused(String folder) throws IOException {
        for (Path file : files(folder)) {
            byte[] bytes = Files.readAllBytes(file);
            ByteBuf stream = Unpooled.wrappedBuffer(bytes);
            for (Codec codec : List.of(Codec.H264, Codec.H265)) {
                parse(codec, bytes);
                for (ByteBuf unit : AnnexB.split(stream)) {
                    assertThat(new NalUnit(codec, unit).payload().length)
                            .isLessThan(unit.readableBytes());
                    unit.release();
                }
            }
            stream.release();
        }
    }

    private static void parse(Codec codec, byte[] bytes) {
        try {
            assertThat(SequenceParameterSet.parse(codec, bytes).width()).isPositive();
        } catch (MalformedNalException e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }

    private static void asPacket(Codec codec, byte[] bytes) {
        TrackFormat format =
                new TrackFormat(
                        codec,
                        bytes.length > 1 ? bytes[1] & 0x7F : 0,
                        90_000,
                        1,
                        Map.of(),
                        List.of());
        try (PacketFeed feed = new PacketFeed(format)) {
            RtpPacket packet = RtpPacket.parse(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
            feed.reader.read(packet, 0);
        } catch (MalformedPacketException e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }

    private static void asPayload(Codec codec, byte[] bytes) {
        TrackFormat format = new TrackFormat(codec, 96, 90_000, 1, Map.of(), List.of());
        try (PacketFeed feed = new PacketFeed(format)) {
            feed.feed(List.of(feed.packet(0, true, bytes), feed.packet(1, true, bytes)));
        }
    }

    private static List<Path> files(String folder) throws IOException {
        Path root = CORPUS.resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(root), "no corpus at " + root);
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
