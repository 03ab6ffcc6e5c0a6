package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// `docs/openapi.json` is what the application does. To write it anew: `./yuanjian test -pl
/// supervision-console -am -Dtest=OpenApiTest -Dyuanjian.openapi.write=true`
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenApiTest {
    private static final Path FILE =
            Path.of(System.getProperty("yuanjian.root", ".."), "docs", "openapi.json");
    private static final String HOW =
            "docs/openapi.json is not what the application does; if that is meant, write it anew:"
                    + " ./yuanjian test -pl supervision-console -am -Dtest=OpenApiTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dyuanjian.openapi.write=true";

    @TempDir static Path data;

    private RunningConsole console;
    private JsonNode document;

    @BeforeAll
    void start() {
        console = new RunningConsole(data);
        document =
                new OpenApiDocument(console.beans(RequestMappingHandlerMapping.class)).document();
    }

    @AfterAll
    void stop() {
        console.close();
    }

    @Test
    void document_checkedIn_isWhatTheApplicationDoes() throws Exception {
        String now = document.toPrettyString() + "\n";
        if (Boolean.getBoolean("yuanjian.openapi.write")) {
            Files.writeString(FILE, now);
        }

        assertThat(Files.readString(FILE).lines()).as(HOW).containsExactlyElementsOf(lines(now));
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    @Test
    void operations_ids_areThereAndUnique() {
        List<String> ids = new ArrayList<>();
        document.get("paths")
                .forEach(path -> path.forEach(one -> ids.add(one.get("operationId").asString())));

        assertThat(ids).hasSizeGreaterThan(40).doesNotHaveDuplicates();
        assertThat(ids).contains("getPointsByCodeHistory", "postPlatformTickets");
    }

    @Test
    void operations_always_haveAGoodAnswerAndABadOne() {
        for (JsonNode responses : document.get("paths").findValues("responses")) {
            assertThat(responses.propertyNames()).contains("default");
            assertThat(responses.propertyNames()).anyMatch(code -> code.startsWith("2"));
            assertThat(responses.propertyNames()).noneMatch(code -> code.startsWith("5"));
        }
    }

    @Test
    void references_always_leadToSomething() {
        for (JsonNode reference : document.findValues("$ref")) {
            String path = reference.asString().substring(1);
            assertThat(document.at(path).isMissingNode()).as(path).isFalse();
        }
    }

    @Test
    void document_ofTheInterface_isServedToNobody() throws Exception {
        for (String path : List.of("/v3/api-docs", "/openapi.json", "/swagger-ui.html")) {
            console.forgetCookies();
            assertThat(console.call("GET", path, null).statusCode()).as(path).isEqualTo(401);
            console.signIn();
            assertThat(console.call("GET", path, null).statusCode()).as(path).isEqualTo(404);
        }
    }
}
