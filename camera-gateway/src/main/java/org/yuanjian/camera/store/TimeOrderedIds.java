package org.yuanjian.camera.store;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;

/// Makes identifiers of rows: UUIDs of version 7 (RFC 9562 §5.7), which begin with the time, so
/// that rows made together lie together. Safe from any thread.
public final class TimeOrderedIds {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int RANDOM_BITS_A = 12;
    private static final int RANDOM_BITS_B = 62;

    private final InstantSource clock;
    private final Random random;

    public TimeOrderedIds(InstantSource clock) {
        this(clock, new SecureRandom());
    }

    TimeOrderedIds(InstantSource clock, Random random) {
        this.clock = clock;
        this.random = random;
    }

    /// The next one, 36 characters.
    public String next() {
        long high =
                clock.millis() << 16 | VERSION | random.nextLong() >>> (Long.SIZE - RANDOM_BITS_A);
        long low = VARIANT | random.nextLong() >>> (Long.SIZE - RANDOM_BITS_B);
        return new UUID(high, low).toString();
    }
}
