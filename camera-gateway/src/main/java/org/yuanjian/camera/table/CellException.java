package org.yuanjian.camera.table;

/// A value that cannot stand in its cell: spoils its row, and the reader goes on with the next.
public final class CellException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient TableProblem problem;

    public CellException(TableProblem problem) {
        super(problem.kind().name(), null, false, false);
        this.problem = problem;
    }

    public TableProblem problem() {
        return problem;
    }
}
