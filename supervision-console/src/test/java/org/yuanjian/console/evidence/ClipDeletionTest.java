package org.yuanjian.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.ConsoleDatabase;
import org.yuanjian.console.audit.MemoryTrail;
import org.yuanjian.console.audit.format.LedgerKey;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ClipDeletionTest {
    private static final Instant CLOSED = Instant.parse("2026-11-26T08:00:00Z");
    private static final Instant LATER = CLOSED.plusSeconds(1);

    private final Path files;
    private final SqlStore sql;
    private final EvidenceStore store;
    private final ClipDeletion deletion;

    ClipDeletionTest(TestDatabase database, @TempDir Path folder, @TempDir Path files)
            throws Exception {
        this.files = files;
        sql = ConsoleDatabase.open(database, folder);
        store = new EvidenceStore(sql);
        EvidenceSeal seal =
                new EvidenceSeal(
                        files, store, new MemoryTrail(), LedgerKey.parse(LedgerKey.fresh()));
        deletion = new ClipDeletion(store, seal, "node-1");
        finding(1188, "closed", CLOSED);
        finding(1189, "returned", Instant.EPOCH);
    }

    @AfterEach
    void close() {
        sql.close();
    }

    private void finding(long number, String state, Instant closed) {
        sql.write(db ->
                db.sql(
                                """
                                INSERT INTO finding VALUES (?, ?, 'p1', 's1', '440100', 'moved', '', ?, '', 'a',
                                    0, 0, 0, ?, 0, 0)
                                """)
                        .params("f" + number, number, state, Micros.of(closed))
                        .update());
    }

    private void clip(String id, String reference, String node) throws IOException {
        store.add(
                new EvidenceClip(
                        id,
                        EvidenceClip.State.SEALED,
                        new EvidenceClip.Order(
                                "p1", "大厅", "sub", "a", "routine_tour", reference, node, CLOSED),
                        EvidenceClip.Media.NONE));
        Files.writeString(files.resolve(id + ".mp4"), "pictures");
    }

    private List<String> delete(Instant before) {
        return sql.write(db -> deletion.delete(db, before, 9));
    }

    @Test
    void delete_closedLongEnough_goesWithItsFileAndOthersStay() throws IOException {
        clip("due", "Q-1188", "node-1");
        clip("locked", "Q-1188", "node-1");
        clip("open", "Q-1189", "node-1");
        clip("elsewhere", "Q-1188", "node-2");
        clip("unknown", "2026-118", "node-1");
        store.lock("locked", true);
        assertThat(delete(CLOSED)).isEmpty();

        assertThat(delete(LATER)).containsExactly("due");
        deletion.complete();

        assertThat(store.clip("due")).isEmpty();
        assertThat(files.resolve("due.mp4")).doesNotExist();
        assertThat(files.resolve("due.deleted")).doesNotExist();
        for (String id : List.of("locked", "open", "elsewhere", "unknown")) {
            assertThat(store.clip(id)).isPresent();
            assertThat(files.resolve(id + ".mp4")).exists();
        }
        store.lock("locked", false);
        assertThat(delete(LATER)).containsExactly("locked");
    }

    @Test
    void delete_brokenOff_isUndoneOrCompleted() throws IOException {
        clip("due", "Q-1188", "node-1");
        assertThatThrownBy(() ->
                        sql.write(db -> {
                            deletion.delete(db, LATER, 9);
                            throw new IllegalStateException("killed");
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(files.resolve("due.deleted")).exists();
        deletion.complete();
        assertThat(store.clip("due")).isPresent();
        assertThat(files.resolve("due.mp4")).hasContent("pictures");

        delete(LATER);
        assertThat(files.resolve("due.deleted")).exists();
        deletion.complete();

        assertThat(files).isEmptyDirectory();
    }
}
