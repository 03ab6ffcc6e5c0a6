package org.yuanjian.media.rtp;

/// Counts 32-bit RTP timestamps on in 64 bits, over wraps and steps back (RFC 3550 §5.1).
public final class TimestampUnwrapper {
    private boolean started;
    private long last;

    /// @param timestamp 32 bits unsigned
    /// @return the same instant in ticks; the first call returns its argument
    public long unwrap(long timestamp) {
        last = started ? last + (int) (timestamp - last) : timestamp;
        started = true;
        return last;
    }
}
