package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yuanjian.media.Clip;
import org.yuanjian.media.Codec;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.Tone;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.RtpPacket;
import org.yuanjian.relay.ClipCamera;

class StreamFeedTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StreamFeed feed = new StreamFeed(ClipCamera.STREAM, new WebRtcMeters(meters));

    private static List<TrackFormat> pictureAndAac() {
        return List.of(Clip.format("plain.h264"), Clip.aacFormat());
    }

    @Test
    void onTracks_aac_isOpusToViewers() {
        feed.onTracks(pictureAndAac());

        TrackFeed sound = Objects.requireNonNull(feed.track(false));
        assertThat(sound.format().codec()).isEqualTo(Codec.OPUS);
        assertThat(feed.tracks()).hasSize(2).contains(sound);
    }

    @Test
    void onTracks_g711_staysWhatItIs() {
        feed.onTracks(List.of(Clip.format("plain.h264"), Tone.mulawFormat()));

        TrackFeed sound = Objects.requireNonNull(feed.track(false));
        assertThat(sound.format()).isEqualTo(Tone.mulawFormat());
    }

    @Test
    void onTracks_anotherViewerTellsTheSame_feedsGoOn() {
        List<TrackFormat> formats = pictureAndAac();
        feed.onTracks(formats);
        List<TrackFeed> before = feed.tracks();
        feed.onTracks(formats);

        assertThat(feed.tracks()).isSameAs(before);
    }

    @Test
    void onTracks_cameraStartedAgain_feedsGoOnFromItsNextKeyFrame() {
        feed.onTracks(pictureAndAac());
        List<TrackFeed> before = feed.tracks();
        TrackFeed picture = before.getFirst();
        picture.keyFrame(0);
        picture.payload(new byte[] {1}, 0, true);
        assertThat(picture.keyIndex()).isZero();

        feed.onTracks(pictureAndAac());

        assertThat(feed.tracks()).isSameAs(before);
        assertThat(picture.keyIndex()).isNegative();
    }

    @ParameterizedTest
    @CsvSource({
        "no B-frames,           false, 0 1 2 3 4 5 6 7",
        "clock set back,        false, 0 1 2 3 -3 -2 -1 0 1 2 3 4 5 6 7",
        "clock set far back,    false, 0 1 2 -900 -899 -898 -2000 -1999",
        "one B-frame,           true,  0 2 1 4 3",
        "a pyramid of three,    true,  0 4 2 1 3 8 6 5 7"
    })
    void payload_timestampsGoBack_isReorderingOnlyWhereItGoesOn(
            String what, boolean isReordering, String pictures) {
        feed.onTracks(List.of(Clip.format("plain.h264")));
        TrackFeed picture = Objects.requireNonNull(feed.track(true));
        for (String number : pictures.split(" ", -1)) {
            picture.payload(new byte[] {1}, 3600L * (5000 + Integer.parseInt(number)), true);
        }

        assertThat(picture.isReordering()).as(what).isEqualTo(isReordering);
    }

    @Test
    void add_g711LongerThanAPacketToBrowsers_isCutByTheSample() {
        feed.onTracks(List.of(Tone.format()));
        ByteBuf frames = soundPacket(2_000);
        feed.add(new RtpBurst(frames, RtpBurst.NO_KEY_FRAME, 0));

        PacketRing ring = Objects.requireNonNull(feed.track(false)).ring();
        assertThat(ring.next()).isEqualTo(2);
        assertThat(ring.timestamp(0)).isEqualTo(160);
        assertThat(ring.timestamp(1)).isEqualTo(160 + TrackFeed.MAX_PAYLOAD_BYTES);
        assertThat(malformed()).isZero();
        frames.release();
    }

    @Test
    void add_opusLongerThanAPacketToBrowsers_isCounted() {
        feed.onTracks(List.of(new TrackFormat(Codec.OPUS, 96, 48_000, 2, Map.of(), List.of())));
        ByteBuf frames = soundPacket(2_000);
        feed.add(new RtpBurst(frames, RtpBurst.NO_KEY_FRAME, 0));

        assertThat(Objects.requireNonNull(feed.track(false)).ring().next()).isZero();
        assertThat(malformed()).isOne();
        frames.release();
    }

    private double malformed() {
        return meters.get("yuanjian.webrtc.malformed").tag("from", "camera").counter().count();
    }

    /// With timestamp 160.
    private static ByteBuf soundPacket(int payloadBytes) {
        int length = RtpPacket.FIXED_HEADER_BYTES + payloadBytes;
        ByteBuf frames = Unpooled.buffer().writeByte('$').writeByte(0).writeShort(length);
        frames.writeByte(0x80).writeByte(8).writeShort(7).writeInt(160).writeInt(1);
        return frames.writeZero(payloadBytes);
    }

    @Test
    void onTracks_other_beginsNewFeeds() {
        feed.onTracks(pictureAndAac());
        TrackFeed before = feed.tracks().getFirst();
        feed.onTracks(List.of(Clip.format("plain.h264"), Tone.format()));

        assertThat(feed.tracks()).doesNotContain(before);
    }
}
