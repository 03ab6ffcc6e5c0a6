package org.yuanjian.camera.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yuanjian.camera.health.HealthLists.A1;
import static org.yuanjian.camera.health.HealthLists.A2;
import static org.yuanjian.camera.health.HealthLists.A3;
import static org.yuanjian.camera.health.HealthLists.B1;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.DeviceLocks;
import org.yuanjian.camera.health.Availability.Stretch;
import org.yuanjian.camera.health.PointCondition.Cause;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;

/// The whole monitor on real databases, in quick motion; only the cameras are played.
class HealthMonitorTest {
    private static final Instant ALWAYS = Instant.parse("9999-12-31T00:00:00Z");
    private static final HealthSettings QUICK =
            new HealthSettings(
                    Duration.ofMillis(400),
                    0.2,
                    Duration.ofMillis(50),
                    Duration.ofMillis(50),
                    Duration.ZERO);

    @TempDir Path folder;
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    /// Answers as the test wants it.
    private final PointProbe probe =
            (camera, _, done) -> {
                boolean isSilent = silent.contains(camera.code());
                done.accept(
                        new ProbeResult(
                                isSilent ? Cause.NO_ANSWER : Cause.NONE, "", Duration.ofMillis(1)));
            };

    private HealthMonitor monitor(SqlStore sql) throws Exception {
        PointRegistry registry = HealthLists.registry(sql, folder);
        return new HealthMonitor(
                QUICK,
                new HealthMonitor.Surroundings(
                        "node-1",
                        registry,
                        HealthLists.vault(),
                        new DeviceLocks(),
                        sql,
                        InstantSource.system(),
                        Map::of),
                probe);
    }

    /// Until every point is in this state, as the database has it too.
    private static void await(HealthMonitor monitor, Map<String, PointState> wanted) {
        await(() ->
                wanted.entrySet().stream()
                        .allMatch(entry ->
                                monitor.history(entry.getKey(), ALWAYS, 1).stream()
                                        .anyMatch(span -> isNow(span, entry.getValue()))));
    }

    private static boolean isNow(StateSpan span, PointState state) {
        return span.to() == null && span.condition().state() == state;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void watch_siteDropsAndComesBack_keepsStatesAndOneIncident(TestDatabase database)
            throws Exception {
        try (SqlStore sql = SqlStore.open(database.fresh(folder));
                HealthMonitor monitor = monitor(sql)) {
            monitor.start();
            await(
                    monitor,
                    Map.of(
                            A1, PointState.ONLINE,
                            A2, PointState.ONLINE,
                            A3, PointState.ONLINE,
                            B1, PointState.ONLINE));
            silent.addAll(List.of(A1, A2, A3));
            await(
                    monitor,
                    Map.of(A1, PointState.OFFLINE, A2, PointState.OFFLINE, A3, PointState.OFFLINE));
            await(monitor, Map.of(B1, PointState.ONLINE));
            await(() ->
                    monitor.openIncidents().stream()
                            .anyMatch(incident -> incident.kind() == Incident.Kind.SITE));
            silent.clear();
            await(monitor, Map.of(A1, PointState.ONLINE, A2, PointState.ONLINE));
            await(() ->
                    !monitor.pastIncidents("", 10).isEmpty() && monitor.openIncidents().isEmpty());
            assertThat(monitor.pastIncidents("", 10))
                    .anyMatch(incident ->
                            incident.kind() == Incident.Kind.SITE && incident.points() == 3);
            assertThat(monitor.history(A1, ALWAYS, 10))
                    .extracting(span -> span.condition().state())
                    .containsExactly(
                            PointState.ONLINE,
                            PointState.OFFLINE,
                            PointState.ONLINE,
                            PointState.UNKNOWN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pages_oneAfterTheOther_haveAllOnceThoughOthersAreAdded(TestDatabase database)
            throws Exception {
        try (SqlStore sql = SqlStore.open(database.fresh(folder))) {
            HealthStore store = new HealthStore(sql);
            Instant noon = Instant.parse("2026-11-26T12:00:00Z");
            // Five that end in one moment.
            for (int i = 0; i < 5; i++) {
                store.save(List.of(past("i" + i, noon)));
            }
            List<String> first = ids(store.pastIncidents("", 3));
            store.save(List.of(past("later", noon.plusSeconds(60))));
            List<String> second = ids(store.pastIncidents(first.getLast(), 3));

            assertThat(first).containsExactly("i4", "i3", "i2");
            assertThat(second).containsExactly("i1", "i0");
            assertThat(store.pastIncidents(second.getLast(), 3)).isEmpty();
            assertThat(store.pastIncidents("none", 3)).isEmpty();
        }
    }

    private static Incident past(String id, Instant end) {
        return new Incident(
                id, Incident.Kind.POINT, A1, Cause.NO_ANSWER, 1, end.minusSeconds(60), end);
    }

    private static List<String> ids(List<Incident> incidents) {
        return incidents.stream().map(Incident::id).toList();
    }

    @ParameterizedTest
    @EnumSource
    void start_afterAnEnd_countsTheTimeBetweenAsUnknown(TestDatabase database) throws Exception {
        SqlSettings settings = database.fresh(folder);
        try (SqlStore sql = SqlStore.open(settings)) {
            HealthStore store = new HealthStore(sql);
            HealthLists.registry(sql, folder);
            Instant noon = Instant.parse("2026-11-26T12:00:00Z");
            store.change(Map.of(A1, new PointCondition(PointState.ONLINE, Cause.NONE, "", noon)));
            store.alive("node-1", noon.plusSeconds(3_600));
            store.resume("node-1");
            assertThat(store.history(A1, ALWAYS, 1))
                    .singleElement()
                    .returns(noon.plusSeconds(3_600), StateSpan::to);
        }
    }

    @ParameterizedTest
    @EnumSource
    void plan_work_isKeptAndAvailabilityLeavesItOut(TestDatabase database) throws Exception {
        try (SqlStore sql = SqlStore.open(database.fresh(folder));
                HealthMonitor monitor = monitor(sql)) {
            Instant noon = Instant.parse("2026-01-26T12:00:00Z");
            Stretch hour = new Stretch(noon, noon.plusSeconds(3_600));
            new HealthStore(sql)
                    .change(
                            Map.of(
                                    A1,
                                    new PointCondition(
                                            PointState.OFFLINE, Cause.NO_ANSWER, "", noon)));
            assertThat(monitor.availability(hour).getOrDefault(A1, Availability.NONE).share())
                    .hasValue(0);
            monitor.plan(
                    new Maintenance(
                            "m1",
                            Maintenance.Kind.REGION,
                            "440200",
                            "new line",
                            "admin",
                            hour.from(),
                            hour.to()));
            assertThat(monitor.planned(hour.from(), hour.to())).hasSize(1);
            assertThat(monitor.availability(hour).getOrDefault(A1, Availability.NONE).share())
                    .isEmpty();
            assertThat(monitor.availability(hour).getOrDefault(A1, Availability.NONE).planned())
                    .isEqualTo(Duration.ofHours(1));
        }
    }
}
