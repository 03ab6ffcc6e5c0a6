package org.yuanjian.console.setting;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/// Refuses a setting outside its range, by its full name.
final class Limits {
    private Limits() {}

    static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " must be " + least + " to " + most + ", not " + value);
        }
    }

    static void check(String name, Duration value, String least, String most) {
        if (value.compareTo(DurationStyle.SIMPLE.parse(least)) < 0
                || value.compareTo(DurationStyle.SIMPLE.parse(most)) > 0) {
            throw new IllegalArgumentException(
                    name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
