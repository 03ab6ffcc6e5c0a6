package org.yuanjian.camera.onvif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One way of signing in that a device offers in WWW-Authenticate; several may come in one field or
/// in several (RFC 9110 §11.6.1).
///
/// @param scheme in lower case
/// @param parameters names in lower case
record HttpChallenge(String scheme, Map<String, String> parameters) {
    private static final int MAX_CHALLENGES = 8;

    /// A name with its value, or the name of a scheme.
    private static final Pattern PART =
            Pattern.compile(
                    "([!#$%&'*+.^_`|~\\w-]+)(?:[ \\t]*=[ \\t]*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"?|([^,\\s\"]*)))?");

    static List<HttpChallenge> parse(List<String> fields) {
        List<HttpChallenge> challenges = new ArrayList<>();
        for (String field : fields) {
            Map<String, String> parameters = new HashMap<>();
            Matcher part = PART.matcher(field);
            while (part.find() && challenges.size() < MAX_CHALLENGES) {
                String name = part.group(1).toLowerCase(Locale.ROOT);
                String quoted = part.group(2);
                String bare = part.group(3);
                if (quoted != null) {
                    parameters.putIfAbsent(name, quoted.replaceAll("\\\\(.)", "$1"));
                } else if (bare != null) {
                    parameters.putIfAbsent(name, bare);
                } else {
                    parameters = new HashMap<>();
                    challenges.add(new HttpChallenge(name, parameters));
                }
            }
        }
        return challenges;
    }

    /// The strongest one that can be answered here.
    static Optional<HttpChallenge> strongest(List<String> fields) {
        return parse(fields).stream()
                .filter(challenge -> challenge.strength() > 0)
                .max(Comparator.comparingInt(HttpChallenge::strength));
    }

    private int strength() {
        if (scheme.equals("basic")) {
            return 1;
        }
        return scheme.equals("digest") ? HttpDigest.strength(this) : 0;
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /// The device will take the same credentials for another nonce.
    boolean isStale() {
        return parameter("stale").equalsIgnoreCase("true");
    }
}
