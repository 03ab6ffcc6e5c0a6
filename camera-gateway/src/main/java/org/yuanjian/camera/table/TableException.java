package org.yuanjian.camera.table;

import java.util.List;
import java.util.Locale;

/// A list cannot be used. The message names the file and its first problem, in words for who wrote
/// the file; [#problems] has all of them.
public final class TableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<TableProblem> problems;

    /// @param problems at least one, in the order of the rows
    public TableException(String file, List<TableProblem> problems) {
        super(message(file, problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public TableException(String file, TableProblem problem) {
        this(file, List.of(problem));
    }

    private static String message(String file, List<TableProblem> problems) {
        String first = file + ": " + problems.getFirst().words(Locale.ENGLISH);
        return problems.size() == 1 ? first : first + " (+" + (problems.size() - 1) + ")";
    }

    public List<TableProblem> problems() {
        return problems;
    }

    /// The first of them.
    public TableProblem first() {
        return problems.getFirst();
    }
}
