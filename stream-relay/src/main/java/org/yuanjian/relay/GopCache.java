package org.yuanjian.relay;

import java.util.ArrayList;
import java.util.List;
import org.yuanjian.media.RtpBurst;

/// Keeps what came since the last key frame, so that a new writer starts with a picture. On the
/// hub's event loop only.
///
/// Bursts that lie back to back are kept as one stretch: thousands of streams with a hundred bursts
/// each would otherwise be what the garbage collector spends its pauses on.
final class GopCache {
    private final int maxBytes;
    private final List<BurstStretch> stretches = new ArrayList<>();
    private int bytes;

    /// @param maxBytes a GOP that grows beyond this is let go; writers then wait for the next key
    ///   frame
    GopCache(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(RtpBurst burst) {
        if (burst.startsKeyFrame()) {
            clear();
            RtpBurst key =
                    burst.keyFrameOffset() == 0
                            ? burst.retain()
                            : burst.from(burst.keyFrameOffset());
            stretches.add(new BurstStretch(key, Long.MAX_VALUE));
            count(key.bytes());
        } else if (!stretches.isEmpty()) {
            if (!stretches.getLast().add(burst)) {
                stretches.add(new BurstStretch(burst.retain(), Long.MAX_VALUE));
            }
            count(burst.bytes());
        }
    }

    private void count(int more) {
        bytes += more;
        if (bytes > maxBytes) {
            clear();
        }
    }

    /// What is cached, in order, owned by the caller; the first burst starts with the key frame.
    /// Empty while none is known.
    List<RtpBurst> retained() {
        return stretches.stream().map(BurstStretch::whole).toList();
    }

    boolean isEmpty() {
        return stretches.isEmpty();
    }

    int bytes() {
        return bytes;
    }

    void clear() {
        stretches.forEach(BurstStretch::release);
        stretches.clear();
        bytes = 0;
    }
}
