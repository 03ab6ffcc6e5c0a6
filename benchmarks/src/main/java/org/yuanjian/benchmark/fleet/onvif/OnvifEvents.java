package org.yuanjian.benchmark.fleet.onvif;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The pull point of a camera (ONVIF Core 9.1): motion that comes and goes every second, and
/// tampering while something covers the lens. Subscriptions are lost when the camera starts anew.
/// Any thread.
public final class OnvifEvents {
    static final String NAMESPACE = "http://www.onvif.org/ver10/events/wsdl";

    private static final String PATH = "/onvif/events/";
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOTION_SECONDS = 1;
    private static final Pattern RELATIVE = Pattern.compile("PT(\\d{1,5})S");

    private final int number;
    private final IntSupplier boots;
    private final BooleanSupplier isCovered;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

    /// @param number of the camera: not all of them see motion at the same time
    /// @param boots how often it started anew
    /// @param isCovered whether something covers the lens
    public OnvifEvents(int number, IntSupplier boots, BooleanSupplier isCovered) {
        this.number = number;
        this.boots = boots;
        this.isCovered = isCovered;
    }

    /// How a camera takes times.
    enum Times {
        BOTH,
        RELATIVE_ONLY,
        ABSOLUTE_ONLY
    }

    private static final class Subscription {
        private final int boots;
        private Instant end;
        private @Nullable Boolean motion;
        private @Nullable Boolean tamper;

        Subscription(int boots, Instant end) {
            this.boots = boots;
            this.end = end;
        }
    }

    /// Empty for what it does not know, or not with these words.
    ///
    /// @param path at which it was asked
    /// @param address where the camera says that it is
    Optional<String> answer(
            OnvifQuestion question, String path, String address, Times times, Instant now) {
        subscriptions
                .values()
                .removeIf(one -> one.boots != boots.getAsInt() || one.end.isBefore(now));
        return switch (question.operation()) {
            case "CreatePullPointSubscription" ->
                    end(question.text("InitialTerminationTime"), times, now)
                            .map(end -> create(address, now, end));
            case "PullMessages" -> subscription(path).map(one -> pull(one, now));
            case "Renew" ->
                    subscription(path)
                            .flatMap(one ->
                                    end(question.text("TerminationTime"), times, now)
                                            .map(end -> renew(one, now, end)));
            case "Unsubscribe" ->
                    Optional.ofNullable(subscriptions.remove(id(path)))
                            .map(_ -> "<wsnt:UnsubscribeResponse/>");
            default -> Optional.empty();
        };
    }

    /// How long a pull waits until there is something to tell.
    Duration untilNews(OnvifQuestion question, String path, Instant now) {
        Matcher asked = RELATIVE.matcher(question.text("Timeout"));
        boolean isPull = question.operation().equals("PullMessages") && asked.matches();
        Optional<Subscription> known = isPull ? subscription(path) : Optional.empty();
        if (known.isEmpty() || isNews(known.get(), now)) {
            return Duration.ZERO;
        }
        long millisOfTurn = MOTION_SECONDS * 1000L;
        Duration turn = Duration.ofMillis(millisOfTurn - now.toEpochMilli() % millisOfTurn + 1);
        Duration longest = Duration.ofSeconds(Long.parseLong(asked.group(1)));
        return turn.compareTo(longest) < 0 ? turn : longest;
    }

    private boolean isNews(Subscription one, Instant now) {
        return one.motion == null
                || one.motion != isMotion(now)
                || one.tamper == null
                || one.tamper != isCovered.getAsBoolean();
    }

    private boolean isMotion(Instant now) {
        return (now.getEpochSecond() / MOTION_SECONDS + number) % 2 == 0;
    }

    private static String id(String path) {
        return path.startsWith(PATH) ? path.substring(PATH.length()) : "";
    }

    private Optional<Subscription> subscription(String path) {
        return Optional.ofNullable(subscriptions.get(id(path)));
    }

    private static Optional<Instant> end(String text, Times times, Instant now) {
        Matcher relative = RELATIVE.matcher(text);
        if (text.isEmpty()) {
            return Optional.of(now.plus(LIFE));
        }
        if (relative.matches()) {
            Duration life = Duration.ofSeconds(Long.parseLong(relative.group(1)));
            return times == Times.ABSOLUTE_ONLY
                    ? Optional.empty()
                    : Optional.of(now.plus(life.compareTo(LONGEST) < 0 ? life : LONGEST));
        }
        try {
            return times == Times.RELATIVE_ONLY
                    ? Optional.empty()
                    : Optional.of(Instant.parse(text)).filter(now::isBefore);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String create(String address, Instant now, Instant end) {
        String id = Integer.toString(ids.incrementAndGet());
        subscriptions.put(id, new Subscription(boots.getAsInt(), end));
        return """
        <tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference>\
        <wsa:Address>%s%s%s</wsa:Address></tev:SubscriptionReference>%s\
        </tev:CreatePullPointSubscriptionResponse>\
        """
                .formatted(address, PATH, id, times("wsnt", now, end));
    }

    private static String times(String prefix, Instant now, Instant end) {
        return "<%s:CurrentTime>%s</%s:CurrentTime><%s:TerminationTime>%s</%s:TerminationTime>"
                .formatted(
                        prefix,
                        now.truncatedTo(ChronoUnit.SECONDS),
                        prefix,
                        prefix,
                        end.truncatedTo(ChronoUnit.SECONDS),
                        prefix);
    }

    private static String renew(Subscription one, Instant now, Instant end) {
        one.end = end;
        return "<wsnt:RenewResponse>" + times("wsnt", now, end) + "</wsnt:RenewResponse>";
    }

    private synchronized String pull(Subscription one, Instant now) {
        Map<String, String> news = new LinkedHashMap<>();
        boolean isMotion = isMotion(now);
        boolean isTamper = isCovered.getAsBoolean();
        if (one.motion == null || one.motion != isMotion) {
            news.put(
                    "motion",
                    message(
                            "tns1:RuleEngine/CellMotionDetector/Motion",
                            "IsMotion",
                            isMotion,
                            one.motion == null,
                            now));
        }
        if (one.tamper == null || one.tamper != isTamper) {
            news.put(
                    "tamper",
                    message(
                            "tns1:RuleEngine/TamperDetector/Tamper",
                            "IsTamper",
                            isTamper,
                            one.tamper == null,
                            now));
        }
        one.motion = isMotion;
        one.tamper = isTamper;
        return "<tev:PullMessagesResponse>"
                + times("tev", now, one.end)
                + String.join("", news.values())
                + "</tev:PullMessagesResponse>";
    }

    private static String message(
            String topic, String name, boolean value, boolean isInitial, Instant now) {
        return """
        <wsnt:NotificationMessage><wsnt:Topic>%s</wsnt:Topic><wsnt:Message>\
        <tt:Message UtcTime="%s" PropertyOperation="%s"><tt:Source>\
        <tt:SimpleItem Name="VideoSourceConfigurationToken" Value="vsc"/></tt:Source><tt:Data>\
        <tt:SimpleItem Name="%s" Value="%s"/></tt:Data></tt:Message></wsnt:Message>\
        </wsnt:NotificationMessage>\
        """
                .formatted(
                        topic,
                        now.truncatedTo(ChronoUnit.SECONDS),
                        isInitial ? "Initialized" : "Changed",
                        name,
                        value);
    }
}
