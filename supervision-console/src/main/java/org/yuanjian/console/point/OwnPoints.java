package org.yuanjian.console.point;

import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.yuanjian.camera.registry.ImportPlan;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.problem.ProblemException;

/// The points somebody may change, as they are before: those where they keep points. Where
/// something is withheld from them, the picture stays under its code and at its site.
///
/// @param list in use or not
/// @param scope where they keep points
/// @param withheld points at which something is withheld
record OwnPoints(PointList list, Scope scope, Predicate<VideoPoint> withheld) {

    /// Whether the device of a point may be changed, or shown by another point.
    boolean isDeviceOwn(VideoPoint point) {
        return scope.covers(point) && !withheld.test(point);
    }

    /// Every point has to lie, before and afterwards, where they keep points. One whose device
    /// alone would change is named in a row only.
    ///
    /// @throws ProblemException 404 for a point of elsewhere, 403 for one that has to stay
    void require(ImportPlan plan) {
        plan.rows().forEach(row -> requireOwn(row.code()));
        if (!plan.points().stream().allMatch(scope::covers)) {
            throw otherRegion();
        }
        if (plan.points().stream().anyMatch(this::leaves)) {
            throw Rights.problem(Rights.Refusal.RESTRICTED);
        }
    }

    /// @throws ProblemException 404 for a point of elsewhere
    void requireOwn(String code) {
        if (!list.known(code).stream().allMatch(scope::covers)) {
            throw otherRegion();
        }
    }

    /// Whether a point goes where what is withheld would not be.
    private boolean leaves(VideoPoint after) {
        return list.known(after.code())
                .filter(withheld)
                .filter(before ->
                        !before.site().id().equals(after.site().id())
                                || !before.feed().equals(after.feed()))
                .isPresent();
    }

    private static ProblemException otherRegion() {
        return new ProblemException(
                HttpStatus.NOT_FOUND, "OTHER_REGION", "A point lies in another region");
    }
}
