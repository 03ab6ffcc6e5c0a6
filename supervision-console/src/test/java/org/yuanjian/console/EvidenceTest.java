package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.Staff.Colleague;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.LedgerRecord;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.setting.DataFolder;
import tools.jackson.databind.JsonNode;

/// From the order of a clip to a file that proves itself elsewhere.
final class EvidenceTest {
    private static final int EDITS = 200;
    private static final int SOME_BYTES = 12_000;

    private static final Map<String, String> FINDING =
            Map.of("reason", "finding", "detail", "2026-118");

    @TempDir Path data;
    @TempDir Path elsewhere;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static ConsoleAtCamera console(Path data, String seconds) throws Exception {
        ConsoleAtCamera here =
                new ConsoleAtCamera(
                        data,
                        "--yuanjian.evidence.before=1s",
                        "--yuanjian.evidence.after=" + seconds + "s");
        here.camera.script().hasAudio = true;
        return here;
    }

    private static JsonNode clip(ConsoleAtCamera here, String id) throws Exception {
        return ConsoleAtCamera.ok(here.console.call("GET", "/api/evidence/" + id, null));
    }

    private static JsonNode ended(ConsoleAtCamera here, String id) throws Exception {
        ConsoleAtCamera.until(
                "an end", () -> !clip(here, id).get("state").asString().equals("recording"));
        return clip(here, id);
    }

    private static String order(ConsoleAtCamera here) throws Exception {
        return ConsoleAtCamera.ok(here.orderClip("sub")).get("id").asString();
    }

    private static String kind(ConsoleAtCamera here, String stream) throws Exception {
        return RunningConsole.json(here.orderClip(stream)).get("kind").asString();
    }

    private static Path file(Path data, String id) {
        return data.resolve("evidence").resolve(id + ".mp4");
    }

