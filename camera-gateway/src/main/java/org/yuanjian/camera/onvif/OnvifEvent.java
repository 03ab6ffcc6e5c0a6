package org.yuanjian.camera.onvif;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Something a device noticed.
///
/// @param kind what it is about
/// @param topic as the device writes it, without prefixes
/// @param time by the device's clock; empty if it wrote none that can be read
/// @param isInitial it only tells how things stand, because somebody began to listen
/// @param source what it is about: names and values
/// @param data what there is to say: names and values
public record OnvifEvent(
        Kind kind,
        String topic,
        Optional<Instant> time,
        boolean isInitial,
        Map<String, String> source,
        Map<String, String> data) {
    private static final List<String> STATES =
            List.of("IsMotion", "IsTamper", "State", "LogicalState", "Value", "Logical");

    /// What is told apart here.
    public enum Kind {
        MOTION,
        TAMPER,
        DIGITAL_INPUT,
        CONNECTION,
        OTHER
    }

    static OnvifEvent of(XmlNode notification) {
        String topic = notification.text("Topic").replaceAll("[\\w.-]+:", "");
        XmlNode message = notification.part("Message", "Message");
        return new OnvifEvent(
                kind(topic),
                topic,
                XmlNode.instant(message.attribute("UtcTime")),
                message.attribute("PropertyOperation").equals("Initialized"),
                items(message, "Source"),
                items(message, "Data"));
    }

    private static Kind kind(String topic) {
        String lower = topic.toLowerCase(Locale.ROOT);
        if (lower.contains("tamper")
                || lower.contains("globalscenechange")
                || lower.contains("imagetoo")) {
            return Kind.TAMPER;
        }
        if (lower.contains("motion")) {
            return Kind.MOTION;
        }
        if (lower.contains("digitalinput") || lower.contains("trigger/relay")) {
            return Kind.DIGITAL_INPUT;
        }
        boolean isConnection =
                lower.contains("signalloss")
                        || lower.contains("connection")
                        || lower.contains("network");
        return isConnection ? Kind.CONNECTION : Kind.OTHER;
    }

    private static Map<String, String> items(XmlNode message, String part) {
        Map<String, String> items = new LinkedHashMap<>();
        for (XmlNode item : message.part(part).children("SimpleItem")) {
            items.put(item.attribute("Name"), item.attribute("Value"));
        }
        return items;
    }

    /// Whether it begins (true) or ends (false); empty where the event is no state.
    public Optional<Boolean> state() {
        return STATES.stream()
                .filter(data::containsKey)
                .findFirst()
                .map(name -> data.getOrDefault(name, ""))
                .map(value -> value.equals("1") || value.equalsIgnoreCase("true"));
    }
}
