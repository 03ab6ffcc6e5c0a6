package org.yuanjian.relay;

import java.util.ArrayList;
import java.util.List;
import org.yuanjian.media.RtpBurst;

/// Keeps the bursts since the last key frame, so that a new writer starts with a picture. On the
/// hub's event loop only.
final class GopCache {
    private final int maxBytes;
    private final List<RtpBurst> bursts = new ArrayList<>();
    private int bytes;

    /// @param maxBytes a GOP that grows beyond this is let go; writers then wait for the next key
    ///   frame
    GopCache(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(RtpBurst burst) {
        if (burst.startsKeyFrame()) {
            clear();
            keep(burst.keyFrameOffset() == 0 ? burst.retain() : burst.from(burst.keyFrameOffset()));
        } else if (!bursts.isEmpty()) {
            keep(burst.retain());
        }
    }

    private void keep(RtpBurst burst) {
        bursts.add(burst);
        bytes += burst.bytes();
        if (bytes > maxBytes) {
            clear();
        }
    }

    /// The cached bursts, retained for the caller; the first starts with the key frame. Empty while
    /// none is known.
    List<RtpBurst> retained() {
        bursts.forEach(RtpBurst::retain);
        return List.copyOf(bursts);
    }

    boolean isEmpty() {
        return bursts.isEmpty();
    }

    int bytes() {
        return bytes;
    }

    void clear() {
        bursts.forEach(RtpBurst::release);
        bursts.clear();
        bytes = 0;
    }
}
