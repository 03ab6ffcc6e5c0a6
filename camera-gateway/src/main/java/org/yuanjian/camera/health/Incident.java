package org.yuanjian.camera.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.health.PointCondition.Cause;

/// Something that somebody has to look into: a point in trouble, or a site that dropped as a whole.
///
/// @param id made by us
/// @param subject code of the point, or id of the site
/// @param points how many points it concerns
/// @param from when the trouble began
/// @param to when it was over; null while it lasts
public record Incident(
        String id,
        Kind kind,
        String subject,
        Cause cause,
        int points,
        Instant from,
        @Nullable Instant to) {

    /// What it is about.
    public enum Kind {
        POINT,
        SITE
    }

    Incident ended(Instant when) {
        return new Incident(id, kind, subject, cause, points, from, when);
    }
}
