package org.yuanjian.console.page;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people write: letters, blanks and line breaks, as every database can keep them.
public final class PlainText {
    private PlainText() {}

    /// Without blanks around it; empty if it is too long, or holds what is no letter.
    ///
    /// @param text null for nothing
    /// @param longest in letters
    public static Optional<String> of(@Nullable String text, int longest) {
        String words = text == null ? "" : text.strip();
        boolean isFit =
                words.codePointCount(0, words.length()) <= longest
                        && words.codePoints().noneMatch(PlainText::isNone);
        return isFit ? Optional.of(words) : Optional.empty();
    }

    private static boolean isNone(int point) {
        return (point != '\n' && Character.isISOControl(point))
                || Character.getType(point) == Character.SURROGATE;
    }
}
