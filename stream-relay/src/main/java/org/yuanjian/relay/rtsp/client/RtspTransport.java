package org.yuanjian.relay.rtsp.client;

import java.util.Locale;
import java.util.Optional;

/// The Transport field of a SETUP answer (RFC 2326 §12.39), as far as a client needs it.
///
/// @param interleaved first of the two channels; -1 if not named
/// @param serverPort first of the two UDP ports; -1 if not named
/// @param source address the packets come from; empty for the camera's own
record RtspTransport(int interleaved, int serverPort, String source) {

    static RtspTransport parse(String field) {
        int interleaved = -1;
        int serverPort = -1;
        String source = "";
        for (String parameter : field.split(";", -1)) {
            int equals = parameter.indexOf('=');
            String name =
                    equals < 0
                            ? ""
                            : parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : parameter.substring(equals + 1).strip();
            switch (name) {
                case "interleaved" -> interleaved = first(value, 254).orElse(-1);
                case "server_port" -> serverPort = first(value, 65_534).orElse(-1);
                case "source" -> source = value;
                default -> {}
            }
        }
        return new RtspTransport(interleaved, serverPort, source);
    }

    private static Optional<Integer> first(String range, int max) {
        int dash = range.indexOf('-');
        String number = dash < 0 ? range : range.substring(0, dash);
        boolean digits =
                !number.isEmpty()
                        && number.length() < 6
                        && number.chars().allMatch(Character::isDigit);
        return digits
                ? Optional.of(Integer.parseInt(number)).filter(value -> value <= max)
                : Optional.empty();
    }
}
