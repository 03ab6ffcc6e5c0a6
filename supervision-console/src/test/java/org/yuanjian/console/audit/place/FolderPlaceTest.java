package org.yuanjian.console.audit.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.console.audit.format.TreeHead;

class FolderPlaceTest {
    @TempDir Path folder;

    private final List<TreeHead> heads = TestHeads.heads(5);

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve(FolderPlace.FILE));
    }

    @Test
    void deliver_twice_keepsEachHeadOnce() throws Exception {
        FolderPlace place = new FolderPlace(folder);
        place.deliver(heads.subList(0, 3));
        place.deliver(heads.subList(1, 5));
        assertThat(lines()).isEqualTo(heads.stream().map(TreeHead::line).toList());
    }

    /// Put back to 20 records; the next head may cover more than the last one known, or fewer.
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 35})
    void deliver_ledgerPutBack_keepsBothHistories(int step) throws Exception {
        List<TreeHead> after = TestHeads.heads(4, 20, step);
        new FolderPlace(folder).deliver(heads);
        FolderPlace place = new FolderPlace(folder);

        // What the database of then knew to be delivered may be less.
        place.deliver(after.subList(1, 3));
        place.deliver(after.subList(1, 4));

        assertThat(lines()).isEqualTo(heads.stream().map(TreeHead::line).toList());
        assertThat(Files.readAllLines(folder.resolve("ledger-heads-2.ndjson")))
                .isEqualTo(after.stream().skip(2).map(TreeHead::line).toList());
        assertThat(folder.resolve("ledger-heads-3.ndjson")).doesNotExist();
    }

    @Test
    void deliver_afterAPowerCut_dropsHalfALine() throws Exception {
        new FolderPlace(folder).deliver(heads.subList(0, 2));
        Files.writeString(
                folder.resolve(FolderPlace.FILE),
                heads.get(2).line().substring(0, 50),
                StandardOpenOption.APPEND);
        new FolderPlace(folder).deliver(heads.subList(2, 3));
        assertThat(lines()).isEqualTo(heads.stream().limit(3).map(TreeHead::line).toList());
    }

    @Test
    void deliver_onlyHalfALineThere_beginsAnew() throws Exception {
        Files.writeString(folder.resolve(FolderPlace.FILE), "{\"ed");
        new FolderPlace(folder).deliver(heads.subList(0, 1));
        assertThat(lines()).containsExactly(heads.getFirst().line());
    }

    @Test
    void deliver_folderMissing_isNotMade() {
        Path away = folder.resolve("not-mounted");
        assertThatThrownBy(() -> new FolderPlace(away).deliver(heads))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no folder");
        assertThat(away).doesNotExist();
    }

    @Test
    void deliver_fileOfSomethingElse_isLeftAlone() throws Exception {
        Files.writeString(folder.resolve(FolderPlace.FILE), "hello\n");
        assertThatThrownBy(() -> new FolderPlace(folder).deliver(heads))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no head");
        assertThat(lines()).containsExactly("hello");
    }
}
