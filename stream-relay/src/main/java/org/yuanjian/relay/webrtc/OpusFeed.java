package org.yuanjian.relay.webrtc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.media.rtp.RtpPacket;
import org.yuanjian.media.rtp.RtpReader;
import org.yuanjian.relay.transcode.OpusTranscoding;
import org.yuanjian.relay.transcode.TranscodeWorkers;

/// A stream's AAC as the Opus all its viewers get: turned once, from the first who listens to the
/// last. Event loop only; codecs run on the workers.
final class OpusFeed implements AccessUnitSink {
    private final int track;
    private final TrackFormat source;
    private final TrackFeed feed = new TrackFeed(OpusTranscoding.format());
    private final Set<WebRtcWriter> listeners = new LinkedHashSet<>();
    private @Nullable Turning turning;
    private boolean sending;

    /// The way from packets of AAC to Opus.
    private record Turning(EventLoop loop, RtpReader reader, OpusTranscoding transcoding) {
        void close() {
            reader.close();
            transcoding.close();
        }
    }

    /// @param track index of the AAC track in the stream's list of formats
    OpusFeed(int track, TrackFormat source) {
        this.track = track;
        this.source = source;
    }

    int track() {
        return track;
    }

    TrackFeed feed() {
        return feed;
    }

    /// A viewer listens from now on; the first starts the work.
    void add(WebRtcWriter listener, TranscodeWorkers workers) {
        listeners.add(listener);
        if (turning == null) {
            OpusTranscoding transcoding = OpusTranscoding.ofAac(this, listener.loop(), workers);
            transcoding.onTracks(List.of(source));
            RtpReader reader = RtpReader.of(0, source, transcoding::onAccessUnit);
            turning = new Turning(listener.loop(), reader, transcoding);
        }
    }

    /// A viewer has left; the last one ends the work. Harmless when done twice.
    void remove(WebRtcWriter listener) {
        listeners.remove(listener);
        if (listeners.isEmpty()) {
            close();
        }
    }

    void close() {
        Turning open = turning;
        turning = null;
        if (open != null) {
            open.close();
        }
    }

    /// A packet of the AAC track.
    void add(RtpBurst burst, int index, int length) throws MalformedPacketException {
        Turning open = turning;
        if (open != null) {
            RtpPacket packet = RtpPacket.parse(burst.frames(), index, length);
            open.reader().read(packet, burst.arrivalNanos());
        }
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        // Known beforehand.
    }

    /// Sound goes out as soon as it is there, what one packet of the camera brought in one go.
    @Override
    public void onAccessUnit(AccessUnit unit) {
        for (ByteBuf opus : unit.units()) {
            feed.add(ByteBufUtil.getBytes(opus), unit.timestampTicks(), unit.arrivalNanos());
        }
        Turning open = turning;
        if (open != null && !sending) {
            sending = true;
            open.loop().execute(this::send);
        }
    }

    private void send() {
        sending = false;
        listeners.forEach(WebRtcWriter::send);
    }
}
