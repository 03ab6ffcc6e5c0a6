package org.yuanjian.console;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema (2020-12, as OpenAPI 3.1 has it) of what calls take and answer, by the types of
/// the code. Each record has a name of its own in it.
final class OpenApiSchemas {
    private static final Set<Type> INTEGERS =
            Set.of(int.class, Integer.class, long.class, Long.class);

    private final SortedMap<String, ObjectNode> schemas = new TreeMap<>();
    private final Map<String, Class<?>> owners = new TreeMap<>();

    /// Of all records that were asked for.
    ObjectNode all() {
        ObjectNode all = object();
        schemas.forEach(all::set);
        return all;
    }

    static ObjectNode object() {
        return RunningConsole.JSON.createObjectNode();
    }

    private static ObjectNode typed(String type) {
        return object().put("type", type);
    }

    ObjectNode of(AnnotatedType annotated) {
        ObjectNode schema = schema(annotated);
        return annotated.isAnnotationPresent(Nullable.class) ? nullable(schema) : schema;
    }

    private static ObjectNode nullable(ObjectNode schema) {
        if (schema.has("type")) {
            String type = schema.get("type").asString();
            schema.putArray("type").add(type).add("null");
            return schema;
        }
        ObjectNode either = object();
        either.putArray("anyOf").add(schema).add(typed("null"));
        return either;
    }

    private ObjectNode schema(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (annotated instanceof AnnotatedParameterizedType generic
                && type instanceof ParameterizedType of) {
            return container((Class<?>) of.getRawType(), generic);
        }
        return type instanceof Class<?> plain ? of(plain) : object();
    }

    private ObjectNode container(Class<?> raw, AnnotatedParameterizedType generic) {
        AnnotatedType[] of = generic.getAnnotatedActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            ObjectNode array = typed("array");
            array.set("items", of(of[0]));
            return array;
        }
        if (Map.class.isAssignableFrom(raw)) {
            ObjectNode map = typed("object");
            map.set("additionalProperties", of(of[1]));
            return map;
        }
        if (raw == Optional.class) {
            return nullable(of(of[0]));
        }
        throw new IllegalArgumentException("no schema is known for " + generic);
    }

    ObjectNode of(Class<?> type) {
        if (type == Object.class) {
            return object();
        } else if (INTEGERS.contains(type)) {
            boolean isLong = type == long.class || type == Long.class;
            return typed("integer").put("format", isLong ? "int64" : "int32");
        } else if (type == double.class || type == Double.class) {
            return typed("number").put("format", "double");
        } else if (type == boolean.class || type == Boolean.class) {
            return typed("boolean");
        } else if (type == String.class) {
            return typed("string");
        } else if (type == byte[].class) {
            return typed("string").put("contentEncoding", "base64");
        } else if (type == Instant.class) {
            return typed("string").put("format", "date-time");
        } else if (type == LocalDate.class) {
            return typed("string").put("format", "date");
        } else if (type.isEnum()) {
            return enumerated(type);
        } else if (type.isRecord()) {
            return reference(type);
        }
        throw new IllegalArgumentException("no schema is known for " + type);
    }

    private static ObjectNode enumerated(Class<?> type) {
        ObjectNode schema = typed("string");
        ArrayNode values = schema.putArray("enum");
        Arrays.stream(type.getEnumConstants()).forEach(value -> values.add(value.toString()));
        return schema;
    }

    private ObjectNode reference(Class<?> type) {
        String name = name(type);
        Class<?> owner = owners.putIfAbsent(name, type);
        if (owner == null) {
            schemas.put(name, record(type));
        } else if (owner != type) {
            throw new IllegalArgumentException(name + " is both " + owner + " and " + type);
        }
        return object().put("$ref", "#/components/schemas/" + name);
    }

    /// `Webhook.Made` for the record of a controller, the plain name for any other.
    private static String name(Class<?> type) {
        Class<?> outside = type.getDeclaringClass();
        return outside == null
                ? type.getSimpleName()
                : outside.getSimpleName().replaceAll("Controller$", "")
                        + "."
                        + type.getSimpleName();
    }

    private ObjectNode record(Class<?> type) {
        ObjectNode schema = typed("object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = RunningConsole.JSON.createArrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), of(component.getAnnotatedType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    /// What stands in `ResponseEntity<…>`, or the type itself; null where nothing is known of it.
    static @Nullable AnnotatedType answer(AnnotatedType declared) {
        if (declared instanceof AnnotatedParameterizedType generic
                && declared.getType() instanceof ParameterizedType type
                && type.getRawType().getTypeName().endsWith(".ResponseEntity")) {
            AnnotatedType inner = generic.getAnnotatedActualTypeArguments()[0];
            return inner.getType() instanceof WildcardType ? null : inner;
        }
        return declared;
    }

    /// A list of texts that is written as it is.
    static ArrayNode texts(List<String> texts) {
        ArrayNode array = RunningConsole.JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }
}
