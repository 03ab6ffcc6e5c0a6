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
    PASSWORD,
    /// By ONVIF: the clock shows local time as UTC.
    LOCAL_CLOCK,
    /// By ONVIF: addresses are told as 127.0.0.1.
    LOOPBACK_ADDRESS,
    /// By ONVIF: addresses are told that lead nowhere.
    PRIVATE_ADDRESS,
    /// By ONVIF: addresses are told with a port at which nothing listens.
    WRONG_PORT,
    /// By ONVIF: GetServices is answered with a fault.
    NO_SERVICES,
    /// By ONVIF: Media2 is there by halves.
    HALF_MEDIA2,
    /// By ONVIF: SOAP 1.1 only, as old firmware has it.
    OLD_SOAP,
    /// By ONVIF: tokens are taken, HTTP sign-in is not.
    TOKENS_ONLY,
    /// By ONVIF: HTTP sign-in is taken, tokens are not.
    HTTP_ONLY,
    /// By ONVIF: prefixes that were never declared.
    UNDECLARED_PREFIXES,
    /// By ONVIF: no snapshots.
    NO_SNAPSHOTS,
    /// By ONVIF: 200 and nothing behind it.
    EMPTY_ANSWERS;

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
