package org.yuanjian.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `./yuanjian audit` was asked for.
record AuditOrder(CommandLine line) {
    private static final Map<String, List<String>> OPTIONS =
            Map.of(
                    "key", List.of(),
                    "export", List.of("--from", "--to", "--out"),
                    "verify", List.of("--key", "--head"),
                    "delete-text", List.of());

    /// @throws IllegalArgumentException in plain words, if nothing like that can be done
    static AuditOrder parse(List<String> words) {
        List<String> known = OPTIONS.get(words.isEmpty() ? "" : words.getFirst());
        if (known == null) {
            throw new IllegalArgumentException(
                    "audit does \"key\", \"export\", \"verify\" and \"delete-text\"");
        }
        AuditOrder order = new AuditOrder(CommandLine.parse("audit ", words, known));
        order.check();
        return order;
    }

    String verb() {
        return line.verb();
    }

    private void check() {
        boolean isRight =
                switch (verb()) {
                    case "verify" ->
                            line.plain().size() == 1 && line.options().containsKey("--key");
                    case "export" -> line.plain().isEmpty() && line.options().containsKey("--out");
                    case "delete-text" ->
                            !line.plain().isEmpty()
                                    && line.plain().stream()
                                            .allMatch(word -> word.matches("\\d{1,18}"));
                    default -> line.plain().isEmpty();
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
        return line.plain().getFirst();
    }

    List<Long> numbers() {
        return line.plain().stream().map(Long::valueOf).toList();
    }

    /// An option that [#parse] saw to.
    String option(String name) {
        @Nullable String value = line.options().get(name);
        return value == null ? "" : value;
    }
}
