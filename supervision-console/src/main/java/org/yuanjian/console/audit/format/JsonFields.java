package org.yuanjian.console.audit.format;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One JSON object of the ledger, read strictly: what is missing or of another type is a
/// [FormatException].
public final class JsonFields {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final JsonNode node;

    private JsonFields(JsonNode node) throws FormatException {
        if (!node.isObject()) {
            throw new FormatException("not a JSON object");
        }
        this.node = node;
    }

    public static JsonFields parse(String text) throws FormatException {
        try {
            return new JsonFields(MAPPER.readTree(text));
        } catch (JacksonException e) {
            throw new FormatException("not JSON", e);
        }
    }

    public boolean has(String name) {
        return node.has(name);
    }

    public String text(String name) throws FormatException {
        return text(field(name));
    }

    private static String text(JsonNode value) throws FormatException {
        if (!value.isString()) {
            throw new FormatException("not a text");
        }
        return value.stringValue();
    }

    private JsonNode field(String name) throws FormatException {
        @Nullable JsonNode value = node.get(name);
        if (value == null) {
            throw new FormatException("no \"" + name + "\"");
        }
        return value;
    }

    /// A whole number, not negative.
    public long number(String name) throws FormatException {
        JsonNode value = field(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new FormatException("\"" + name + "\" is no number");
        }
        return value.longValue();
    }

    public JsonFields object(String name) throws FormatException {
        return new JsonFields(field(name));
    }

    public List<String> texts(String name) throws FormatException {
        JsonNode value = field(name);
        if (!value.isArray()) {
            throw new FormatException("\"" + name + "\" is no list");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value) {
            texts.add(text(each));
        }
        return texts;
    }

    public List<JsonFields> objects(String name) throws FormatException {
        JsonNode value = field(name);
        if (!value.isArray()) {
            throw new FormatException("\"" + name + "\" is no list");
        }
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode each : value) {
            objects.add(new JsonFields(each));
        }
        return objects;
    }

    /// All fields, each a text.
    public SortedMap<String, String> allTexts() throws FormatException {
        SortedMap<String, String> all = new TreeMap<>();
        for (String name : names()) {
            all.put(name, text(name));
        }
        return all;
    }

    public List<String> names() {
        return List.copyOf(node.propertyNames());
    }
}
