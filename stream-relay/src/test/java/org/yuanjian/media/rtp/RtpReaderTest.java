package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Clip;
import org.yuanjian.media.Codec;
import org.yuanjian.media.Tone;
import org.yuanjian.media.TrackFormat;

/// Round trips through the packetizer, and what must hold for every codec.
class RtpReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain.h264", "reordered.h264", "plain.h265", "reordered.h265"})
    void read_packetizedVideo_isTheSame(String clip) {
        for (int maxBytes : new int[] {60, 200, 1400}) {
            List<AccessUnit> units = Clip.video(clip, 0, 0);
            List<String> texts = units.stream().map(PacketFeed::text).toList();
            List<Long> timestamps = units.stream().map(AccessUnit::timestampTicks).toList();
            try (PacketFeed feed = new PacketFeed(Clip.format(clip))) {
                feed.feed(PacketFeed.packets(Clip.format(clip), units, maxBytes));

                assertThat(feed.units).isEqualTo(texts);
                assertThat(feed.timestamps).isEqualTo(timestamps);
                assertThat(feed.keys.stream().filter(key -> key).count()).isEqualTo(2);
                assertThat(feed.reader.droppedPackets()).isZero();
            }
        }
    }

    @Test
    void read_packetizedAac_isTheSame() {
        for (int maxBytes : new int[] {40, 1400}) {
            List<AccessUnit> units = Clip.aac(0, 0);
            List<String> texts = units.stream().map(PacketFeed::text).toList();
            try (PacketFeed feed = new PacketFeed(Clip.aacFormat())) {
                feed.feed(PacketFeed.packets(Clip.aacFormat(), units, maxBytes));

                assertThat(feed.units).isEqualTo(texts);
            }
        }
    }

    @Test
    void read_packetizedG711_isTheSame() {
        List<AccessUnit> units = List.of(Tone.unit(0, 0, 440, 0), Tone.unit(0, 1, 440, 0));
        List<String> texts = units.stream().map(PacketFeed::text).toList();
        try (PacketFeed feed = new PacketFeed(Tone.format())) {
            feed.feed(PacketFeed.packets(Tone.format(), units, 1400));

            assertThat(feed.units).isEqualTo(texts);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.h264", "plain.h265"})
    void read_anyPacketLost_resumesWithAKeyFrameOnly(String clip) {
        TrackFormat format = Clip.format(clip);
        List<String> whole = Clip.video(clip, 0, 0).stream().map(RtpReaderTest::release).toList();
        int count = packetCount(format, clip);
        for (int lost = 0; lost < count; lost++) {
            List<ByteBuf> packets = PacketFeed.packets(format, Clip.video(clip, 0, 0), 300);
            packets.remove(lost).release();
            try (PacketFeed feed = new PacketFeed(format)) {
                feed.feed(packets);

                // A key frame may have lost a parameter set, which is known already; never a slice.
                assertThat(feed.units)
                        .allMatch(unit -> whole.stream().anyMatch(one -> one.endsWith(unit)));
                int hole = 0;
                while (hole < feed.units.size() && feed.units.get(hole).equals(whole.get(hole))) {
                    hole++;
                }
                if (hole < feed.units.size()) {
                    assertThat(feed.keys.get(hole)).isTrue();
                }
            }
        }
    }

    @Test
    void read_lateAndDoublePackets_areDropped() {
        try (PacketFeed feed = new PacketFeed(Tone.format())) {
            ByteBuf first = feed.packet(0, false, new byte[] {1});
            ByteBuf second = feed.packet(160, false, new byte[] {2});
            feed.feed(List.of(first.copy(), second.copy(), second, first));

            assertThat(feed.units).containsExactly("01", "02");
            assertThat(feed.reader.droppedPackets()).isEqualTo(2);
        }
    }

    @Test
    void read_foreignPayloadType_isDropped() {
        try (PacketFeed feed = new PacketFeed(Tone.format())) {
            ByteBuf packet = feed.packet(0, false, new byte[] {1});
            packet.setByte(1, 13); // comfort noise
            feed.feed(List.of(packet));

            assertThat(feed.units).isEmpty();
            assertThat(feed.reader.droppedPackets()).isEqualTo(1);
        }
    }

    @Test
    void read_timestampWraps_goesOnIn64Bits() {
        try (PacketFeed feed = new PacketFeed(Tone.format())) {
            feed.feed(0xFFFF_FFF0L, false, "01");
            feed.feed(0x90L, false, "02");
            feed.feed(0xFFFF_FFF8L, false, "03");

            assertThat(feed.timestamps).containsExactly(0xFFFF_FFF0L, 0x1_0000_0090L, 0xFFFF_FFF8L);
        }
    }

    @Test
    void read_randomBytes_neverThrowsNorLeaks() {
        Random random = new Random(20260101);
        for (Codec codec : Codec.values()) {
            try (PacketFeed feed = new PacketFeed(format(codec))) {
                for (int i = 0; i < 4_000; i++) {
                    byte[] payload = new byte[random.nextInt(40)];
                    random.nextBytes(payload);
                    if (random.nextInt(50) == 0) {
                        feed.lose();
                    }
                    feed.feed(List.of(feed.packet(i / 5, random.nextBoolean(), payload)));
                }
            }
        }
    }

    private static TrackFormat format(Codec codec) {
        return new TrackFormat(codec, 96, 90_000, codec.isVideo() ? 0 : 1, Map.of(), List.of());
    }

    private static int packetCount(TrackFormat format, String clip) {
        List<ByteBuf> packets =
                new ArrayList<>(PacketFeed.packets(format, Clip.video(clip, 0, 0), 300));
        packets.forEach(ByteBuf::release);
        return packets.size();
    }

    private static String release(AccessUnit unit) {
        String text = PacketFeed.text(unit);
        unit.release();
        return text;
    }
}
