package org.yuanjian.media.rtp;

import java.time.Instant;
import java.time.InstantSource;

/// Wall time as RTCP writes it (RFC 3550 §4). Any thread.
public final class NtpTime {
    /// NTP units of a second.
    public static final long SECOND = 1L << 32;

    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

    private final InstantSource clock;

    public NtpTime(InstantSource clock) {
        this.clock = clock;
    }

    /// Seconds since 1900 in the upper 32 bits, fraction in the lower.
    public long now() {
        Instant now = clock.instant();
        long fraction = ((long) now.getNano() << 32) / 1_000_000_000L;
        return ((now.getEpochSecond() + SECONDS_1900_TO_1970) << 32) | fraction;
    }
}
