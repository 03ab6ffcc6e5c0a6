package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

/// H.265 aggregates and fragments (RFC 7798).
class H265ReaderTest {
    private final PacketFeed feed = new PacketFeed(TrackFormat.video(Codec.H265, 96, List.of()));

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void read_aggregate_isTakenApartAndLearnt() {
        // AP: VPS 4001, SPS 4201, PPS 4401; then IDR_W_RADL.
        feed.feed(0, false, "6001 0003 40010c 0003 420101 0003 4401c1");
        feed.feed(0, true, "2601 af");

        assertThat(feed.units).containsExactly("40010c 420101 4401c1 2601af");
        assertThat(feed.reader.format().parameterSets())
                .extracting(HexFormat.of()::formatHex)
                .containsExactly("40010c", "420101", "4401c1");
    }

    @Test
    void read_fragments_arePutTogether() {
        feed.feed(0, false, "6201 93 af"); // start, type 19
        feed.feed(0, false, "6201 13 01");
        feed.feed(0, true, "6201 53 02"); // end

        assertThat(feed.units).containsExactly("2601af0102");
        assertThat(feed.keys).containsExactly(true);
    }

    @Test
    void read_fragmentLost_waitsForKeyFrame() {
        feed.feed(0, true, "2601 af");
        feed.feed(1, false, "6201 81 af");
        feed.lose();
        feed.feed(1, true, "6201 41 02");
        feed.feed(2, true, "0201 d0");
        feed.feed(3, true, "2601 ae");

        assertThat(feed.units).containsExactly("2601af", "2601ae");
    }

    @Test
    void read_tooShortOrUnknown_isDropped() {
        feed.feed(0, true, "2601");
        feed.feed(1, true, "6401 01 02"); // PACI
        feed.feed(2, true, "6001 0001 40");

        assertThat(feed.units).isEmpty();
        assertThat(feed.reader.droppedPackets()).isEqualTo(3);
    }
}