    private int verify(Path file, String... more) {
        List<String> words = new ArrayList<>(List.of("verify", file.toString()));
        words.addAll(List.of(more));
        out.reset();
        err.reset();
        return new EvidenceCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(words);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String key(ConsoleAtCamera here) throws IOException {
        Path key = elsewhere.resolve("ledger.pub");
        Files.writeString(key, here.console.bean(LedgerKey.class).publicPem());
        return key.toString();
    }

    @Test
    void order_clip_isSealedTakenAlongAndProvesItself() throws Exception {
        try (ConsoleAtCamera here = console(data, "3");
                RelayDoors.Player _ = here.describe(here.platformTicket("市局平台"))) {
            Colleague inspector = here.inspector();
            assertThat(inspector.call("DELETE", "/api/purpose").statusCode()).isEqualTo(204);
            assertThat(kind(here, "sub")).isEqualTo("NO_REASON");
            ConsoleAtCamera.ok(inspector.call("PUT", "/api/purpose", FINDING));
            here.choose("finding", "2026-118");
            assertThat(kind(here, "third")).isEqualTo("UNKNOWN_STREAM");
            String path = "/api/points/" + here.point.code() + "/evidence";
            String wish = "{\"stream\":\"sub\",\"reference\":\"%s\"}".formatted(here.finding());
            RunningConsole.Browser pages = inspector.browser();
            JsonNode once = ConsoleAtCamera.ok(pages.callOnce("once", path, wish));
            JsonNode again = ConsoleAtCamera.ok(pages.callOnce("once", path, wish));
            String id = once.get("id").asString();
            assertThat(again.get("id").asString()).isEqualTo(id);
            assertThat(kind(here, "sub")).isEqualTo("ALREADY_RECORDING");

            JsonNode sealed = ended(here, id);

            assertThat(sealed.get("state").asString()).isEqualTo("sealed");
            assertThat(sealed.get("ended").asString()).isEqualTo("complete");
            assertThat(sealed.get("purpose").asString()).isEqualTo("finding:2026-118");
            assertThat(sealed.get("here").asBoolean()).isTrue();
            assertThat(sealed.get("reference").asString()).isEqualTo(here.finding());
            JsonNode listed = ConsoleAtCamera.ok(here.console.call("GET", path, null));
            assertThat(listed.get("clips").get(0)).isEqualTo(sealed);
            assertThat(Files.readAllBytes(file(data, id))).isEqualTo(taken(here, id));
            assertThat(recorded(here)).containsExactly("taken", "sealed", "ordered");
            assertThat(Files.readString(file(data, id), StandardCharsets.ISO_8859_1))
                    .contains("\"leftOut\":\"\"", "\"turnedIntoOpus\":\"PCMA\"", ",opus");
            proves(file(data, id), key(here), id);
            findsEdits(file(data, id), key(here));
        }
    }

    private static byte[] taken(ConsoleAtCamera here, String id) throws Exception {
        Path copy = here.console.bean(DataFolder.class).path("copy");
        var answer = here.console.take("/api/evidence/" + id + "/file", copy);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("video/mp4");
        return Files.readAllBytes(copy);
    }

    private static List<String> recorded(ConsoleAtCamera here) {
        return here.console.records(AuditKind.EVIDENCE).stream()
                .map(LedgerRecord::facts)
                .map(facts -> String.valueOf(facts.get("change")))
                .toList();
    }

    private void proves(Path file, String key, String id) throws Exception {
        assertThat(verify(file, "--key", key)).isZero();
        assertThat(said()).contains("clip " + id, "whole: ", "signed by the key given");
        assertThat(verify(file)).isEqualTo(4);
        assertThat(said()).contains("only the key enclosed in the file");
        Path other = elsewhere.resolve("other.pub");
        Files.writeString(other, LedgerKey.parse(LedgerKey.fresh()).publicPem());
        assertThat(verify(file, "--key", other.toString())).isEqualTo(4);
        assertThat(said()).contains("NOT signed by the key given");
        assertThat(verify(file, "--key", file.toString())).isEqualTo(2);
        assertThat(verify(elsewhere.resolve("none.mp4"))).isEqualTo(1);
        assertThat(plays(file)).isEmpty();
    }

    /// What ffmpeg has to say against it.
    private static String plays(Path file) throws Exception {
        Process ffmpeg =
                new ProcessBuilder(
                                "/usr/bin/ffmpeg",
                                "-v",
                                "warning",
                                "-nostdin",
                                "-i",
                                file.toString(),
                                "-f",
                                "null",
                                "-")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ffmpeg.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    /// Bytes changed, put in, taken out, and the end cut off.
    private void findsEdits(Path file, String key) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Path edited = elsewhere.resolve("edited.mp4");
        Random random = new Random(20261126);
        for (int i = 0; i < EDITS; i++) {
            int at = random.nextInt(whole.length);
            byte[] bytes =
                    switch (i % 4) {
                        case 0 -> changed(whole, at, 1 + random.nextInt(255));
                        case 1 -> Arrays.copyOf(whole, at);
                        case 2 -> joined(whole, at, new byte[1 + random.nextInt(9)], at);
                        default -> joined(whole, at, new byte[0], at + 1);
                    };
            Files.write(edited, bytes);

            assertThat(verify(edited, "--key", key)).as("edit %d at %d", i, at).isEqualTo(1);
            assertThat(said()).startsWith("NOT GENUINE: ");
        }
        namesTheFragment(whole, edited, key);
    }

    private static byte[] changed(byte[] whole, int at, int by) {
        byte[] bytes = whole.clone();
        bytes[at] ^= (byte) by;
        return bytes;
    }

    private static byte[] joined(byte[] whole, int to, byte[] between, int from) {
        byte[] bytes = Arrays.copyOf(whole, to + between.length + whole.length - from);
        System.arraycopy(between, 0, bytes, to, between.length);
        System.arraycopy(whole, from, bytes, to + between.length, whole.length - from);
        return bytes;
    }

    private void namesTheFragment(byte[] whole, Path edited, String key) throws IOException {
        byte[] box = "mdat".getBytes(StandardCharsets.US_ASCII);
        int at = 0;
        for (int fragment = 1; fragment <= 3; fragment++) {
            at = indexOf(whole, box, at + 1);
            Files.write(edited, changed(whole, at + 20, 1));

            assertThat(verify(edited, "--key", key)).isEqualTo(1);
            assertThat(said()).startsWith("NOT GENUINE: fragment " + fragment + " of ");
        }
        Files.write(edited, Arrays.copyOf(whole, at + 20));
        assertThat(verify(edited, "--key", key)).isEqualTo(1);
        assertThat(said()).contains("fragment 3 is the first that is not");
    }

    private static int indexOf(byte[] bytes, byte[] word, int from) {
        for (int i = from; ; i++) {
            if (Arrays.equals(bytes, i, i + word.length, word, 0, word.length)) {
                return i;
            }
        }
    }

    @Test
    void order_withoutFindingOrWork_isRefused() throws Exception {
        try (ConsoleAtCamera here = console(data, "300")) {
            Staff staff = here.staff;
            String region = here.point.site().region();
            VideoPoint other = another(here);
            Colleague inspector = here.inspector();
            String elsewhere = finding(inspector, other.code());

            assertThat(Staff.kind(order(inspector, here.point, ""))).isEqualTo("CLIP_FINDING");
            assertThat(Staff.kind(order(inspector, here.point, "2026-118")))
                    .isEqualTo("CLIP_FINDING");
            assertThat(Staff.kind(order(inspector, here.point, "Q-9999")))
                    .isEqualTo("CLIP_FINDING");
            assertThat(Staff.kind(order(inspector, here.point, elsewhere)))
                    .isEqualTo("CLIP_FINDING");
            Colleague officer = staff.join(AccountRole.OFFICER, region);
            assertThat(Staff.kind(order(officer, here.point, here.finding())))
                    .isEqualTo("NOT_ALLOWED");
            assertThat(recorded(here)).isEmpty();
        }
    }

    @Test
    void order_thirdOfOneAccount_isRefusedAndAnotherAccountIsNot() throws Exception {
        try (ConsoleAtCamera here = console(data, "300")) {
            VideoPoint other = another(here);
            Colleague inspector = here.inspector();
            String elsewhere = finding(inspector, other.code());
            ConsoleAtCamera.ok(here.orderClip("main"));
            ConsoleAtCamera.ok(here.orderClip("sub"));

            assertThat(Staff.kind(order(inspector, other, elsewhere)))
                    .isEqualTo("TOO_MANY_OWN_CLIPS");
            Colleague colleague =
                    here.staff.join(AccountRole.INSPECTOR, here.point.site().region());
            ConsoleAtCamera.ok(order(colleague, other, elsewhere));
        }
    }

    /// A second point of the same region.
    private static VideoPoint another(ConsoleAtCamera here) {
        return here.console.bean(PointRegistry.class).list().points().stream()
                .filter(point -> point.site().region().equals(here.point.site().region()))
                .filter(point -> !point.code().equals(here.point.code()))
                .findFirst()
                .orElseThrow();
    }

    private static String finding(Colleague inspector, String code) throws Exception {
        return ConsoleAtCamera.ok(
                        inspector.call(
                                "POST", "/api/findings", Map.of("point", code, "kind", "moved")))
                .get("finding")
                .get("number")
                .asString();
    }

    private static HttpResponse<String> order(Colleague who, VideoPoint point, String reference)
            throws Exception {
        return who.call(
                "POST",
                "/api/points/" + point.code() + "/evidence",
                Map.of("stream", "sub", "reference", reference));
    }

    @Test
    void order_cameraGoneAndGatewayEnded_isCompletedAtOnceOrAtTheNextStart() throws Exception {
        String gone;
        String broken;
        String empty;
        String stopped;
        try (ConsoleAtCamera here = console(data, "300")) {
            here.choose("routine_tour", "");
            gone = recording(here);
            here.camera.hangUp();
            assertThat(ended(here, gone).get("ended").asString()).isEqualTo("camera_gone");
            broken = recording(here);
            here.camera.hangUp();
            ended(here, broken);
            empty = breakOff(here, broken);
            stopped = recording(here);
        }
        try (ConsoleAtCamera here = console(data, "300")) {
            assertThat(ended(here, broken).get("ended").asString()).isEqualTo("broken_off");
            assertThat(ended(here, empty).get("state").asString()).isEqualTo("failed");
            assertThat(clip(here, stopped).get("ended").asString()).isEqualTo("stopped");
            for (String id : List.of(gone, broken, stopped)) {
                assertThat(verify(file(data, id), "--key", key(here))).isZero();
                assertThat(plays(file(data, id))).isEmpty();
            }
            assertThat(recorded(here)).filteredOn(change -> change.equals("sealed")).hasSize(4);
            assertThat(recorded(here)).contains("failed");
            try (Stream<Path> files = Files.list(data.resolve("evidence"))) {
                assertThat(files)
                        .containsExactlyInAnyOrder(
                                file(data, gone), file(data, broken), file(data, stopped));
            }
        }
    }

    /// A clip of which some is on the disk; one ordered while the camera is away ends at once.
    private String recording(ConsoleAtCamera here) throws Exception {
        while (true) {
            String id = order(here);
            File file = file(data, id).toFile();
            ConsoleAtCamera.until(
                    "pictures or an end",
                    () ->
                            file.length() > SOME_BYTES
                                    || clip(here, id).get("state").asString().equals("failed"));
            if (file.length() > SOME_BYTES) {
                return id;
            }
        }
    }

    /// Leaves all as a gateway does that is killed in the midst of a fragment, and before the first
    /// of another clip.
    ///
    /// @return the other clip
    private String breakOff(ConsoleAtCamera here, String id) throws Exception {
        Path file = file(data, id);
        byte[] whole = Files.readAllBytes(file);
        byte[] box = "mdat".getBytes(StandardCharsets.US_ASCII);
        int second = indexOf(whole, box, indexOf(whole, box, 0) + 1);
        Files.write(file, Arrays.copyOf(whole, second + 100));
        Files.write(data.resolve("evidence").resolve(id + ".reserve"), new byte[100]);
        String other = "00000000-0000-7000-8000-000000000001";
        Files.write(file(data, other), Arrays.copyOf(whole, 30));
        here.console
                .bean(SqlStore.class)
                .write(db ->
                        db.sql("UPDATE evidence_clip SET state = 'recording' WHERE id = ?")
                                        .param(id)
                                        .update()
                                + db.sql(
                                                """
                                                INSERT INTO evidence_clip
                                                SELECT ?, state, point, point_name, stream, account, purpose, reference,
                                                    node, ordered_micros, '', 0, 0, 0, '', 0
                                                FROM evidence_clip WHERE id = ?
                                                """)
                                        .params(other, id)
                                        .update());
        return other;
    }
}
