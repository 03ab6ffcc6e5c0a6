package org.yuanjian.console.setting;

import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often one may call, under `yuanjian.calls.`.
///
/// @param perSecond calls a session may make each second, in the long run
/// @param burst calls a session may make at once
/// @param addressPerSecond the same for an address of people who are not signed in
/// @param addressBurst the same for an address of people who are not signed in
public record CallSettings(
        @DefaultValue("100") int perSecond,
        @DefaultValue("600") int burst,
        @DefaultValue("50") int addressPerSecond,
        @DefaultValue("500") int addressBurst) {
    private static final int MOST = 1_000_000;

    public CallSettings {
        Limits.check("yuanjian.calls.per-second", perSecond, 1, MOST);
        Limits.check("yuanjian.calls.burst", burst, 1, MOST);
        Limits.check("yuanjian.calls.address-per-second", addressPerSecond, 1, MOST);
        Limits.check("yuanjian.calls.address-burst", addressBurst, 1, MOST);
    }
}
