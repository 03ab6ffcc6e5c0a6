package org.yuanjian.console.health;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yuanjian.camera.health.PointCondition;
import org.yuanjian.camera.health.PointState;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.point.Words;

/// How the points of one person are.
///
/// @param states how many points are in each
/// @param points those that are not online, or those that changed
record PointStates(Map<String, Long> states, List<Condition> points) {

    record Condition(String code, String state, String cause, String detail, Instant since) {
        static Condition of(String code, PointCondition condition) {
            return new Condition(
                    code,
                    Words.of(condition.state()),
                    Words.of(condition.cause()),
                    condition.detail(),
                    condition.since());
        }
    }

    /// Those of the scope that are not online.
    static PointStates of(Map<String, PointCondition> conditions, Scope scope) {
        Map<String, PointCondition> own = own(conditions, scope);
        return new PointStates(
                count(own),
                own.entrySet().stream()
                        .filter(entry -> entry.getValue().state() != PointState.ONLINE)
                        .map(entry -> Condition.of(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /// Those of the scope that are not as they were before; empty where all are.
    static Optional<PointStates> changed(
            Map<String, PointCondition> before, Map<String, PointCondition> now, Scope scope) {
        Map<String, PointCondition> own = own(now, scope);
        List<Condition> changed =
                own.entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                        .map(entry -> Condition.of(entry.getKey(), entry.getValue()))
                        .toList();
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(new PointStates(count(own), changed));
    }

    private static Map<String, PointCondition> own(
            Map<String, PointCondition> conditions, Scope scope) {
        Map<String, PointCondition> own = new LinkedHashMap<>(conditions);
        own.keySet().removeIf(code -> scope.list().point(code).filter(scope::covers).isEmpty());
        return own;
    }

    private static Map<String, Long> count(Map<String, PointCondition> own) {
        Map<String, Long> states = new LinkedHashMap<>();
        Arrays.stream(PointState.values()).forEach(state -> states.put(Words.of(state), 0L));
        own.values().forEach(one -> states.merge(Words.of(one.state()), 1L, Long::sum));
        return states;
    }
}
