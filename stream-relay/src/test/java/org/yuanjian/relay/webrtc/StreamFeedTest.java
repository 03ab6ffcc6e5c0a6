package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Clip;
import org.yuanjian.media.Codec;
import org.yuanjian.media.Tone;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.ClipCamera;

class StreamFeedTest {
    private final StreamFeed feed = new StreamFeed(ClipCamera.STREAM);

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

    @Test
    void onTracks_other_beginsNewFeeds() {
        feed.onTracks(pictureAndAac());
        TrackFeed before = feed.tracks().getFirst();
        feed.onTracks(List.of(Clip.format("plain.h264"), Tone.format()));

        assertThat(feed.tracks()).doesNotContain(before);
    }
}
