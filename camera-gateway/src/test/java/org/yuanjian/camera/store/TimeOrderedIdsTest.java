package org.yuanjian.camera.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

    @Test
    void next_always_isVersionSevenOfTheTime() {
        TimeOrderedIds ids = new TimeOrderedIds(InstantSource.fixed(NOW), new Random(1));
        UUID id = UUID.fromString(ids.next());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(ids.next()).isNotEqualTo(id.toString()).hasSize(36);
    }
}
