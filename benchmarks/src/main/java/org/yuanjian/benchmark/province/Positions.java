package org.yuanjian.benchmark.province;

import static java.util.stream.Collectors.groupingBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Invents where sites stand: counties spread over the land of their city, whose middle is the real
/// one, sites round the middle of their county.
final class Positions {
    /// Counties one after the other turn by the golden section, so that they stand evenly.
    private static final double GOLDEN_TURN = 0.381966;

    /// One site of so many was never measured.
    private static final int UNNOTED_EVERY = 240;

    private static final int SITE_METRES = 12;

    /// @param kilometres how far the land of a city reaches, about
    private record Land(Position middle, int kilometres) {}

    private static final Map<String, Land> LANDS =
            Map.ofEntries(
                    land("440100", 113.45, 23.30, 45),
                    land("440200", 113.80, 24.80, 60),
                    land("440300", 114.06, 22.65, 22),
                    land("440400", 113.35, 22.17, 18),
                    land("440500", 116.60, 23.35, 20),
                    land("440600", 112.95, 23.00, 28),
                    land("440700", 112.70, 22.35, 42),
                    land("440800", 110.15, 21.20, 55),
                    land("440900", 111.00, 22.05, 42),
                    land("441200", 112.05, 23.60, 55),
                    land("441300", 114.55, 23.25, 45),
                    land("441400", 116.05, 24.25, 55),
                    land("441500", 115.55, 23.00, 35),
                    land("441600", 114.95, 24.00, 60),
                    land("441700", 111.80, 22.05, 32),
                    land("441800", 112.80, 24.25, 65),
                    land("441900", 113.87, 22.95, 20),
                    land("442000", 113.40, 22.55, 18),
                    land("445100", 116.80, 23.75, 25),
                    land("445200", 116.10, 23.35, 30),
                    land("445300", 111.75, 22.80, 38));

    private final Map<County, Land> lands = new HashMap<>();
    private final Random random;
    private int sites;

    Positions(List<County> counties, Random random) {
        this.random = random;
        counties.stream().collect(groupingBy(County::cityCode)).forEach(this::spread);
    }

    private static Map.Entry<String, Land> land(
            String city, double longitude, double latitude, int kilometres) {
        return Map.entry(city, new Land(new Position(longitude, latitude), kilometres));
    }

    private void spread(String city, List<County> counties) {
        Land land = Optional.ofNullable(LANDS.get(city)).orElseThrow();
        double count = counties.size();
        for (int i = 0; i < counties.size(); i++) {
            double share = count == 1 ? 0 : Math.sqrt((i + 0.5) / count);
            Position middle =
                    land.middle().towards(i * GOLDEN_TURN, share * land.kilometres() * 1_000);
            int reach = (int) Math.round(land.kilometres() / Math.sqrt(count) * 0.8);
            lands.put(counties.get(i), new Land(middle, reach));
        }
    }

    /// Where the next site of a county stands; nothing where nobody noted it.
    Optional<Position> nextSite(County county) {
        Land land = Optional.ofNullable(lands.get(county)).orElseThrow();
        double metres = land.kilometres() * 1_000 * Math.sqrt(random.nextDouble());
        Position position = land.middle().towards(random.nextDouble(), metres);
        return ++sites % UNNOTED_EVERY == 0 ? Optional.empty() : Optional.of(position);
    }

    /// Where a camera of a site hangs.
    Position nextPoint(Position site) {
        return site.towards(random.nextDouble(), random.nextInt(SITE_METRES));
    }
}
