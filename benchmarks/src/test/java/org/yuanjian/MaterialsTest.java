package org.yuanjian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The bills of materials that a build writes.
class MaterialsTest {
    private static final Path ROOT = Path.of(System.getProperty("yuanjian.root", ".."));

    private static List<String> names(Path bill) throws IOException {
        JsonNode read = new JsonMapper().readTree(Files.readAllBytes(bill));
        assertThat(read.get("bomFormat").asString()).isEqualTo("CycloneDX");
        return read.get("components").valueStream().map(it -> it.get("name").asString()).toList();
    }

    /// What is no further than its tests has none yet.
    @Test
    void programs_packaged_nameWhatTheyRunOn() throws IOException {
        Path bill = ROOT.resolve("target/sbom.json");
        assumeTrue(Files.exists(bill));

        assertThat(names(bill))
                .contains("stream-relay", "netty-handler", "spring-core", "bcprov-jdk18on")
                .doesNotContain("junit-jupiter-api", "assertj-core");
    }

    @Test
    void pages_built_nameWhatTheyHold() throws IOException {
        Path bill = ROOT.resolve("supervision-console/target/ui-sbom.json");

        assertThat(names(bill))
                .contains("vue", "vue-router", "@vue/runtime-dom", "echarts", "zrender")
                .contains("@expo-google-fonts/noto-sans-sc")
                .doesNotContain("vite", "vitest", "typescript");
    }
}
