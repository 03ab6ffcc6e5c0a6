package org.yuanjian.benchmark.province;

/// A region that has sites: a county, or a city that has towns directly under it.
///
/// @param code six digits of GB/T 2260
/// @param name full name
/// @param cityCode code of the city above it, its own for a city without counties
/// @param cityName full name of that city
record County(String code, String name, String cityCode, String cityName) {
    /// The name with the city before it where the county's own says nothing.
    String clearName() {
        return name.equals("城区") ? cityName + name : name;
    }

    boolean isCity() {
        return code.equals(cityCode);
    }
}
