package org.yuanjian.console.page;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.yuanjian.console.problem.ProblemException;

/// Where a page of a list begins that is told in the order of its ids: behind the last id of the
/// page before, whatever was added or removed meanwhile.
public final class IdCursor {
    /// The most that is looked at for a page.
    public static final int PAGE = 200;

    private static final Pattern CURSOR =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|");

    private IdCursor() {}

    /// @param text as a caller says it; empty for the first page
    /// @throws ProblemException if it is no id
    public static String of(String text) {
        if (!CURSOR.matcher(text).matches()) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "CURSOR", "Not a cursor");
        }
        return text;
    }

    /// @param page all that was looked at, also what the caller may not see
    /// @param most that could have been
    /// @return what to ask for next; null at the end
    public static <T> @Nullable String next(List<T> page, int most, Function<T, String> id) {
        return page.size() < most ? null : id.apply(page.getLast());
    }
}
