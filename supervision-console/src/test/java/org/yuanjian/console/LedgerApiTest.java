package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.Ledger;
import org.yuanjian.console.audit.export.ExportVerifier;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.audit.format.LedgerLeaf;
import org.yuanjian.console.audit.format.LedgerPublicKeys;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.merkle.MerkleProof;
import org.yuanjian.console.audit.merkle.TreeHash;
import tools.jackson.databind.JsonNode;

/// The ledger by the JSON interface.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerApiTest {
    private static final String POINT = "44010301021326000001";
    private static final Actor ACTOR = new Actor("a-1", "李督察", "10.0.0.9");

    @TempDir static Path folder;
    private RunningConsole console;
    private Path second;

    @BeforeAll
    void start() throws Exception {
        second = Files.createDirectory(folder.resolve("second"));
        console =
                new RunningConsole(
                        folder.resolve("data"), "--yuanjian.ledger.second-place=" + second);
        Ledger ledger = console.bean(Ledger.class);
        for (int i = 0; i < 300; i++) {
            ledger.submit(
                    AuditEvent.done(AuditKind.VIEW_START, ACTOR, POINT)
                            .because("routine_tour", "")
                            .with("ticket", "t" + i)
                            .with("stream", "main"));
        }
        ledger.append(
                AuditEvent.done(AuditKind.VIEW_END, ACTOR, POINT)
                        .with("ticket", "t299")
                        .with("stream", "main")
                        .with("seconds", "12"));
        console.signInAs("auditor");
        // What is proved must be under a head.
        console.call("GET", "/api/ledger/export", null);
    }

    @AfterAll
    void stop() {
        console.close();
    }

    private JsonNode get(String path) throws Exception {
        var answer = console.call("GET", path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningConsole.json(answer);
    }

    private LedgerPublicKeys keys() throws Exception {
        return LedgerPublicKeys.parse(console.bean(LedgerKey.class).publicPem());
    }

    @Test
    void records_byFilterAndCursor_areAllOfThemOnce() throws Exception {
        List<Long> numbers = new ArrayList<>();
        String path = "/api/ledger?kind=view_start&object=" + POINT + "&actor=a-1&limit=120";
        JsonNode page = get(path);
        while (true) {
            page.get("records").forEach(record -> numbers.add(record.get("number").asLong()));
            if (page.get("next").isNull()) {
                break;
            }
            page = get(path + "&cursor=" + page.get("next").asLong());
        }
        assertThat(numbers).hasSize(300).doesNotHaveDuplicates();
        assertThat(page.get("records").get(0).get("name").asString()).isEqualTo("李督察");
        JsonNode read = get("/api/ledger?kind=ledger_read&limit=1").get("records").get(0);
        assertThat(read.get("name").asString()).isEqualTo("auditor");
        assertThat(read.get("object").asString()).isEqualTo("records");
        assertThat(console.call("GET", "/api/ledger?limit=201", null).statusCode()).isEqualTo(400);
        assertThat(console.call("GET", "/api/ledger?from=now", null).statusCode()).isEqualTo(400);
    }

    @Test
    void proof_ofARecord_leadsToASignedHead() throws Exception {
        JsonNode proof = get("/api/ledger/17/proof");
        TreeHead head = TreeHead.parse(proof.get("head").get("line").asString());
        assertThat(keys().signed(head)).isTrue();
        List<TreeHash> path = new ArrayList<>();
        proof.get("path").forEach(hash -> path.add(TreeHash.parse(hash.asString())));
        TreeHash leaf = LedgerLeaf.hash(proof.get("leaf").asString());
        assertThat(MerkleProof.includes(head.tree(), 17, leaf, path)).isTrue();
        assertThat(console.call("GET", "/api/ledger/999999/proof", null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void export_whole_holdsAgainstTheSecondPlace() throws Exception {
        var export = console.call("GET", "/api/ledger/export", null);
        byte[] bytes = export.body().getBytes(StandardCharsets.UTF_8);
        var verified = new ExportVerifier(keys()).verify(new ByteArrayInputStream(bytes), null);
        assertThat(verified.to()).isEqualTo(verified.last().size()).isGreaterThan(300);
        assertThat(export.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("ledger-" + verified.to() + ".ndjson");
        JsonNode state = get("/api/ledger/state");
        assertThat(state.get("secondPlace").asString()).isEqualTo("SAME_DISK");
        assertThat(state.get("failingSince").isNull()).isTrue();
        assertThat(state.get("rewritable").asBoolean()).isTrue();
        assertThat(state.get("freeBytes").asLong()).isPositive();
        assertThat(get("/api/ledger/heads").get("heads").get(0).get("size").asLong())
                .isGreaterThanOrEqualTo(verified.to());
    }

    @Test
    void watched_siteAndDay_tellsWhoLooked() throws Exception {
        String site = get("/api/points/" + POINT).get("siteId").asString();
        String first = get("/api/ledger/0/proof").get("leaf").asString();
        long micros = Long.parseLong(first.replaceAll("^.*\"at\":(\\d+).*$", "$1"));
        String day =
                Instant.ofEpochSecond(micros / 1_000_000)
                        .atZone(ZoneId.of("Asia/Shanghai"))
                        .toLocalDate()
                        .toString();
        JsonNode views = get("/api/watched?site=" + site + "&day=" + day);
        assertThat(views).hasSize(300);
        assertThat(views.get(299).get("seconds").asLong()).isEqualTo(12);
        assertThat(get("/api/watched?site=" + site + "&day=2020-01-01")).isEmpty();
        assertThat(console.call("GET", "/api/watched?site=none&day=2026-01-01", null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void read_ledgerCannotBeWritten_isRefusedInWords() throws Exception {
        SqlStore sql = console.bean(SqlStore.class);
        sql.write(db -> db.sql("ALTER TABLE ledger_leaf RENAME TO away").update());
        try {
            var answer = console.call("GET", "/api/ledger", null);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(RunningConsole.json(answer).get("kind").asString()).isEqualTo("NO_LEDGER");
        } finally {
            sql.write(db -> db.sql("ALTER TABLE away RENAME TO ledger_leaf").update());
        }
        Ledger ledger = console.bean(Ledger.class);
        ledger.submit(AuditEvent.done(AuditKind.SIGN_OUT, ACTOR, "")).join();
        assertThat(ledger.failingSince()).isEmpty();
    }
}
