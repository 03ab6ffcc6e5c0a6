package org.yuanjian.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.ConsoleDatabase;
import org.yuanjian.console.evidence.EvidenceClip.Media;
import org.yuanjian.console.evidence.EvidenceClip.State;

class EvidenceStoreTest {
    private static final Instant AT = Instant.parse("2026-11-26T04:00:00.000123Z");

    @TempDir Path folder;

    private static EvidenceClip clip(String id, String point, String node) {
        EvidenceClip.Order order =
                new EvidenceClip.Order(
                        point, "大厅", "sub", "a-17", "finding:2026-118", "2026-118", node, AT);
        return new EvidenceClip(id, State.RECORDING, order, Media.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void end_once_staysAsItWasThen(TestDatabase database) {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            EvidenceStore store = new EvidenceStore(sql);
            EvidenceClip clip = clip("c1", "p1", "node-1");
            store.add(clip);
            assertThat(store.clip("c1")).contains(clip);
            assertThat(store.recording("node-1")).containsExactly(clip);

            EvidenceClip sealed =
                    clip.ended(
                            State.SEALED,
                            new Media(
                                    "complete", AT.minusSeconds(10), AT.plusSeconds(60), 7, "ab"));
            store.end(sealed);
            store.end(clip.ended(State.FAILED, Media.NONE));

            assertThat(store.clip("c1")).contains(sealed);
            assertThat(store.recording("node-1")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofPoint_pages_tellAllOfThePointTheNewestFirst(TestDatabase database) {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            EvidenceStore store = new EvidenceStore(sql);
            for (int i = 1; i < 6; i++) {
                store.add(clip("c" + i, "p1", "node-" + i));
            }
            store.add(clip("d", "p2", "node-1"));

            assertThat(store.ofPoint("p1", "", 2)).extracting("id").containsExactly("c5", "c4");
            assertThat(store.ofPoint("p1", "c4", 9))
                    .extracting("id")
                    .containsExactly("c3", "c2", "c1");
            assertThat(store.recording("node-1")).extracting("id").containsExactly("c1", "d");
        }
    }
}
