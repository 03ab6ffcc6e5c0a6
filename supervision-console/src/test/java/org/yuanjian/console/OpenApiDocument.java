package org.yuanjian.console;

import java.io.InputStream;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The description of the JSON interface in OpenAPI 3.1, made of the routes the application itself
/// has and the types they are written with. Ids of operations come from their routes alone.
final class OpenApiDocument {
    private static final String JSON = "application/json";
    private static final Set<String> OPEN = Set.of("get /api/session", "post /api/session");

    private static final List<String> JPEG = List.of("image/jpeg");
    private static final String XLSX =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final List<String> SHEETS = List.of(XLSX, "application/pdf");

    /// Bodies that the types say nothing of.
    private static final Map<String, List<String>> BYTES =
            Map.ofEntries(
                    Map.entry("get /api/points/{code}/thumbnail", JPEG),
                    Map.entry("get /api/points/{code}/snapshot", JPEG),
                    Map.entry("get /api/stills/{still}", JPEG),
                    Map.entry("get /api/findings/{finding}/pictures/{picture}", JPEG),
                    Map.entry("get /api/points/{code}/reference/{reference}", JPEG),
                    Map.entry("get /api/points/export", List.of("text/csv", XLSX)),
                    Map.entry("get /api/findings/export", SHEETS),
                    Map.entry("get /api/statistics/export", SHEETS),
                    Map.entry("get /api/runs/{run}/paper", List.of("application/pdf")),
                    Map.entry("get /api/runs/{run}/record", List.of("application/json")),
                    Map.entry("get /api/ledger/export", List.of("application/x-ndjson")),
                    Map.entry("get /api/evidence/{id}/file", List.of("video/mp4")),
                    Map.entry("get /api/events", List.of("text/event-stream")));

    /// Calls that say with the type of their answer also why they did nothing.
    private static final Set<String> REFUSED_WITH_ITS_TYPE =
            Set.of("post /api/points/import", "put /api/points/{code}");

    private static final Map<String, String> TYPES =
            Map.of(
                    "get /api/points", "org.yuanjian.console.point.PointTree",
                    "post /api/session", "org.yuanjian.console.session.SessionView");

    private final OpenApiSchemas schemas = new OpenApiSchemas();
    private final TreeMap<String, TreeMap<String, Method>> routes = new TreeMap<>();

    OpenApiDocument(Collection<RequestMappingHandlerMapping> mappings) {
        mappings.forEach(mapping ->
                mapping.getHandlerMethods()
                        .forEach((info, handler) ->
                                AuthorisationMatrixTest.routes(info)
                                        .filter(route -> route.contains(" /api/"))
                                        .forEach(route -> add(route, handler.getMethod()))));
    }

    private void add(String route, Method method) {
        String[] parts = route.split(" ", 2);
        routes.computeIfAbsent(parts[1], _ -> new TreeMap<>())
                .put(parts[0].toLowerCase(Locale.ROOT), method);
    }

