package org.yuanjian.benchmark.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists of points by the command line, and the vault's keys, on a database of their own.
class LauncherPointsIT {
    private static final String LIST =
            """
            code,name,place,site,site_kind,region,address,user,password,main_path
            44010302021326009901,接待窗口,counter,测试司法所,office,440103,10.1.2.3,chief,secret word,/main
            44010302021326009902,大门,gate,测试司法所,office,440103,10.1.2.4,chief,secret word,/main
            """;

    @TempDir static Path folder;

    private static BuiltCheckout checkout;
    private static Path data;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        checkout = new BuiltCheckout(folder, folder.resolve("cache"));
        data = folder.resolve("records");
    }

    private record Said(int code, String text) {}

    private static Said run(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--yuanjian.data=" + data);
        try (LauncherRun run = LauncherRun.start(checkout, all.toArray(String[]::new))) {
            int code = run.await();
            return new Said(code, String.join("\n", run.restOfOutput()) + run.restOfWords());
        }
    }

    @Test
    void points_importExportRotate_keepWhatIsThere() throws Exception {
        Path list = Files.writeString(folder.resolve("list.csv"), LIST);
        Said dry = run("points", "import", list.toString(), "--dry-run", "--json");
        assertThat(dry.code()).isZero();
        assertThat(dry.text()).contains("\"done\":false", "\"added\":2");
        assertThat(run("points", "import", list.toString()).text())
                .contains("2 added, 0 changed, 0 as they were");

        Said rotated = run("vault", "rotate");
        assertThat(rotated.code()).isZero();
        assertThat(rotated.text()).startsWith("2 passwords wrapped anew");
        assertThat(Files.readAllLines(data.resolve("vault.key")))
                .hasSize(2)
                .satisfies(keys -> assertThat(keys.getFirst()).startsWith("k2 "));

        assertThat(run("points", "import", list.toString()).text())
                .contains("0 added, 0 changed, 2 as they were");
        Path out = folder.resolve("out.csv");
        assertThat(run("points", "export", out.toString(), "--region", "440103").text())
                .contains("2 points");
        assertThat(Files.readString(out)).contains("测试司法所").doesNotContain("secret word");
    }

    @Test
    void points_badList_saysWhereAndChangesNothing() throws Exception {
        Path list =
                Files.writeString(
                        folder.resolve("bad.csv"), LIST.replace("440103,10.1.2.4", "1,x"));
        Said said = run("points", "import", list.toString());
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text())
                .contains("row 3, column region: \"1\" is not a region code of six digits")
                .contains("Nothing was changed.")
                .doesNotContain("Exception");
        assertThat(run("points", "import").text()).contains("points import takes a file first");
    }
}
