package org.yuanjian.camera.snapshot;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamSource;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.media.rtp.RtpPacket;
import org.yuanjian.media.rtp.RtpReader;

/// Takes the first key frame of a stream and nothing else. One event loop.
final class KeyFrameSink implements StreamSource.Receiver {
    private final CompletableFuture<CodedFrame> frame = new CompletableFuture<>();
    private final Runnable onTracks;
    private @Nullable RtpReader reader;
    private int channel = -1;

    /// @param onTracks hears that packets may come from now on
    KeyFrameSink(Runnable onTracks) {
        this.onTracks = onTracks;
    }

    /// Fails with a [FrameException] if the stream is lost before one has come.
    CompletableFuture<CodedFrame> frame() {
        return frame;
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        close();
        for (int track = 0; track < tracks.size(); track++) {
            if (tracks.get(track).codec().isVideo()) {
                reader = RtpReader.of(track, tracks.get(track), this::take);
                channel = 2 * track;
                break;
            }
        }
        onTracks.run();
    }

    private void take(AccessUnit unit) {
        RtpReader open = reader;
        if (open != null && unit.isKeyFrame() && !open.format().parameterSets().isEmpty()) {
            frame.complete(CodedFrame.of(open.format(), unit));
        }
    }

    @Override
    public void onBurst(RtpBurst burst) {
        if (!frame.isDone()) {
            burst.forEach((from, index, length) -> read(burst, from, index, length));
        }
    }

    private void read(RtpBurst burst, int from, int index, int length) {
        RtpReader open = reader;
        if (open == null || from != channel) {
            return;
        }
        try {
            open.read(RtpPacket.parse(burst.frames(), index, length), burst.arrivalNanos());
        } catch (MalformedPacketException e) {
            // The reader counts what it cannot use; here the next key frame will do.
        }
    }

    @Override
    public void onLost(StreamFault fault) {
        frame.completeExceptionally(new FrameException(fault));
    }

    /// Lets go of what is half put together.
    void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
