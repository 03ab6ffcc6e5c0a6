package org.yuanjian.console.ledger;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.WatchStore;
import org.yuanjian.console.audit.Watched;
import org.yuanjian.console.problem.ProblemException;

/// Tells an office who looked at its points, why and how long.
@RestController
final class WatchedController {
    private final LedgerReading reading;
    private final WatchStore store;
    private final Rights rights;

    WatchedController(LedgerReading reading, WatchStore store, Rights rights) {
        this.reading = reading;
        this.store = store;
        this.rights = rights;
    }

    /// @param day such as 2026-11-26, a day of China
    /// @param site its id
    @Needs(Right.WATCHED)
    @GetMapping("/api/watched")
    List<Watched> watched(
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String site,
            Person person) {
        LocalDate date = date(day);
        Scope scope = rights.scope(person, Right.WATCHED);
        List<String> points =
                scope.list().points().stream()
                        .filter(point -> point.site().id().equals(site) && scope.covers(point))
                        .map(VideoPoint::code)
                        .toList();
        if (points.isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_SITE", "No such site");
        }
        reading.take(
                reading.event("watched", person).with("day", date.toString()).with("site", site));
        return store.whoWatched(points, date);
    }

    private static LocalDate date(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw LedgerReading.bad("Not such a day");
        }
    }
}
