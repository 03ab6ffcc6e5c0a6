package org.yuanjian.console.setting;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Clips kept as evidence, under `yuanjian.evidence.`.
///
/// @param folder where they lie; empty: `evidence` in the data folder
/// @param before how much a clip holds of what came before its order
/// @param after how long it goes on after its order
/// @param clips the most that are recorded at once, of all accounts
/// @param ring how long what a watched stream brings is kept for clips
/// @param ringSize the most that is kept of one stream
/// @param ringTotal the most that is kept of all streams together
public record EvidenceSettings(
        @DefaultValue("") String folder,
        @DefaultValue("10s") Duration before,
        @DefaultValue("60s") Duration after,
        @DefaultValue("8") int clips,
        @DefaultValue("12s") Duration ring,
        @DefaultValue("16MB") DataSize ringSize,
        @DefaultValue("256MB") DataSize ringTotal) {

    /// The most that one account has recorded at once.
    public static final int CLIPS_OF_ACCOUNT = 2;

    private static final int MOST_CLIPS = 64;

    public EvidenceSettings {
        Limits.check("yuanjian.evidence.before", before, "0s", "60s");
        Limits.check("yuanjian.evidence.after", after, "1s", "10m");
        Limits.check("yuanjian.evidence.clips", clips, 1, MOST_CLIPS);
        Limits.check("yuanjian.evidence.ring", ring, "0s", "60s");
    }
}
