package org.yuanjian.benchmark.fleet.scene;

import java.util.Locale;

/// The places a camera can look at. The first word of each is its name in the list of video points.
public enum Place {
    COUNTER,
    COUNTER_SAND,
    COUNTER_SKY,
    WAITING,
    VISIT,
    CORRIDOR,
    GATE,
    CARPARK,
    DECLARATION,
    STUDY;

    private static final Place[] COUNTERS = {COUNTER, COUNTER_SAND, COUNTER_SKY};

    /// What is to be drawn there.
    public Scene scene() {
        return switch (this) {
            case COUNTER -> CounterScene.grey();
            case COUNTER_SAND -> CounterScene.sand();
            case COUNTER_SKY -> CounterScene.sky();
            case WAITING -> new WaitingScene();
            case VISIT -> new VisitScene();
            case CORRIDOR -> new CorridorScene();
            case GATE -> new GateScene();
            case CARPARK -> new CarParkScene();
            case DECLARATION -> new DeclarationScene();
            case STUDY -> new StudyScene();
        };
    }

    /// The place of this name for the camera of this number: counters, which are many, differ.
    /// Names that are not known are counters.
    public static Place named(String name, int number) {
        for (Place place : values()) {
            if (place != COUNTER && place.name().equals(name.toUpperCase(Locale.ROOT))) {
                return place;
            }
        }
        return COUNTERS[Math.floorMod(number * 7 / 3, COUNTERS.length)];
    }
}
