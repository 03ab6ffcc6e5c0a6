package org.yuanjian.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BarTest {
    @Test
    void atMost_valueAtLimit_holds() {
        assertThat(Bar.atMost("x", 1.3, 1.3).ok()).isTrue();
        assertThat(Bar.atMost("x", 1.31, 1.3).ok()).isFalse();
    }

    @Test
    void atLeast_valueBelowLimit_doesNotHold() {
        assertThat(Bar.atLeast("x", 0.98, 0.98).ok()).isTrue();
        assertThat(Bar.atLeast("x", 0.97, 0.98).ok()).isFalse();
    }

    @Test
    void bars_notMeasured_neverHold() {
        assertThat(Bar.atMost("x", Double.NaN, 1).ok()).isFalse();
        assertThat(Bar.atLeast("x", Double.NaN, 1).ok()).isFalse();
    }
}
