package org.yuanjian.camera.health;

import java.time.Instant;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.VideoPoint;

/// Work that was planned: trouble in its time is no incident and counts against nobody.
///
/// @param id made by us
/// @param kind what it is planned for
/// @param subject code of a point, id of a site or code of a region
/// @param note what is done, for people
/// @param person who planned it
public record Maintenance(
        String id,
        Kind kind,
        String subject,
        String note,
        String person,
        Instant from,
        Instant to) {

    /// What can be worked on.
    public enum Kind {
        POINT,
        SITE,
        REGION
    }

    /// Whether a point is part of it.
    boolean covers(VideoPoint point, PointList list) {
        return switch (kind) {
            case POINT -> point.code().equals(subject);
            case SITE -> point.site().id().equals(subject);
            case REGION -> list.contains(subject, point.site().region());
        };
    }

    boolean isAt(Instant when) {
        return !when.isBefore(from) && when.isBefore(to);
    }
}
