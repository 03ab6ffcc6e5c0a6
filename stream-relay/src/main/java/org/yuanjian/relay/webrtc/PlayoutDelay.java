package org.yuanjian.relay.webrtc;

/// Asks a browser to show each picture as soon as it is decoded, by the header extension for playout
/// delay with a minimum and maximum of 0. Left to itself it shows pictures by a clock of its own,
/// and where the screen is drawn seldom it drops some that share a drawing with the next.
///
/// As a header extension of RFC 8285 §4.2, behind the fixed header:
///
///     | 0xBE 0xDE | length 1 (16 bits) | id (4 bits), 2 (4 bits) | minimum 12 bits, maximum 12 bits |
final class PlayoutDelay {
    /// Names the extension in offer and answer.
    static final String URI = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";

    static final int BYTES = 8;
    static final int NOT_OFFERED = 0;

    private static final int MOST_ID = 14;
    private static final String EXTMAP = "extmap:";

    private PlayoutDelay() {}

    /// The number the viewer knows it by, or [#NOT_OFFERED].
    static int id(SdpOffer.Media media) {
        return media.lines().stream()
                .filter(line -> line.startsWith(EXTMAP) && line.endsWith(" " + URI))
                .map(line -> line.substring(EXTMAP.length(), line.indexOf(' ')).split("/", 2)[0])
                .mapToInt(PlayoutDelay::number)
                .findFirst()
                .orElse(NOT_OFFERED);
    }

    private static int number(String text) {
        boolean isNumber = text.length() <= 2 && text.chars().allMatch(Character::isDigit);
        int number = isNumber && !text.isEmpty() ? Integer.parseInt(text) : NOT_OFFERED;
        return number <= MOST_ID ? number : NOT_OFFERED;
    }

    /// Writes it, with no delay at all.
    ///
    /// @param at where the fixed header ends
    static void write(byte[] packet, int at, int id) {
        packet[at] = (byte) 0xBE;
        packet[at + 1] = (byte) 0xDE;
        packet[at + 2] = 0;
        packet[at + 3] = 1;
        packet[at + 4] = (byte) (id << 4 | 2);
        packet[at + 5] = 0;
        packet[at + 6] = 0;
        packet[at + 7] = 0;
    }
}
