package org.yuanjian.camera.onvif;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An element of an answer, known by its local name only: devices declare wrong namespaces or none
/// and choose prefixes as they like.
final class XmlNode {
    private final String name;
    private final Map<String, String> attributes;
    private List<XmlNode> children = List.of();
    private String text = "";

    XmlNode(String name, Map<String, String> attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    void add(XmlNode child) {
        if (children.isEmpty()) {
            children = new ArrayList<>(2);
        }
        children.add(child);
    }

    void addText(String more) {
        text = text.isEmpty() ? more : text + more;
    }

    String name() {
        return name;
    }

    /// Text of this element alone, without blanks around it.
    String text() {
        return text.strip();
    }

    /// Empty if there is no such attribute.
    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "").strip();
    }

    List<XmlNode> children() {
        return children;
    }

    List<XmlNode> children(String child) {
        return children.stream().filter(node -> node.name.equals(child)).toList();
    }

    /// The first element at the end of a path of names.
    Optional<XmlNode> find(String... path) {
        XmlNode at = this;
        for (String step : path) {
            Optional<XmlNode> next =
                    at.children.stream().filter(node -> node.name.equals(step)).findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    /// The same; one with nothing in it if there is none.
    XmlNode part(String... path) {
        return find(path).orElseGet(() -> new XmlNode(path[path.length - 1], Map.of()));
    }

    /// A point in time as XML Schema writes it; empty for anything else.
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Text at the end of a path; empty if there is no such element.
    String text(String... path) {
        return part(path).text();
    }

    /// A whole number at the end of a path, also where a device writes `25.0`; 0 if there is none.
    int number(String... path) {
        try {
            double value = Double.parseDouble(text(path));
            return Double.isFinite(value) ? (int) value : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /// @throws OnvifException if the answer has no such element
    XmlNode need(String... path) throws OnvifException {
        return find(path)
                .orElseThrow(() ->
                        OnvifException.malformed(name + " without " + String.join("/", path)));
    }

    @Override
    public String toString() {
        return name;
    }
}
