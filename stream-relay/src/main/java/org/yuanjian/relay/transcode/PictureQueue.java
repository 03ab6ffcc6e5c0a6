package org.yuanjian.relay.transcode;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.AccessUnit;

/// Pictures of one stream that wait to be turned. Bounded: what does not fit is left out up to the
/// next key frame, and counted. Any thread.
final class PictureQueue {
    // A GOP comes at once when the stream begins.
    static final int MAX_PICTURES = 256;
    static final int MAX_BYTES = 16 << 20;

    private final Queue<AccessUnit> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean awaitsKeyFrame = true;
    private boolean closed;
    private long dropped;

    /// Takes a borrowed picture, or leaves it out.
    synchronized void offer(AccessUnit picture) {
        boolean hasRoom =
                waiting.size() < MAX_PICTURES
                        && bytes + picture.payloadBytes() <= MAX_BYTES
                        && picture.payloadBytes() < TranscodeProtocol.MAX_BYTES / 2;
        if (closed) {
            return;
        }
        if (!hasRoom || (awaitsKeyFrame && !picture.isKeyFrame())) {
            awaitsKeyFrame = true;
            dropped++;
            return;
        }
        awaitsKeyFrame = false;
        waiting.add(picture.retain());
        bytes += picture.payloadBytes();
        notifyAll();
    }

    /// The next, owned by the caller; waits for it. Null once the queue is closed.
    synchronized @Nullable AccessUnit take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        AccessUnit picture = waiting.poll();
        bytes -= picture == null ? 0 : picture.payloadBytes();
        return picture;
    }

    /// How many wait.
    synchronized int size() {
        return waiting.size();
    }

    /// How many were left out since this was last asked.
    synchronized long takeDropped() {
        long count = dropped;
        dropped = 0;
        return count;
    }

    /// Drops all that waits and takes no more.
    synchronized void close() {
        closed = true;
        waiting.forEach(AccessUnit::release);
        waiting.clear();
        bytes = 0;
        notifyAll();
    }
}
