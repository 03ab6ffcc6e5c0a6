package org.yuanjian.relay.transcode;

import io.netty.channel.EventLoop;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.StreamSource;

/// A stream of this node with its picture turned into H.264 without B-frames, as a source of its
/// own.
final class TranscodedSource implements StreamSource {
    private final VideoTranscoding.Surroundings around;
    private volatile @Nullable VideoTranscoding open;

    TranscodedSource(VideoTranscoding.Surroundings around) {
        this.around = around;
    }

    @Override
    public void start(EventLoop loop, Receiver receiver) {
        open = new VideoTranscoding(around, loop, receiver);
        tell(VideoTranscoding::open);
    }

    @Override
    public void stop() {
        tell(VideoTranscoding::close);
    }

    @Override
    public void requestKeyFrame() {
        tell(VideoTranscoding::requestKeyFrame);
    }

    @Override
    public void hasten() {
        tell(VideoTranscoding::open);
    }

    private void tell(Consumer<VideoTranscoding> what) {
        VideoTranscoding told = open;
        if (told != null) {
            told.execute(() -> what.accept(told));
        }
    }
}
