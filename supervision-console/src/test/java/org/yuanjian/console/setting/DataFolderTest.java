package org.yuanjian.console.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
    @TempDir Path parent;

    @Test
    void write_again_replacesTheFileForTheOwnerAlone() throws Exception {
        DataFolder folder = new DataFolder(parent.resolve("data"));
        folder.write("a.json", "old".getBytes(StandardCharsets.UTF_8));
        folder.write("a.json", "new".getBytes(StandardCharsets.UTF_8));

        assertThat(folder.read("a.json")).contains("new".getBytes(StandardCharsets.UTF_8));
        assertThat(permissions(folder.path("a.json"))).isEqualTo("rw-------");
        assertThat(permissions(parent.resolve("data"))).isEqualTo("rwx------");
        try (var files = Files.list(parent.resolve("data"))) {
            assertThat(files).hasSize(1);
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void secret_secondStart_isTheSame() {
        String first = new DataFolder(parent).secret("a.key", 48);
        String second = new DataFolder(parent).secret("a.key", 48);

        assertThat(first).hasSize(64).isEqualTo(second);
        assertThat(new DataFolder(parent).secret("b.key", 48)).isNotEqualTo(first);
    }

    @Test
    void remove_missingFile_isNothing() {
        DataFolder folder = new DataFolder(parent);
        folder.remove("none");

        assertThat(folder.read("none")).isEmpty();
    }
}
