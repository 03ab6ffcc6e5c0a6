package org.yuanjian.console.point;

import java.util.List;
import java.util.Locale;
import org.yuanjian.camera.registry.ImportPlan;
import org.yuanjian.camera.registry.ImportPlan.Change;
import org.yuanjian.camera.table.TableProblem;

/// What a list of points changed or would change, as JSON; docs/api.md has the schema.
///
/// @param done whether it was carried out
/// @param rows of a dry run, those that change something
/// @param problems in the order of their rows; with one, nothing is changed
public record ImportView(
        boolean done,
        int added,
        int changed,
        int unchanged,
        List<RowView> rows,
        List<ProblemView> problems) {

    /// @param change `added` or `changed`
    public record RowView(int row, String code, String name, String change) {}

    /// @param row 0 where it is about the whole file
    /// @param column empty where it is about the whole row
    /// @param kind a word that stays the same
    /// @param words what is wrong, in the language of the request
    public record ProblemView(int row, String column, String kind, String words) {
        static ProblemView of(TableProblem problem, Locale locale) {
            return new ProblemView(
                    problem.row(), problem.column(), problem.kind().name(), problem.what(locale));
        }
    }

    /// What became of a list that could be read.
    public static ImportView of(ImportPlan plan, boolean isDryRun, Locale locale) {
        return new ImportView(
                !isDryRun && plan.problems().isEmpty(),
                plan.count(Change.ADDED),
                plan.count(Change.CHANGED),
                plan.count(Change.UNCHANGED),
                isDryRun ? rows(plan) : List.of(),
                problems(plan.problems(), locale));
    }

    /// What became of a file that is no list of points.
    public static ImportView refused(List<TableProblem> problems, Locale locale) {
        return new ImportView(false, 0, 0, 0, List.of(), problems(problems, locale));
    }

    private static List<RowView> rows(ImportPlan plan) {
        return plan.rows().stream()
                .filter(row -> row.change() != Change.UNCHANGED)
                .map(row ->
                        new RowView(
                                row.number(),
                                row.code(),
                                row.name(),
                                row.change().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static List<ProblemView> problems(List<TableProblem> problems, Locale locale) {
        return problems.stream().map(problem -> ProblemView.of(problem, locale)).toList();
    }
}
