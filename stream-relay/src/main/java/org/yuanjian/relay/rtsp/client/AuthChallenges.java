package org.yuanjian.relay.rtsp.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads WWW-Authenticate fields: several challenges may come in one field or in several (RFC 9110
/// §11.6.1).
final class AuthChallenges {
    private static final int MAX_CHALLENGES = 8;

    /// One scheme in lower case with its parameters, names in lower case.
    record Challenge(String scheme, Map<String, String> parameters) {}

    private final String text;
    private int at;

    private AuthChallenges(String text) {
        this.text = text;
    }

    static List<Challenge> parse(List<String> fields) {
        List<Challenge> challenges = new ArrayList<>();
        for (String field : fields) {
            new AuthChallenges(field).readInto(challenges);
        }
        return challenges;
    }

    private void readInto(List<Challenge> challenges) {
        Map<String, String> parameters = new HashMap<>();
        while (at < text.length() && challenges.size() < MAX_CHALLENGES) {
            skip(" ,\t");
            String word = word();
            if (word.isEmpty()) {
                at++;
                continue;
            }
            skip(" \t");
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                skip(" \t");
                parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value());
            } else {
                parameters = new HashMap<>();
                challenges.add(new Challenge(word.toLowerCase(Locale.ROOT), parameters));
            }
        }
    }

    private void skip(String blanks) {
        while (at < text.length() && blanks.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private String word() {
        int start = at;
        while (at < text.length() && " ,\t=\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String value() {
        if (at >= text.length() || text.charAt(at) != '"') {
            return word();
        }
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        at++;
        return value.toString();
    }
}
