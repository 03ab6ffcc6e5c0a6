package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;
import org.yuanjian.media.TrackFormat;

/// Whatever stands in a camera's packets: access units of no more bytes, or counted drops.
class RtpReaderFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void readH264(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, input -> read(format(Codec.H264, Map.of()), input));
    }

    @FuzzTest(maxDuration = "2m")
    void readH265(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, input -> read(format(Codec.H265, Map.of()), input));
    }

    /// The first three bytes are the lengths of the header's fields, which a camera tells as well.
    @FuzzTest(maxDuration = "2m")
    void readAac(byte[] bytes) throws Exception {
        if (bytes.length > 3) {
            Map<String, String> lengths =
                    Map.of(
                            "sizelength", Integer.toString(bytes[0]),
                            "indexlength", Integer.toString(bytes[1]),
                            "indexdeltalength", Integer.toString(bytes[2]));
            HostileInput.parse(
                    bytes,
                    input ->
                            read(
                                    format(Codec.AAC, lengths),
                                    java.util.Arrays.copyOfRange(input, 3, input.length)));
        }
    }

    @FuzzTest(maxDuration = "2m")
    void readSamples(byte[] bytes) throws Exception {
        HostileInput.parse(
                bytes,
                input -> {
                    read(format(Codec.PCMA, Map.of()), input);
                    read(format(Codec.OPUS, Map.of()), input);
                });
    }

    private static void read(TrackFormat format, byte[] bytes) throws MalformedPacketException {
        HostilePackets packets = new HostilePackets(format);
        packets.read(packets.of(bytes));
    }

    private static TrackFormat format(Codec codec, Map<String, String> fmtp) {
        return new TrackFormat(codec, 96, 90_000, codec.isVideo() ? 0 : 1, fmtp, List.of());
    }

    @Test
    void read_corpus_givesUnitsOrCountedDrops() throws Exception {
        HostileCorpus.replay(
                "rtp", bytes -> HostileInput.parse(bytes, RtpReaderFuzzTest::asPacketAndAsPayload));
    }

    private static void asPacketAndAsPayload(byte[] bytes) throws MalformedPacketException {
        for (Codec codec : Codec.values()) {
            ByteBuf packet = Unpooled.wrappedBuffer(bytes);
            int type = bytes.length > 1 ? bytes[1] & 0x7F : 0;
            TrackFormat format = new TrackFormat(codec, type, 90_000, 1, Map.of(), List.of());
            try {
                new HostilePackets(format).read(List.of(packet));
            } catch (MalformedPacketException e) {
                assertThat(e).hasMessageMatching(".+");
            }
            HostilePackets payloads = new HostilePackets(format);
            payloads.read(List.of(payloads.packet(1, bytes), payloads.packet(1, bytes)));
        }
    }
}
