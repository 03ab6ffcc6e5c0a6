package org.yuanjian.camera.registry;

import java.util.List;
import org.yuanjian.camera.table.TableProblem;

/// What a list of points would change. With a problem it changes nothing.
///
/// @param file its name
/// @param rows what each row would do, those with a problem left out
/// @param problems one for each row that cannot be taken, in their order
/// @param sites those that are new or differ
/// @param devices those that are new or differ
/// @param points those that are new or differ
public record ImportPlan(
        String file,
        List<Row> rows,
        List<TableProblem> problems,
        List<Site> sites,
        List<Device> devices,
        List<VideoPoint> points) {

    /// What becomes of a point.
    public enum Change {
        ADDED,
        CHANGED,
        UNCHANGED
    }

    /// @param number of the row as an editor counts
    /// @param code of its point
    /// @param name of its point
    public record Row(int number, String code, String name, Change change) {}

    public ImportPlan {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
        sites = List.copyOf(sites);
        devices = List.copyOf(devices);
        points = List.copyOf(points);
    }

    /// How many rows do this.
    public int count(Change change) {
        return (int) rows.stream().filter(row -> row.change() == change).count();
    }

    /// Whether it can be carried out and would change anything.
    boolean isWork() {
        return problems.isEmpty() && !(sites.isEmpty() && devices.isEmpty() && points.isEmpty());
    }
}