    ObjectNode document() {
        ObjectNode document = OpenApiSchemas.object();
        document.put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "Yuanjian")
                .put("version", "1")
                .put("description", "docs/api.md says in words what each call does.");
        document.putArray("security").addObject().putArray("session");
        ObjectNode paths = document.putObject("paths");
        routes.forEach((path, methods) -> {
            ObjectNode item = paths.putObject(path);
            methods.forEach((verb, method) -> item.set(verb, operation(verb, path, method)));
        });
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas.all());
        components.set("parameters", parameters());
        components.set("responses", problem());
        components
                .putObject("securitySchemes")
                .putObject("session")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "YUANJIAN");
        return document;
    }

    private ObjectNode operation(String verb, String path, Method method) {
        String route = verb + " " + path;
        ObjectNode operation = OpenApiSchemas.object();
        operation.put("operationId", id(verb, path));
        operation.set("tags", OpenApiSchemas.texts(List.of(path.split("/", -1)[2])));
        if (OPEN.contains(route)) {
            operation.putArray("security");
        }
        ArrayNode parameters = RunningConsole.JSON.createArrayNode();
        Arrays.stream(method.getParameters()).forEach(one -> parameter(one, parameters));
        if (!verb.equals("get")) {
            parameters.addObject().put("$ref", "#/components/parameters/CsrfToken");
        }
        if (verb.equals("post")) {
            parameters.addObject().put("$ref", "#/components/parameters/IdempotencyKey");
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        Arrays.stream(method.getParameters()).forEach(one -> body(one, operation));
        operation.set("responses", responses(route, method));
        return operation;
    }

    /// `getPointsByCodeHistory` for `GET /api/points/{code}/history`.
    private static String id(String verb, String path) {
        return verb
                + Arrays.stream(path.substring("/api/".length()).split("[/-]", -1))
                        .map(part ->
                                part.startsWith("{")
                                        ? "By" + capital(part.substring(1, part.length() - 1))
                                        : capital(part))
                        .collect(Collectors.joining());
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private void parameter(Parameter parameter, ArrayNode into) {
        RequestParam query = parameter.getAnnotation(RequestParam.class);
        RequestHeader header = parameter.getAnnotation(RequestHeader.class);
        ObjectNode schema = OpenApiSchemas.object();
        if (parameter.isAnnotationPresent(PathVariable.class)) {
            described(into, "path", parameter.getName(), true)
                    .set("schema", schemas.of(parameter.getAnnotatedType()));
        } else if (query != null) {
            String name = query.name().isEmpty() ? parameter.getName() : query.name();
            boolean isRequired =
                    query.required()
                            && query.defaultValue().equals(ValueConstants.DEFAULT_NONE)
                            && !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
            schema = schemas.of(parameter.getAnnotatedType());
            if (!query.defaultValue().equals(ValueConstants.DEFAULT_NONE)) {
                schema.put("default", query.defaultValue());
            }
            described(into, "query", name, isRequired).set("schema", schema);
        } else if (header != null) {
            described(into, "header", header.name(), false)
                    .set("schema", schemas.of(parameter.getAnnotatedType()));
        }
    }

    private static ObjectNode described(ArrayNode into, String in, String name, boolean required) {
        return into.addObject().put("name", name).put("in", in).put("required", required);
    }

    private void body(Parameter parameter, ObjectNode operation) {
        if (parameter.isAnnotationPresent(RequestBody.class)) {
            content(operation.putObject("requestBody").put("required", true), JSON)
                    .set("schema", schemas.of(parameter.getAnnotatedType()));
        } else if (parameter.getType() == InputStream.class) {
            content(
                    operation.putObject("requestBody").put("required", true),
                    "application/octet-stream");
        }
    }

    private static ObjectNode content(ObjectNode of, String type) {
        return of.withObjectProperty("content").putObject(type);
    }

    private ObjectNode responses(String route, Method method) {
        ObjectNode responses = OpenApiSchemas.object();
        @Nullable ResponseStatus status =
                AnnotatedElementUtils.findMergedAnnotation(method, ResponseStatus.class);
        String code = status == null ? "200" : Integer.toString(status.code().value());
        ObjectNode good = responses.putObject(code).put("description", "Done");
        if (BYTES.containsKey(route)) {
            BYTES.get(route).forEach(type -> content(good, type));
        } else {
            ObjectNode schema = answer(route, method);
            if (schema != null) {
                content(good, JSON).set("schema", schema);
            }
        }
        if (REFUSED_WITH_ITS_TYPE.contains(route) && good.has("content")) {
            ObjectNode refused = good.deepCopy().put("description", "Nothing was changed");
            responses.set("422", refused);
        }
        responses.putObject("default").put("$ref", "#/components/responses/Problem");
        return responses;
    }

    private @Nullable ObjectNode answer(String route, Method method) {
        if (TYPES.containsKey(route)) {
            try {
                return schemas.of(Class.forName(TYPES.get(route)));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        AnnotatedType type = OpenApiSchemas.answer(method.getAnnotatedReturnType());
        if (type == null) {
            throw new IllegalArgumentException("nothing says what " + route + " answers");
        }
        boolean isNone = Set.<Type>of(void.class, Void.class).contains(type.getType());
        return isNone ? null : schemas.of(type);
    }

    private static ObjectNode parameters() {
        ObjectNode parameters = OpenApiSchemas.object();
        text(parameters, "CsrfToken", "X-XSRF-TOKEN", true)
                .put("description", "Value of the cookie XSRF-TOKEN");
        text(parameters, "IdempotencyKey", "Idempotency-Key", false)
                .put("description", "The call is done once for a key");
        return parameters;
    }

    private static ObjectNode text(ObjectNode into, String key, String name, boolean required) {
        ObjectNode text =
                into.putObject(key).put("name", name).put("in", "header").put("required", required);
        text.putObject("schema").put("type", "string");
        return text;
    }

    /// RFC 9457, with a `kind`.
    private static ObjectNode problem() {
        ObjectNode responses = OpenApiSchemas.object();
        ObjectNode problem =
                responses.putObject("Problem").put("description", "Why it was not done");
        ObjectNode schema =
                content(problem, "application/problem+json")
                        .putObject("schema")
                        .put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("title").put("type", "string");
        properties.putObject("status").put("type", "integer");
        properties.putObject("kind").put("type", "string");
        schema.set("required", OpenApiSchemas.texts(List.of("title", "status", "kind")));
        return responses;
    }
}
