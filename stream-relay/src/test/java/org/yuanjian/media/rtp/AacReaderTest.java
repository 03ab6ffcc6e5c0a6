package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Clip;

/// AAC-hbr with several frames a packet and frames over several packets (RFC 3640 §3.3.6).
class AacReaderTest {
    private final PacketFeed feed = new PacketFeed(Clip.aacFormat());

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void read_severalFrames_areUnitsOfOneAccessUnit() {
        // 32 bits of headers: sizes 2 and 1.
        feed.feed(1024, true, "0020 0010 0008 aabb cc");

        assertThat(feed.units).containsExactly("aabb cc");
        assertThat(feed.timestamps).containsExactly(1024L);
    }

    @Test
    void read_fragments_arePutTogether() {
        feed.feed(0, false, "0010 0028 aabb");
        feed.feed(0, true, "0010 0028 ccddee");

        assertThat(feed.units).containsExactly("aabbccddee");
    }

    @Test
    void read_fragmentLost_costsThatFrameOnly() {
        feed.feed(0, false, "0010 0028 aabb");
        feed.lose();
        feed.feed(1024, true, "0010 0010 1122");

        assertThat(feed.units).containsExactly("1122");
    }

    @Test
    void read_lyingSizes_areDropped() {
        feed.feed(0, true, "0020 0010 0050 aabb cc"); // second frame beyond the packet
        feed.feed(1024, true, "ff00 0010");
        feed.feed(2048, true, "00");
        feed.feed(3072, true, "0010 0000 aa");

        assertThat(feed.units).isEmpty();
        assertThat(feed.reader.droppedPackets()).isEqualTo(4);
    }
}
