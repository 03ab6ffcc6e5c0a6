package org.yuanjian.benchmark.whep;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the relay answered to an offer.
///
/// @param ufrag its ICE name
/// @param password its ICE password
/// @param fingerprint SHA-256 of its certificate
/// @param media where it takes UDP
record WhepAnswer(String ufrag, String password, String fingerprint, InetSocketAddress media) {
    private static final Pattern CANDIDATE =
            Pattern.compile(
                    "a=candidate:\\S+ 1 udp \\d+ (\\S+) (\\d+) typ host", Pattern.CASE_INSENSITIVE);

    static WhepAnswer parse(String sdp) throws IOException {
        Matcher candidate = CANDIDATE.matcher(sdp);
        if (!candidate.find()) {
            throw new IOException("no UDP candidate in the answer");
        }
        return new WhepAnswer(
                value(sdp, "a=ice-ufrag:"),
                value(sdp, "a=ice-pwd:"),
                value(sdp, "a=fingerprint:sha-256 "),
                new InetSocketAddress(
                        InetAddress.ofLiteral(candidate.group(1)),
                        Integer.parseInt(candidate.group(2))));
    }

    private static String value(String sdp, String name) throws IOException {
        return sdp.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name + " in the answer"));
    }
}
