package org.yuanjian.relay.rtsp;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a player wants one track (RFC 2326 §12.39): the first offer that can be met.
sealed interface PlayerTransport {
    Pattern INTERLEAVED = Pattern.compile("interleaved=(\\d{1,9})");
    Pattern CLIENT_PORT = Pattern.compile("client_port=(\\d{1,9})");

    /// @param channel of RTP; RTCP has the next
    record Interleaved(int channel) implements PlayerTransport {}

    /// @param clientPort of RTP; RTCP has the next
    record Udp(int clientPort) implements PlayerTransport {}

    /// @param fallbackChannel the channel to use where the player names none
    static Optional<PlayerTransport> choose(String field, int fallbackChannel) {
        for (String offer : field.split(",", -1)) {
            String text = offer.strip().toLowerCase(Locale.ROOT);
            if (text.startsWith("rtp/avp/tcp")) {
                int channel = number(INTERLEAVED, text, fallbackChannel);
                return channel > 254 ? Optional.empty() : Optional.of(new Interleaved(channel));
            }
            int port = number(CLIENT_PORT, text, 0);
            if (text.startsWith("rtp/avp")
                    && !text.contains("multicast")
                    && port > 0
                    && port < 65_535) {
                return Optional.of(new Udp(port));
            }
        }
        return Optional.empty();
    }

    private static int number(Pattern pattern, String text, int absent) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : absent;
    }
}
