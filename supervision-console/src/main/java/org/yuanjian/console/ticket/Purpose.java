package org.yuanjian.console.ticket;

import java.util.Optional;
import java.util.regex.Pattern;

/// Why somebody looks: a reason, and the number or the words that belong to it.
///
/// @param detail number of a finding, visit or request; words for any other reason; else empty
public record Purpose(Reason reason, String detail) {
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,31}");
    private static final int SHORTEST_TEXT = 4;
    private static final int LONGEST_TEXT = 200;

    /// The purpose if such a one can be; the detail of a reason that needs none is left out.
    static Optional<Purpose> of(String reason, String detail) {
        String said = detail.strip();
        return Reason.of(reason)
                .map(known -> new Purpose(known, known.detail() == Reason.Detail.NONE ? "" : said))
                .filter(Purpose::isSaid);
    }

    private boolean isSaid() {
        return switch (reason.detail()) {
            case NONE -> true;
            case NUMBER -> NUMBER.matcher(detail).matches();
            case TEXT -> isText();
        };
    }

    private boolean isText() {
        int length = detail.codePointCount(0, detail.length());
        return length >= SHORTEST_TEXT
                && length <= LONGEST_TEXT
                && detail.codePoints().noneMatch(Character::isISOControl);
    }

    /// As tickets name it: `routine_tour`, `finding:2026-118`. Words of people stay out of it.
    public String key() {
        return reason.detail() == Reason.Detail.NUMBER ? reason.key() + ":" + detail : reason.key();
    }

    /// What people wrote; empty for all but other reasons.
    public String text() {
        return reason.detail() == Reason.Detail.TEXT ? detail : "";
    }
}
