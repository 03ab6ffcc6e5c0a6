package org.yuanjian.console.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yuanjian.camera.health.HealthMonitor;
import org.yuanjian.camera.health.Incident;
import org.yuanjian.camera.health.Maintenance;
import org.yuanjian.camera.health.PointCondition;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.notice.Standing;

/// Tells open pages how their points are: `states` with all of them, then `changes` with those that
/// changed; `incidents` and `works` when either is to be asked for anew.
@Component
final class HealthNews implements Standing {
    private final HealthMonitor monitor;
    private final Rights rights;

    HealthNews(HealthMonitor monitor, Rights rights) {
        this.monitor = monitor;
        this.rights = rights;
    }

    @Override
    public Told begin() {
        return new Reader();
    }

    private final class Reader implements Told {
        private Map<String, PointCondition> conditions = Map.of();
        private @Nullable Scope scope;
        private List<Incident> incidents = monitor.openIncidents();
        private List<Maintenance> works = monitor.underWay();

        @Override
        public List<Event> next(Person person) {
            List<Event> news = new ArrayList<>();
            Map<String, PointCondition> now = monitor.conditions();
            if (scope == null || !now.equals(conditions)) {
                states(now, rights.scope(person, Right.SEE), news);
            }
            if (!monitor.openIncidents().equals(incidents)) {
                incidents = monitor.openIncidents();
                news.add(new Event("incidents", Map.of()));
            }
            if (!monitor.underWay().equals(works)) {
                works = monitor.underWay();
                news.add(new Event("works", Map.of()));
            }
            return news;
        }

        /// Where the person has other points than before, all of them are told.
        private void states(Map<String, PointCondition> now, Scope current, List<Event> news) {
            if (current.equals(scope)) {
                PointStates.changed(conditions, now, current)
                        .ifPresent(changes -> news.add(new Event("changes", changes)));
            } else if (current.isAnywhere()) {
                news.add(new Event("states", PointStates.of(now, current)));
            }
            scope = current;
            conditions = now;
        }
    }
}
