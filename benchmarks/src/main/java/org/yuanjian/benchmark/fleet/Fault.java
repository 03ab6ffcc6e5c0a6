package org.yuanjian.benchmark.fleet;

import java.util.Locale;
import java.util.Optional;
import org.yuanjian.benchmark.fleet.scene.Look;

/// What can go wrong with a camera.
enum Fault {
    /// No power: silence on open connections, no answer on new ones, no FIN.
    OFF,
    /// Every connection is reset at once.
    REFUSE,
    /// Once: the next connection is reset.
    STUMBLE,
    /// RTSP answers, no frames come.
    STALL,
    /// Once: SSRC, sequence numbers and timestamps begin anew.
    REBOOT,
    /// The stream goes on in another picture size.
    SIZE,
    /// Payloads are noise, and bytes that are no frames stand between the packets.
    GARBAGE,
    /// Answers come late and pictures at a quarter of their rate.
    SLOW,
    /// Date header and sender reports tell a time long past.
    CLOCK,
    FROZEN,
    BLACK,
    BLURRED,
    COVERED,
    SHIFTED,
    /// The password is another than the one on the list.
    PASSWORD;

    /// The look of the picture under this fault, if it changes.
    Optional<Look> look() {
        return switch (this) {
            case FROZEN -> Optional.of(Look.FROZEN);
            case BLACK -> Optional.of(Look.BLACK);
            case BLURRED -> Optional.of(Look.BLURRED);
            case COVERED -> Optional.of(Look.COVERED);
            case SHIFTED -> Optional.of(Look.SHIFTED);
            default -> Optional.empty();
        };
    }

    /// Whether other pictures are played under it than without.
    boolean changesPictures() {
        return this == SIZE || look().isPresent();
    }

    /// Its name on the control port.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Fault named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
