package org.yuanjian.benchmark.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `./yuanjian` with its real parts: what it prints, what it refuses, and that it leaves nothing
/// behind.
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherIT {
    private static final int TERMINATED = 143;
    private static final int INTERRUPTED = 130;

    /// What is encoded once for all of them.
    @TempDir static Path cache;

    @TempDir Path folder;

    private BuiltCheckout checkout;

    @BeforeEach
    void build() throws IOException, InterruptedException {
        checkout = new BuiltCheckout(folder, cache);
    }

    private LauncherRun demo(int port) throws IOException {
        return LauncherRun.start(
                checkout, "demo", "--json", "--points", "20", "--port", Integer.toString(port));
    }

    @Test
    void demo_twentyPoints_isAsItSaysAndEndsWithAllItsParts() throws Exception {
        int port = FreePorts.find();
        try (LauncherRun demo = demo(port)) {
            JsonNode ready = new JsonMapper().readTree(demo.readLine());
            assertThat(List.copyOf(ready.propertyNames()))
                    .containsExactly("console", "user", "password", "points", "fleet");
            assertThat(ready.get("points").asInt()).isEqualTo(20);
            lookAround(ready);
            List<ProcessHandle> parts = demo.parts();
            assertThat(parts).hasSizeGreaterThanOrEqualTo(2);
            assertTakenPortIsNamed(port, parts);
            demo.signal("TERM", false);
            assertThat(demo.await()).isEqualTo(TERMINATED);
            assertThat(demo.restOfOutput()).as("after the line of JSON").isEmpty();
            assertThat(parts).noneMatch(ProcessHandle::isAlive);
            assertThat(FreePorts.areFree(port)).isTrue();
        }
        assertThat(checkout.mavenCalls()).as("nothing is built again").doesNotExist();
    }

    /// The console has the points of the fleet and no others.
    private static void lookAround(JsonNode ready) throws Exception {
        try (ConsoleClient console = new ConsoleClient(ready.get("console").asString());
                ConsoleClient fleet = new ConsoleClient(ready.get("fleet").asString())) {
            assertThat(fleet.get("/stats").body()).contains("\"cameras\":20");
            assertThat(
                            console.signIn(
                                    ready.get("user").asString(), ready.get("password").asString()))
                    .isBetween(200, 204);
            JsonNode tree = new JsonMapper().readTree(console.get("/api/points").body());
            List<JsonNode> points = new ArrayList<>();
            tree.get("sites").forEach(site -> site.get("points").forEach(points::add));
            assertThat(points).hasSize(20);
            JsonNode first = new JsonMapper().readTree(fleet.get("/cameras/1").body());
            assertThat(points.getFirst().get("code")).isEqualTo(first.get("code"));
        }
    }

    private void assertTakenPortIsNamed(int port, List<ProcessHandle> parts) throws Exception {
        try (LauncherRun second = demo(port)) {
            assertThat(second.await()).isEqualTo(1);
            String words = second.restOfWords();
            assertThat(words)
                    .contains("port " + port + " (the console) is taken by java (process ");
            assertThat(parts).anyMatch(part -> words.contains("process " + part.pid() + ")"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void demo_interruptedWhileStarting_leavesNothing(boolean group) throws Exception {
        int port = FreePorts.find();
        try (LauncherRun demo = demo(port)) {
            demo.awaitWord("Starting the gateway");
            List<ProcessHandle> parts = demo.parts();
            demo.signal("INT", group);
            assertThat(demo.await()).isEqualTo(INTERRUPTED);
            assertThat(parts).isNotEmpty().noneMatch(ProcessHandle::isAlive);
            assertThat(FreePorts.areFree(port)).isTrue();
        }
    }

    @Test
    void demo_killedOutright_isFollowedByItsParts() throws Exception {
        try (LauncherRun demo = demo(FreePorts.find())) {
            demo.awaitWord("Starting 20 cameras");
            demo.awaitWord("Starting the gateway");
            List<ProcessHandle> parts = demo.parts();
            demo.signal("KILL", false);
            demo.await();
            parts.forEach(part -> part.onExit().join());
        }
    }

    @Test
    void demo_terminatedWhileBuilding_endsTheBuild() throws Exception {
        checkout.changeSources();
        checkout.writeMaven("echo begun; exec tail -f /dev/null");
        try (LauncherRun demo = demo(FreePorts.find())) {
            demo.awaitWord("Building");
            demo.awaitFile(checkout.mavenCalls());
            List<ProcessHandle> parts = demo.parts();
            demo.signal("TERM", false);
            assertThat(demo.await()).isEqualTo(TERMINATED);
            assertThat(parts).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void demo_sourcesChanged_buildsAndSaysWhyItCannot() throws Exception {
        checkout.changeSources();
        checkout.writeMaven("echo '[ERROR] no way'; exit 1");
        try (LauncherRun demo = demo(FreePorts.find())) {
            assertThat(demo.await()).isEqualTo(1);
            assertThat(demo.restOfWords())
                    .contains("Building", "[ERROR] no way", "target/build.log");
        }
    }

    @Test
    void build_pomsAsTheyWere_listsNoMaterialsAgain() throws Exception {
        checkout.changeSources();
        checkout.writeMaven("echo \"[ERROR] $*\"; exit 1");
        assertThat(words("build")).contains(" package").doesNotContain("-Dcyclonedx.skip");
        Files.createFile(checkout.root().resolve("target/sbom.json"));
        assertThat(words("build")).contains(" -Dcyclonedx.skip package");
    }

    private String words(String command) throws Exception {
        try (LauncherRun run = LauncherRun.start(checkout, command)) {
            assertThat(run.await()).isEqualTo(1);
            return run.restOfWords();
        }
    }

    @Test
    void start_fromAnotherFolderThroughALink_takesItsConfigurationFromThere() throws Exception {
        int port = FreePorts.find();
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("yj"), checkout.script());
        Files.writeString(elsewhere.resolve("my.yml"), configuration(port));
        Files.writeString(
                checkout.root().resolve("cameras.csv"),
                "code,address,port,user,password,main_path,sub_path,transport\n");
        checkout.changeSources();
        try (LauncherRun start =
                LauncherRun.start(checkout, elsewhere, link, "start", "--config", "my.yml")) {
            start.awaitWord("sources have changed since the last build");
            start.awaitFile(checkout.root().resolve("data/ready.json"));
            assertThat(FreePorts.areFree(port)).isFalse();
            start.signal("TERM", false);
            assertThat(start.await()).isEqualTo(TERMINATED);
        }
        assertThat(checkout.mavenCalls()).doesNotExist();
    }

    @Test
    void fuzz_target_startsFromWhatItsClassReplays() throws Exception {
        Path hostile = folder.resolve("shared/corpus/rtsp/vendor/a.bin");
        Files.createDirectories(hostile.getParent());
        Files.writeString(hostile, "$");
        Path tests = checkout.root().resolve("stream-relay/src/test/java/org/some");
        Files.createDirectories(tests);
        Files.writeString(
                tests.resolve("SomeFuzzTest.java"),
                """
                @FuzzTest(maxDuration = "2m")
                void read(byte[] bytes) {}

                @Test
                void corpus() {
                    HostileCorpus.replay(
                            "rtsp", this::read);
                    HostileCorpus.replay("none", this::read);
                }
                """);
        checkout.writeMaven("echo \"$JAZZER_FUZZ $*\"");
        try (LauncherRun fuzz = LauncherRun.start(checkout, "fuzz", "SomeFuzzTest#read")) {
            assertThat(fuzz.await()).isZero();
            assertThat(fuzz.readLine())
                    .startsWith("1 ")
                    .contains(" -pl stream-relay ", " -Dtest=SomeFuzzTest#read");
            assertThat(fuzz.restOfWords()).contains("1 hostile files");
        }
        assertThat(
                        checkout.root()
                                .resolve("stream-relay/.cifuzz-corpus/org.some.SomeFuzzTest/read")
                                .resolve("rtsp-vendor-a.bin"))
                .hasContent("$");
    }

    private static String configuration(int port) {
        return """
        server:
          port: %d
        yuanjian:
          data: data
          cameras: cameras.csv
          relay:
            http-port: %d
            rtsp-port: %d
            media-port: %d
        """
                .formatted(port, port + 1, port + 2, port + 3);
    }
}
