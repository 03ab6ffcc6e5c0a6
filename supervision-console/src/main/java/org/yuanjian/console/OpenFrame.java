package org.yuanjian.console;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.yuanjian.camera.snapshot.CodedFrame;
import org.yuanjian.camera.snapshot.FrameException;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;

/// Takes the first key frame of a stream that is open. One event loop.
final class OpenFrame implements AccessUnitSink {
    private final CompletableFuture<CodedFrame> frame = new CompletableFuture<>();
    private List<TrackFormat> tracks = List.of();

    CompletableFuture<CodedFrame> frame() {
        return frame;
    }

    @Override
    public void onTracks(List<TrackFormat> now) {
        tracks = now;
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        TrackFormat format = tracks.get(unit.track());
        if (!frame.isDone() && format.codec().isVideo() && unit.isKeyFrame()) {
            frame.complete(CodedFrame.of(format, unit));
        }
    }

    @Override
    public void onFault(StreamFault fault) {
        frame.completeExceptionally(new FrameException(fault));
    }
}
