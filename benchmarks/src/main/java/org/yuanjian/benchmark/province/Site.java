package org.yuanjian.benchmark.province;

import java.util.List;

/// An invented site with the places its cameras watch.
record Site(SiteKind kind, String name, List<Place> places) {}
