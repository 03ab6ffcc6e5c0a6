package org.yuanjian.camera.onvif;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What time a device believes it is.
///
/// @param time its UTC, in whole seconds
/// @param offset how far it is ahead of us; negative if behind
public record DeviceClock(Instant time, Duration offset) {
    private static final Duration NEAR = Duration.ofSeconds(60);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration WIDEST_ZONE = Duration.ofHours(14);

    /// A name, and what is to be added to local time.
    private static final Pattern POSIX_ZONE =
            Pattern.compile("^(?:<[^>]*>|[A-Za-z]+)([+-]?)(\\d{1,2})(?::(\\d{2}))?");

    /// The clock shows local time and calls it UTC: it is off by a time zone and right otherwise.
    public boolean isLocalTime() {
        Duration distance = offset.abs();
        long quarters = Math.round((double) distance.toSeconds() / QUARTER.toSeconds());
        Duration rest = distance.minus(QUARTER.multipliedBy(quarters)).abs();
        return quarters > 0
                && distance.compareTo(WIDEST_ZONE.plus(NEAR)) <= 0
                && rest.compareTo(NEAR) <= 0;
    }

    /// @param answer to GetSystemDateAndTime
    /// @param now between question and answer
    static DeviceClock of(XmlNode answer, Instant now) throws OnvifException {
        XmlNode system = answer.need("SystemDateAndTime");
        Optional<XmlNode> utc = system.find("UTCDateTime");
        LocalDateTime told = time(utc.isPresent() ? utc.get() : system.need("LocalDateTime"));
        ZoneOffset zone = utc.isPresent() ? ZoneOffset.UTC : zone(system.text("TimeZone", "TZ"));
        Instant time = told.toInstant(zone);
        return new DeviceClock(time, Duration.between(now, time).truncatedTo(ChronoUnit.SECONDS));
    }

    private static LocalDateTime time(XmlNode node) throws OnvifException {
        try {
            return LocalDateTime.of(
                    node.number("Date", "Year"),
                    node.number("Date", "Month"),
                    node.number("Date", "Day"),
                    node.number("Time", "Hour"),
                    node.number("Time", "Minute"),
                    Math.min(node.number("Time", "Second"), 59));
        } catch (DateTimeException e) {
            throw new OnvifException(OnvifException.Kind.MALFORMED, "no such time", e);
        }
    }

    /// POSIX writes what is to be added to local time: CST-8 is eight hours ahead of UTC.
    private static ZoneOffset zone(String posix) {
        Matcher parts = POSIX_ZONE.matcher(posix);
        if (!parts.find()) {
            return ZoneOffset.UTC;
        }
        int minutes = Integer.parseInt(parts.group(2)) * 60;
        minutes += parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        int behind = parts.group(1).equals("-") ? -minutes : minutes;
        return Math.abs(behind) > WIDEST_ZONE.toMinutes()
                ? ZoneOffset.UTC
                : ZoneOffset.ofTotalSeconds(-behind * 60);
    }
}
