package org.yuanjian.console;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Secrets that were given to a console or by it, and all it said since: none may be found there
/// but in the one answer that tells it.
final class PlantedSecrets {
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, String> tellers = new LinkedHashMap<>();
    private final List<Said> said = new ArrayList<>();

    private record Said(String where, String text) {}

    /// @param text of at least eight characters, so that it is in nothing by chance
    void plant(String name, String text) {
        plant(name, text, "");
    }

    /// @param teller the call whose answer may have it; empty for none
    void plant(String name, String text, String teller) {
        if (text.length() < 8 || secrets.putIfAbsent(name, text) != null) {
            throw new IllegalArgumentException(name);
        }
        tellers.put(name, teller);
    }

    Set<String> names() {
        return secrets.keySet();
    }

    /// Notes an answer and returns it. Cookies are set by a header that is meant to have them.
    HttpResponse<String> note(String call, HttpResponse<String> answer) {
        StringBuilder text = new StringBuilder(answer.body());
        answer.headers()
                .map()
                .forEach((name, values) -> {
                    if (!name.equalsIgnoreCase("Set-Cookie")) {
                        text.append('\n').append(name).append(": ").append(values);
                    }
                });
        note(call, text.toString());
        return answer;
    }

    void note(String where, String text) {
        said.add(new Said(where, text));
    }

    int size() {
        return said.size();
    }

    /// A line for each secret and place it was found in.
    List<String> found() {
        List<String> found = new ArrayList<>();
        secrets.forEach((name, secret) -> {
            for (Said one : said) {
                if (!one.where().equals(tellers.get(name)) && isIn(one.text(), secret)) {
                    found.add(name + " in " + one.where());
                }
            }
        });
        return found;
    }

    private static boolean isIn(String text, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return text.contains(secret)
                || text.contains(URLEncoder.encode(secret, StandardCharsets.UTF_8))
                || text.contains(Base64.getEncoder().encodeToString(bytes));
    }
}
