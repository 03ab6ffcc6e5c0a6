package org.yuanjian.console.point;

import java.util.Locale;

/// Constants as JSON has them: `SIGN_IN` is `signIn`.
public final class Words {
    private Words() {}

    public static String of(Enum<?> value) {
        StringBuilder word = new StringBuilder();
        for (String part : value.name().split("_", -1)) {
            String lower = part.toLowerCase(Locale.ROOT);
            word.append(
                    word.isEmpty()
                            ? lower
                            : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        return word.toString();
    }
}
