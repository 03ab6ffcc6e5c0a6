package org.yuanjian.console.setting;

import org.springframework.boot.context.properties.bind.DefaultValue;

/// For how many days things are kept, under `yuanjian.retention.`.
///
/// @param looks who saw which point on which day
/// @param runs tours with their looks and records, from their end
/// @param findings with their steps and pictures, from when they were closed
/// @param references approved views of points, from when another took their place
/// @param clips from when their finding was closed
public record RetentionSettings(
        @DefaultValue("400") int looks,
        @DefaultValue("1095") int runs,
        @DefaultValue("1095") int findings,
        @DefaultValue("365") int references,
        @DefaultValue("1095") int clips) {
    private static final int LEAST = 30;
    private static final int MOST = 36_500;

    public RetentionSettings {
        Limits.check("yuanjian.retention.looks", looks, LEAST, MOST);
        Limits.check("yuanjian.retention.runs", runs, LEAST, MOST);
        Limits.check("yuanjian.retention.findings", findings, LEAST, MOST);
        Limits.check("yuanjian.retention.references", references, LEAST, MOST);
        Limits.check("yuanjian.retention.clips", clips, LEAST, MOST);
    }
}
