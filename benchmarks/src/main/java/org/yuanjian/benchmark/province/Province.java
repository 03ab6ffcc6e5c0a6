package org.yuanjian.benchmark.province;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Lays sites over the counties: an agency for each, offices by how many towns a city has,
/// correction centres, visit rooms and a few custody places here and there.
final class Province {
    /// Offices with one, two and three cameras: somewhat more than half of the province's 1,600.
    private static final int[] OFFICES_BY_CAMERAS = {0, 240, 648, 72};

    private static final int CORRECTION_CENTRES = 60;
    private static final int VISIT_ROOMS = 50;
    private static final int CUSTODY_PLACES = 12;

    /// Towns and streets of each city, about: where people live and offices stand.
    private static final Map<String, Integer> TOWNS =
            Map.ofEntries(
                    Map.entry("440100", 176),
                    Map.entry("440200", 106),
                    Map.entry("440300", 74),
                    Map.entry("440400", 25),
                    Map.entry("440500", 67),
                    Map.entry("440600", 32),
                    Map.entry("440700", 73),
                    Map.entry("440800", 124),
                    Map.entry("440900", 110),
                    Map.entry("441200", 104),
                    Map.entry("441300", 73),
                    Map.entry("441400", 111),
                    Map.entry("441500", 58),
                    Map.entry("441600", 101),
                    Map.entry("441700", 49),
                    Map.entry("441800", 85),
                    Map.entry("441900", 33),
                    Map.entry("442000", 24),
                    Map.entry("445100", 51),
                    Map.entry("445200", 90),
                    Map.entry("445300", 63));

    private final List<County> counties;
    private final Random random;
    private final OfficeNames names;
    private final Map<County, List<Site>> sites = new LinkedHashMap<>();

    Province(List<County> counties, Random random) {
        this.counties = List.copyOf(counties);
        this.random = random;
        this.names = new OfficeNames(random);
    }

    /// The sites of every county, counties in their order.
    Map<County, List<Site>> sites() {
        addAgencies();
        for (County county : some(CORRECTION_CENTRES)) {
            add(county, site(SiteKind.CORRECTION_CENTRE, county, "社区矫正中心"));
        }
        addOffices();
        for (County county : some(VISIT_ROOMS)) {
            add(county, site(SiteKind.VISIT_ROOM, county, "远程会见室"));
        }
        for (County county : some(CUSTODY_PLACES)) {
            String name = names.next() + "监狱";
            add(county, new Site(SiteKind.CUSTODY_PLACE, name, custodyPlaces()));
        }
        return Collections.unmodifiableMap(sites);
    }

    private void add(County county, Site site) {
        sites.computeIfAbsent(county, key -> new ArrayList<>()).add(site);
    }

    private void addAgencies() {
        Set<String> citiesSeen = new HashSet<>();
        for (County county : counties) {
            if (citiesSeen.add(county.cityCode())) {
                String name = county.cityName() + "社区矫正管理局";
                add(county, new Site(SiteKind.CITY_AGENCY, name, SiteKind.CITY_AGENCY.places()));
            }
            if (!county.isCity()) {
                add(county, site(SiteKind.COUNTY_AGENCY, county, "社区矫正管理局"));
            }
        }
    }

    private static Site site(SiteKind kind, County county, String name) {
        return new Site(kind, county.clearName() + name, kind.places());
    }

    private List<Place> custodyPlaces() {
        List<Place> places = SiteKind.CUSTODY_PLACE.places();
        return List.of(places.getFirst(), places.get(1 + random.nextInt(places.size() - 1)));
    }

    private List<County> some(int count) {
        List<County> shuffled = new ArrayList<>(counties);
        Collections.shuffle(shuffled, random);
        List<County> chosen = shuffled.subList(0, count);
        return counties.stream().filter(chosen::contains).toList();
    }

    private void addOffices() {
        List<Integer> cameras = new ArrayList<>();
        for (int number = 1; number < OFFICES_BY_CAMERAS.length; number++) {
            cameras.addAll(Collections.nCopies(OFFICES_BY_CAMERAS[number], number));
        }
        Collections.shuffle(cameras, random);
        int[] offices = Shares.split(cameras.size(), weights());
        int next = 0;
        for (int i = 0; i < offices.length; i++) {
            for (int n = 0; n < offices[i]; n++) {
                add(counties.get(i), office(cameras.get(next++)));
            }
        }
    }

    /// Each county's share of its city's towns, some larger, some smaller.
    private List<Double> weights() {
        Map<String, Long> countiesOfCity =
                counties.stream().collect(groupingBy(County::cityCode, counting()));
        List<Double> weights = new ArrayList<>();
        for (County county : counties) {
            double towns = TOWNS.getOrDefault(county.cityCode(), 1);
            double siblings = countiesOfCity.getOrDefault(county.cityCode(), 1L);
            double size = 0.7 + 0.6 * random.nextDouble();
            weights.add(siblings == 1 ? towns : towns / siblings * size);
        }
        return weights;
    }

    private Site office(int cameras) {
        List<Place> usual = SiteKind.OFFICE.places();
        List<Place> others = new ArrayList<>(usual.subList(1, usual.size()));
        Collections.shuffle(others, random);
        List<Place> places = new ArrayList<>();
        places.add(usual.getFirst());
        places.addAll(others.subList(0, cameras - 1));
        places.sort(null);
        return new Site(SiteKind.OFFICE, names.next() + "司法所", places);
    }
}
