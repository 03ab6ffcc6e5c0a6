package org.yuanjian.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `./yuanjian audit` was asked for.
///
/// @param plain words without a name, behind the verb
/// @param options values by their names, with the dashes
/// @param settings of the gateway
record AuditOrder(
        String verb, List<String> plain, Map<String, String> options, List<String> settings) {
    private static final Map<String, List<String>> OPTIONS =
            Map.of(
                    "key", List.of(),
                    "export", List.of("--from", "--to", "--out"),
                    "verify", List.of("--key", "--head"),
                    "delete-text", List.of());

    /// @throws IllegalArgumentException in plain words, if nothing like that can be done
    static AuditOrder parse(List<String> words) {
        Iterator<String> rest = words.iterator();
        String verb = rest.hasNext() ? rest.next() : "";
        List<String> known = OPTIONS.get(verb);
        if (known == null) {
            throw new IllegalArgumentException(
                    "audit does \"key\", \"export\", \"verify\" and \"delete-text\"");
        }
        AuditOrder order =
                new AuditOrder(verb, new ArrayList<>(), new HashMap<>(), new ArrayList<>());
        while (rest.hasNext()) {
            order.take(rest.next(), rest, known);
        }
        order.check();
        return order;
    }

    private void take(String word, Iterator<String> rest, List<String> known) {
        if (word.startsWith("--yuanjian.") || word.startsWith("--spring.")) {
            settings.add(word);
        } else if (known.contains(word) && rest.hasNext()) {
            options.put(word, rest.next());
        } else if (word.startsWith("-")) {
            throw new IllegalArgumentException(
                    "audit " + verb + " does not know \"" + word + "\", or it takes a value");
        } else {
            plain.add(word);
        }
    }

    private void check() {
        boolean isRight =
                switch (verb) {
                    case "verify" -> plain.size() == 1 && options.containsKey("--key");
                    case "export" -> plain.isEmpty() && options.containsKey("--out");
                    case "delete-text" ->
                            !plain.isEmpty()
                                    && plain.stream().allMatch(word -> word.matches("\\d{1,18}"));
                    default -> plain.isEmpty();
                };
        if (!isRight) {
            throw new IllegalArgumentException(
                    """
                    audit key
                    audit export --out FILE [--from TIME] [--to TIME]
                    audit verify EXPORT --key PUBLIC-KEY-FILE [--head FILE]
                    audit delete-text NUMBER…\
                    """);
        }
    }

    String file() {
        return plain.getFirst();
    }

    List<Long> numbers() {
        return plain.stream().map(Long::valueOf).toList();
    }

    /// An option that [#parse] saw to.
    String option(String name) {
        @Nullable String value = options.get(name);
        return value == null ? "" : value;
    }
}
