package org.yuanjian.benchmark.province;

import java.util.Locale;

/// Where something stands, in degrees.
record Position(double longitude, double latitude) {
    private static final double METRES_PER_DEGREE = 111_320;

    /// The place so many metres off.
    Position moved(double east, double north) {
        double parallel = METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude));
        return new Position(longitude + east / parallel, latitude + north / METRES_PER_DEGREE);
    }

    /// The place so far off in a direction.
    ///
    /// @param turns from 0 to 1, anticlockwise from the east
    Position towards(double turns, double metres) {
        double angle = 2 * Math.PI * turns;
        return moved(metres * Math.cos(angle), metres * Math.sin(angle));
    }

    /// Both degrees as config/points.csv has them, to a metre.
    String words() {
        return String.format(Locale.ROOT, "%.5f,%.5f", longitude, latitude);
    }
}
