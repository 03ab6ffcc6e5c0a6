package org.yuanjian.console.picture;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.yuanjian.camera.snapshot.CodedFrame;
import org.yuanjian.media.StreamId;

/// Key frames of streams that are open anyway, which cost a camera nothing. Any thread.
@FunctionalInterface
public interface OpenStreams {
    /// The next key frame; empty while the stream is not open.
    Optional<CompletableFuture<CodedFrame>> keyFrame(StreamId stream);
}
