package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

/// H.264 as cameras send it: aggregates, fragments, markers in odd places (RFC 6184).
class H264ReaderTest {
    private final PacketFeed feed = new PacketFeed(TrackFormat.video(Codec.H264, 96, List.of()));

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void read_stapA_isTakenApartAndLearnt() {
        // STAP-A: SPS of 3 bytes, PPS of 2; then an IDR slice.
        feed.feed(0, false, "78 0003 674200 0002 68ce");
        feed.feed(0, true, "65 88 01");

        assertThat(feed.units).containsExactly("674200 68ce 658801");
        assertThat(feed.reader.format().parameterSets())
                .extracting(HexFormat.of()::formatHex)
                .containsExactly("674200", "68ce");
    }

    @Test
    void read_fuA_isPutTogether() {
        feed.feed(0, false, "7c 85 88 01"); // start, type 5
        feed.feed(0, false, "7c 05 02");
        feed.feed(0, true, "7c 45 03"); // end

        assertThat(feed.units).containsExactly("6588010203");
        assertThat(feed.keys).containsExactly(true);
    }

    @Test
    void read_fragmentLost_dropsAccessUnitAndWaitsForKeyFrame() {
        feed.feed(0, true, "65 88");
        feed.feed(1, false, "7c 81 88 01");
        feed.lose();
        feed.feed(1, true, "7c 41 03");
        feed.feed(2, true, "41 9a");
        feed.feed(3, true, "65 89");

        assertThat(feed.units).containsExactly("6588", "6589");
        assertThat(feed.reader.droppedUnits()).isEqualTo(2);
    }

    @Test
    void read_keyFrameWithoutItsFirstSlice_isDropped() {
        feed.feed(0, true, "65 88");
        feed.lose();
        feed.feed(1, true, "65 48"); // first_mb_in_slice above 0

        assertThat(feed.units).containsExactly("6588");
        assertThat(feed.reader.awaitsKeyFrame()).isTrue();
    }

    @Test
    void read_noMarkers_endsWithTheNextTimestamp() {
        feed.feed(0, false, "65 88");
        feed.feed(3600, false, "41 9a");
        feed.feed(7200, false, "41 9b");

        assertThat(feed.units).containsExactly("6588", "419a");
    }

    @Test
    void read_markerOnParameterSets_keepsThemWithTheirPicture() {
        feed.feed(0, true, "67 42 00");
        feed.feed(0, true, "68 ce");
        feed.feed(0, true, "65 88");

        assertThat(feed.units).containsExactly("674200 68ce 6588");
    }

    @Test
    void read_beforeTheFirstKeyFrame_isDropped() {
        feed.feed(0, true, "41 9a");
        feed.feed(1, true, "65 88");

        assertThat(feed.units).containsExactly("6588");
    }

    @Test
    void read_newParameterSets_replaceTheOldOfTheirType() {
        feed.feed(0, true, "78 0003 674200 0002 68ce");
        feed.feed(0, true, "65 88");
        TrackFormat before = feed.reader.format();
        feed.feed(1, true, "67 42 01");
        feed.feed(1, true, "65 88");

        assertThat(feed.reader.format()).isNotEqualTo(before);
        assertThat(feed.reader.format().parameterSets())
                .extracting(HexFormat.of()::formatHex)
                .containsExactly("674201", "68ce");
    }

    @Test
    void read_truncatedAggregate_spoilsTheAccessUnit() {
        feed.feed(0, false, "78 0003 674200 0009 68");
        feed.feed(0, true, "41 9a");

        assertThat(feed.units).isEmpty();
        assertThat(feed.reader.droppedPackets()).isEqualTo(1);
    }

    @Test
    void read_endlessAccessUnit_isBounded() {
        feed.feed(0, false, "7c 85 88");
        String fragment = "7c 05 " + "00".repeat(60_000);
        for (int i = 0; i < 200; i++) {
            feed.feed(0, false, fragment);
        }
        feed.feed(1, true, "65 88");

        assertThat(feed.units).containsExactly("6588");
        assertThat(feed.reader.droppedPackets()).isPositive();
    }
}
