package org.yuanjian.relay.webrtc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.Codec;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.relay.transcode.TranscodeWorkers;

/// One stream as all its WebRTC viewers get it: each burst is cut into payloads when the first
/// viewer hands it in, the others find it done. Event loop only.
final class StreamFeed {
    private final StreamId id;
    private final WebRtcMeters meters;
    private List<TrackFormat> formats = List.of();
    private List<TrackFeed> tracks = List.of();
    private @Nullable OpusFeed opus;
    private @Nullable RtpBurst newest;
    private int viewers;

    StreamFeed(StreamId id, WebRtcMeters meters) {
        this.id = id;
        this.meters = meters;
    }

    StreamId id() {
        return id;
    }

    void enter() {
        viewers++;
    }

    /// @return whether nobody is left
    boolean leave() {
        return --viewers == 0;
    }

    /// New formats begin a new feed of each track. The very list known already is what another
    /// viewer of the stream was told; an equal one is a camera that started again.
    @SuppressWarnings("ReferenceEquality")
    void onTracks(List<TrackFormat> newFormats) {
        if (newFormats == formats) {
            return;
        }
        if (newFormats.equals(formats)) {
            tracks.forEach(TrackFeed::restart);
        } else {
            closeOpus();
            tracks = feeds(newFormats);
            newest = null;
        }
        formats = newFormats;
    }

    private void closeOpus() {
        if (opus != null) {
            opus.close();
            opus = null;
        }
    }

    /// AAC, which WebRTC cannot carry, stands there as Opus.
    private List<TrackFeed> feeds(List<TrackFormat> newFormats) {
        List<TrackFeed> feeds = new ArrayList<>();
        for (int track = 0; track < newFormats.size(); track++) {
            TrackFormat format = newFormats.get(track);
            if (opus == null && format.codec() == Codec.AAC) {
                OpusFeed turned = new OpusFeed(track, format);
                opus = turned;
                feeds.add(turned.feed());
            } else {
                feeds.add(new TrackFeed(format));
            }
        }
        return feeds;
    }

    /// Begins to turn AAC into Opus if that is what the viewer has chosen.
    void listen(WebRtcWriter viewer, TranscodeWorkers workers) {
        OpusFeed turned = opus;
        if (turned != null
                && viewer.senders().stream().anyMatch(s -> s.feed().equals(turned.feed()))) {
            turned.add(viewer, workers);
        }
    }

    /// A viewer, who may have listened, has left.
    void unlisten(WebRtcWriter viewer) {
        if (opus != null) {
            opus.remove(viewer);
        }
    }

    List<TrackFeed> tracks() {
        return tracks;
    }

    /// Whether a picture was ever cut.
    boolean isWarm() {
        return newest != null;
    }

    /// The one track that browsers have a use for, if the stream has one.
    @Nullable TrackFeed track(boolean video) {
        for (TrackFeed track : tracks) {
            Codec codec = track.format().codec();
            if (codec.isVideo() == video && codec != Codec.AAC) {
                return track;
            }
        }
        return null;
    }

    /// Cuts a burst unless it was the last one cut.
    void add(RtpBurst burst) {
        if (burst.equals(newest)) {
            return;
        }
        newest = burst;
        burst.forEach((channel, index, length) -> addPacket(burst, channel, index, length));
        for (int i = 0; i < tracks.size(); i++) {
            tracks.get(i).endBurst();
        }
    }

    private void addPacket(RtpBurst burst, int channel, int index, int length) {
        int track = channel >> 1;
        boolean isRtp = (channel & 1) == 0;
        if (isRtp && track < tracks.size()) {
            try {
                OpusFeed turned = opus;
                if (turned != null && turned.track() == track) {
                    turned.add(burst, index, length);
                } else {
                    tracks.get(track).add(burst, index, length);
                }
            } catch (MalformedPacketException e) {
                meters.malformedMedia();
            }
        }
    }
}
