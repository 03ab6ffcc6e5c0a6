package org.yuanjian.camera.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.table.TableException;
import org.yuanjian.camera.table.TableProblem;
import org.yuanjian.camera.table.TableProblem.Kind;

class PointListTest {
    private static final String REGIONS =
            """
            code,name,parent,level
            440000,广东省,,province
            440200,韶关市,440000,city
            440232,乳源瑶族自治县,440200,county
            441900,东莞市,440000,city
            """;
    private static final String HEADER = "code,name,place,site,site_kind,region\n";
    private static final String COUNTER = "44023201021326000001,接待窗口,counter,秋泉司法所,office,440232\n";
    private static final String GATE = "44023201021326000002,大门,gate,秋泉司法所,office,440232\n";

    @TempDir Path folder;

    @Test
    void read_repositoryLists_hasEveryPoint() throws Exception {
        Path config = Path.of(System.getProperty("yuanjian.root"), "config");
        PointList list =
                PointList.read(config.resolve("regions.csv"), config.resolve("points.csv"));
        assertThat(list.points()).hasSize(2110);
        assertThat(list.regions()).hasSize(144);
        assertThat(list.sites()).hasSizeGreaterThan(1000);
    }

    @Test
    void read_twoPointsOfOneSite_shareTheSite() throws Exception {
        PointList list = read(REGIONS, HEADER + COUNTER + GATE);
        assertThat(list.sites()).hasSize(1);
        VideoPoint gate = list.point("44023201021326000002").orElseThrow();
        assertThat(gate.place()).isEqualTo(VideoPoint.Place.GATE);
        assertThat(gate.site().kind()).isEqualTo(Site.Kind.OFFICE);
        assertThat(list.point("44023201021326000003")).isEmpty();
    }

    @Test
    void path_county_namesTheRegionsAboveIt() throws Exception {
        PointList list = read(REGIONS, HEADER);
        assertThat(list.path("440232"))
                .extracting(Region::name)
                .containsExactly("广东省", "韶关市", "乳源瑶族自治县");
        assertThat(list.path("999999")).isEmpty();
    }

    @Test
    void contains_regionInAnother_isTrueDownwardsOnly() throws Exception {
        PointList list = read(REGIONS, HEADER);
        assertThat(list.contains("440000", "440232")).isTrue();
        assertThat(list.contains("440232", "440232")).isTrue();
        assertThat(list.contains("440232", "440200")).isFalse();
        assertThat(list.contains("441900", "440232")).isFalse();
        assertThat(list.contains("440000", "999999")).isFalse();
    }

    @Test
    void read_columnsInAnotherOrder_readsThemByName() throws Exception {
        String points =
                "\uFEFFregion,code,site,note,site_kind,place,name\r\n"
                        + "\r\n440232,44023201021326000001,\"秋泉, \"\"新\"\"\",x,office,counter,窗口\r\n";
        VideoPoint point = read(REGIONS, points).point("44023201021326000001").orElseThrow();
        assertThat(point.site().name()).isEqualTo("秋泉, \"新\"");
    }

    @Test
    void read_unknownPlace_namesRowColumnAndWords() {
        TableProblem problem = fails(REGIONS, HEADER + COUNTER + GATE.replace("gate", "door"));
        assertThat(problem.kind()).isEqualTo(Kind.NOT_ONE_OF);
        assertThat(problem.row()).isEqualTo(3);
        assertThat(problem.words(Locale.ENGLISH))
                .startsWith("row 3, column place: \"door\" is not one of counter,");
        assertThat(problem.words(Locale.SIMPLIFIED_CHINESE)).startsWith("第 3 行“place”列：");
    }

    @Test
    void read_codeTwice_isRefused() {
        TableProblem problem = fails(REGIONS, HEADER + COUNTER + "\n\n" + COUNTER);
        assertThat(problem.kind()).isEqualTo(Kind.CODE_TWICE);
        assertThat(problem.row()).isEqualTo(5);
    }

    @Test
    void read_nameTwiceInSite_isRefused() {
        TableProblem problem = fails(REGIONS, HEADER + COUNTER + GATE.replace("大门", "接待窗口"));
        assertThat(problem.kind()).isEqualTo(Kind.NAME_TAKEN);
        assertThat(problem.row()).isEqualTo(3);
    }

    @Test
    void read_siteOfTwoKinds_isRefused() {
        TableProblem problem =
                fails(REGIONS, HEADER + COUNTER + GATE.replace("office", "visit_room"));
        assertThat(problem.kind()).isEqualTo(Kind.OTHER_KIND);
    }

    @Test
    void read_regionNotListed_isRefused() {
        TableProblem problem = fails(REGIONS, HEADER + COUNTER.replace(",440232", ",440233"));
        assertThat(problem.kind()).isEqualTo(Kind.UNKNOWN_REGION);
        assertThat(problem.column()).isEqualTo("region");
    }

    @Test
    void read_countyUnderCounty_isRefused() {
        TableProblem problem = fails(REGIONS + "440233,新丰县,440232,county\n", HEADER);
        assertThat(problem.kind()).isEqualTo(Kind.UNKNOWN_PARENT);
        assertThat(problem.row()).isEqualTo(6);
    }

    @Test
    void read_missingColumn_isNamed() {
        TableProblem regions = fails("code,name,parent\n", HEADER);
        assertThat(regions.kind()).isEqualTo(Kind.COLUMN_MISSING);
        assertThat(regions.column()).isEqualTo("level");
        TableProblem points =
                fails(REGIONS, "code,name,place,site,region\n" + COUNTER.replace("office,", ""));
        assertThat(points.kind()).isEqualTo(Kind.INCOMPLETE);
        assertThat(points.values()).containsExactly("site_kind");
    }

    @Test
    void read_noFile_saysSo() {
        TableException problem =
                catchThrowableOfType(
                        TableException.class,
                        () -> PointList.read(folder.resolve("none.csv"), folder));
        assertThat(problem.first().kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(problem).hasMessage("none.csv: the file cannot be read: no such file");
    }

    private TableProblem fails(String regions, String points) {
        return catchThrowableOfType(TableException.class, () -> read(regions, points)).first();
    }

    private PointList read(String regions, String points) throws IOException, TableException {
        return PointList.read(write("regions.csv", regions), write("points.csv", points));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
