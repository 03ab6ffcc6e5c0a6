package org.yuanjian.benchmark.province;

import java.util.Locale;

/// Where in a site a camera hangs.
enum Place {
    COUNTER("接待窗口"),
    WAITING("等候区"),
    VISIT("会见室"),
    CORRIDOR("走廊"),
    GATE("大门"),
    CARPARK("停车场"),
    DECLARATION("宣告室"),
    STUDY("学习教育室");

    private final String pointName;

    Place(String pointName) {
        this.pointName = pointName;
    }

    /// What the video point is called.
    String pointName() {
        return pointName;
    }

    /// The word in config/points.csv.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
