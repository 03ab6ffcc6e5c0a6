package org.yuanjian.camera.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.ImportException.Kind;

class PointRegistryTest {
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
    void load_repositoryLists_hasEveryPoint() throws Exception {
        Path config = Path.of(System.getProperty("yuanjian.root"), "config");
        PointRegistry registry =
                PointRegistry.load(config.resolve("regions.csv"), config.resolve("points.csv"));
        assertThat(registry.points()).hasSize(2110);
        assertThat(registry.regions()).hasSize(144);
        assertThat(registry.sites()).hasSizeGreaterThan(1000);
    }

    @Test
    void load_twoPointsOfOneSite_shareTheSite() throws Exception {
        PointRegistry registry = load(REGIONS, HEADER + COUNTER + GATE);
        assertThat(registry.sites()).hasSize(1);
        VideoPoint gate = registry.point("44023201021326000002").orElseThrow();
        assertThat(gate.place()).isEqualTo(VideoPoint.Place.GATE);
        assertThat(gate.site().kind()).isEqualTo(Site.Kind.OFFICE);
        assertThat(registry.point("44023201021326000003")).isEmpty();
    }

    @Test
    void path_county_namesTheRegionsAboveIt() throws Exception {
        PointRegistry registry = load(REGIONS, HEADER);
        assertThat(registry.path("440232"))
                .extracting(Region::name)
                .containsExactly("广东省", "韶关市", "乳源瑶族自治县");
        assertThat(registry.path("999999")).isEmpty();
    }

    @Test
    void contains_regionInAnother_isTrueDownwardsOnly() throws Exception {
        PointRegistry registry = load(REGIONS, HEADER);
        assertThat(registry.contains("440000", "440232")).isTrue();
        assertThat(registry.contains("440232", "440232")).isTrue();
        assertThat(registry.contains("440232", "440200")).isFalse();
        assertThat(registry.contains("441900", "440232")).isFalse();
        assertThat(registry.contains("440000", "999999")).isFalse();
    }

    @Test
    void load_columnsInAnotherOrder_readsThemByName() throws Exception {
        String points =
                "\uFEFFregion,code,site,note,site_kind,place,name\r\n"
                        + "\r\n440232,44023201021326000001,\"秋泉, \"\"新\"\"\",x,office,counter,窗口\r\n";
        VideoPoint point = load(REGIONS, points).point("44023201021326000001").orElseThrow();
        assertThat(point.site().name()).isEqualTo("秋泉, \"新\"");
    }

    @Test
    void load_unknownPlace_namesRowColumnAndWords() {
        ImportException problem = fails(REGIONS, HEADER + COUNTER + GATE.replace("gate", "door"));
        assertThat(problem.kind()).isEqualTo(Kind.VALUE);
        assertThat(problem.row()).isEqualTo(3);
        assertThat(problem.column()).isEqualTo("place");
        assertThat(problem)
                .hasMessageStartingWith(
                        "points.csv, row 3, column place: \"door\" is not one of counter,");
    }

    @Test
    void load_codeTwice_isRefused() {
        ImportException problem = fails(REGIONS, HEADER + COUNTER + "\n\n" + COUNTER);
        assertThat(problem.kind()).isEqualTo(Kind.TWICE);
        assertThat(problem.row()).isEqualTo(5);
    }

    @Test
    void load_nameTwiceInSite_isRefused() {
        ImportException problem = fails(REGIONS, HEADER + COUNTER + GATE.replace("大门", "接待窗口"));
        assertThat(problem.kind()).isEqualTo(Kind.TWICE);
        assertThat(problem.column()).isEqualTo("name");
    }

    @Test
    void load_siteOfTwoKinds_isRefused() {
        ImportException problem =
                fails(REGIONS, HEADER + COUNTER + GATE.replace("office", "visit_room"));
        assertThat(problem.column()).isEqualTo("site_kind");
    }

    @Test
    void load_regionNotListed_isRefused() {
        ImportException problem = fails(REGIONS, HEADER + COUNTER.replace(",440232", ",440233"));
        assertThat(problem.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(problem.column()).isEqualTo("region");
    }

    @Test
    void load_countyUnderCounty_isRefused() {
        ImportException problem = fails(REGIONS + "440233,新丰县,440232,county\n", HEADER);
        assertThat(problem.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(problem.column()).isEqualTo("parent");
        assertThat(problem.row()).isEqualTo(6);
    }

    @Test
    void load_missingColumn_isNamed() {
        ImportException problem = fails(REGIONS, "code,name,place,site,region\n");
        assertThat(problem.kind()).isEqualTo(Kind.FORM);
        assertThat(problem.column()).isEqualTo("site_kind");
    }

    @Test
    void load_rowTooShort_isRefused() {
        assertThat(fails(REGIONS, HEADER + "1,2,3\n"))
                .hasMessage("points.csv, row 2: 3 values where the header has 6");
    }

    @Test
    void load_quoteLeftOpen_isRefused() {
        assertThat(fails(REGIONS, HEADER + "\"44\n").kind()).isEqualTo(Kind.FORM);
        assertThat(fails(REGIONS, HEADER + "\"44\"5,\n").kind()).isEqualTo(Kind.FORM);
    }

    @Test
    void load_notText_isRefused() throws Exception {
        Path regions = write("regions.csv", REGIONS);
        Path points = folder.resolve("points.csv");
        Files.write(points, new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        ImportException problem =
                catchThrowableOfType(
                        ImportException.class, () -> PointRegistry.load(regions, points));
        assertThat(problem.kind()).isEqualTo(Kind.FORM);
    }

    @Test
    void load_noFile_saysSo() {
        ImportException problem =
                catchThrowableOfType(
                        ImportException.class,
                        () -> PointRegistry.load(folder.resolve("none.csv"), folder));
        assertThat(problem.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(problem).hasMessageContaining("there is no such file");
    }

    private ImportException fails(String regions, String points) {
        return catchThrowableOfType(ImportException.class, () -> load(regions, points));
    }

    private PointRegistry load(String regions, String points) throws IOException, ImportException {
        return PointRegistry.load(write("regions.csv", regions), write("points.csv", points));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
