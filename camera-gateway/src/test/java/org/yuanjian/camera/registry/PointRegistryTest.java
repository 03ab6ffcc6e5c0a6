package org.yuanjian.camera.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.registry.ImportPlan.Change;
import org.yuanjian.camera.registry.VideoPoint.Channel;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.camera.table.TableException;
import org.yuanjian.camera.table.TableProblem;
import org.yuanjian.camera.table.TableProblem.Kind;

class PointRegistryTest {
    private static final String FIRST = "44023201021326000001";
    private static final String SECOND = "44023201021326000002";
    private static final String REGIONS =
            """
            code,name,parent,level
            440000,广东省,,province
            440200,韶关市,440000,city
            440232,乳源瑶族自治县,440200,county
            """;
    private static final String HEADER = "code,name,place,site,site_kind,region\n";
    private static final String POINTS =
            HEADER
                    + FIRST
                    + ",接待窗口,counter,秋泉司法所,office,440232\n"
                    + SECOND
                    + ",大门,gate,秋泉司法所,office,440232\n";
    private static final String CAMERAS =
            "code,address,port,user,password,main_path,sub_path,transport\n"
                    + FIRST
                    + ",10.1.2.3,554,chief,old secret,/main,/sub,tcp\n";

    private static final String CREDENTIAL_KEY = CredentialVault.freshKey("k1");

    @TempDir Path folder;
    private final CredentialVault vault = new CredentialVault(() -> CREDENTIAL_KEY);
    private final List<SqlStore> stores = new ArrayList<>();

    @AfterEach
    void close() {
        stores.forEach(SqlStore::close);
    }

    private PointRegistry registry(SqlSettings settings) throws Exception {
        SqlStore store = SqlStore.open(settings);
        stores.add(store);
        PointRegistry registry = new PointRegistry(store, vault, InstantSource.system());
        registry.takeRegions(write("regions.csv", REGIONS));
        return registry;
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private static ImportPlan take(PointRegistry registry, String text) throws TableException {
        return registry.importPoints("list.csv", text.getBytes(StandardCharsets.UTF_8), false);
    }

    private static VideoPoint point(PointRegistry registry, String code) {
        return registry.list().point(code).orElseThrow();
    }

    private static Device device(PointRegistry registry, String code) {
        Channel feed = point(registry, code).feed().orElseThrow();
        return registry.list().device(feed.device()).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void import_newPoints_areThereAfterARestart(TestDatabase database) throws Exception {
        SqlSettings settings = database.fresh(folder);
        PointRegistry registry = registry(settings);
        assertThat(take(registry, POINTS).count(Change.ADDED)).isEqualTo(2);
        assertThat(take(registry, CAMERAS).count(Change.CHANGED)).isOne();
        PointList before = registry.list();
        PointList after = registry(settings).list();
        assertThat(after.points()).containsExactlyElementsOf(before.points());
        assertThat(after.devices()).containsExactlyElementsOf(before.devices());
        assertThat(after.regions()).containsExactlyElementsOf(before.regions());
        assertThat(after.point(FIRST).flatMap(VideoPoint::feed).map(Channel::mainPath))
                .isEqualTo(Optional.of("/main"));
    }

    @ParameterizedTest
    @EnumSource
    void import_sameListAgain_changesNothing(TestDatabase database) throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        take(registry, POINTS);
        take(registry, CAMERAS);
        PointList before = registry.list();
        assertThat(take(registry, POINTS).count(Change.UNCHANGED)).isEqualTo(2);
        assertThat(take(registry, CAMERAS).count(Change.UNCHANGED)).isOne();
        assertThat(registry.list().devices()).containsExactlyElementsOf(before.devices());
    }

    @ParameterizedTest
    @EnumSource
    void import_oneBadRow_changesNothingAtAll(TestDatabase database) throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        ImportPlan plan = take(registry, POINTS + "1,x,y,z,office,440232\n");
        assertThat(plan.problems())
                .extracting(TableProblem::row, TableProblem::kind)
                .containsExactly(tuple(4, Kind.NOT_A_POINT_CODE));
        assertThat(registry.list().points()).isEmpty();
        assertThat(registry.list().sites()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void import_dryRun_saysWhatWouldChange(TestDatabase database) throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        ImportPlan plan =
                registry.importPoints("l.csv", POINTS.getBytes(StandardCharsets.UTF_8), true);
        assertThat(plan.rows())
                .extracting(ImportPlan.Row::change)
                .containsExactly(Change.ADDED, Change.ADDED);
        assertThat(registry.refresh()).isFalse();
        assertThat(registry.list().points()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void import_columnsMissing_leavesTheRest(TestDatabase database) throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        take(registry, POINTS);
        take(registry, CAMERAS);
        take(registry, "编码,标签,提示标识,经度,纬度\n" + FIRST + ",重点 窗口,posted,113.25,23.5\n");
        VideoPoint point = point(registry, FIRST);
        assertThat(point.name()).isEqualTo("接待窗口");
        assertThat(point.tags()).containsExactly("重点", "窗口");
        assertThat(point.signage()).isEqualTo(VideoPoint.Signage.POSTED);
        assertThat(point.location()).isEqualTo(new VideoPoint.Location(113.25, 23.5));
        assertThat(device(registry, FIRST).user()).isEqualTo("chief");
    }

    @ParameterizedTest
    @EnumSource
    void import_password_isSealedAndKeptWhereNoneStands(TestDatabase database) throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        take(registry, POINTS);
        take(registry, CAMERAS);
        Device first = device(registry, FIRST);
        assertThat(first.sealedPassword()).doesNotContain("secret");
        assertThat(vault.open(first.sealedPassword(), first.id())).isEqualTo("old secret");
        take(registry, CAMERAS.replace("old secret", ""));
        assertThat(device(registry, FIRST)).isEqualTo(first);
        take(registry, CAMERAS.replace("old secret", " new "));
        Device changed = device(registry, FIRST);
        assertThat(vault.open(changed.sealedPassword(), changed.id())).isEqualTo(" new ");
    }

    @ParameterizedTest
    @EnumSource
    void import_channelsOfOneRecorder_shareADevice(TestDatabase database) throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        take(registry, POINTS);
        String head = "code,address,onvif_port,user,password,channel\n";
        take(registry, head + FIRST + ",nvr,80,u,p,1\n" + SECOND + ",nvr,80,u,p,2\n");
        assertThat(device(registry, FIRST)).isEqualTo(device(registry, SECOND));
        assertThat(point(registry, SECOND).feed().map(Channel::name)).contains("2");
        ImportPlan plan =
                take(registry, head + FIRST + ",nvr,80,u,p,1\n" + SECOND + ",nvr,80,u,q,2\n");
        assertThat(plan.problems())
                .extracting(TableProblem::kind)
                .containsExactly(Kind.OTHER_LOGIN);
        assertThat(plan.problems().getFirst().values()).containsExactly("2");
    }

    @ParameterizedTest
    @EnumSource
    void import_deviceOfSomebodyElsesPoint_isRefusedUnlessNothingChanges(TestDatabase database)
            throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        take(registry, POINTS);
        String head = "code,address,onvif_port,rtsp_port,user,password,channel\n";
        take(registry, head + FIRST + ",nvr,80,554,u,p,1\n" + SECOND + ",nvr,80,554,u,p,2\n");
        Device before = device(registry, FIRST);
        String same = head + SECOND + ",nvr,80,554,u,,2\n";
        assertThat(problems(registry, same)).isEmpty();
        for (String changed :
                List.of(
                        same.replace(",,2", ",p,2"),
                        same.replace(",,2", ",guess,2"),
                        same.replace(",u,", ",other,"),
                        same.replace(",,2", ",,1"),
                        same.replace("80,554", "81,554"),
                        same.replace("80,554", "80,555"),
                        "code,main_path\n" + SECOND + ",/1\n")) {
            assertThat(problems(registry, changed)).as(changed).containsExactly(Kind.OTHER_DEVICE);
        }
        // Whose point is out of use keeps the device as well.
        registry.retire(FIRST);
        assertThat(problems(registry, same.replace(",,2", ",,1")))
                .containsExactly(Kind.OTHER_DEVICE);
        assertThat(device(registry, SECOND)).isEqualTo(before);
    }

    /// What is wrong for who keeps the second point only.
    private static List<Kind> problems(PointRegistry registry, String text) throws TableException {
        return registry
                .importPoints(
                        "list.csv",
                        text.getBytes(StandardCharsets.UTF_8),
                        point -> point.code().equals(SECOND),
                        false)
                .problems()
                .stream()
                .map(TableProblem::kind)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void import_deviceWithoutPoints_givesItsPasswordToNobody(TestDatabase database)
            throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        take(registry, POINTS);
        take(registry, CAMERAS);
        Device left = device(registry, FIRST);
        take(registry, "code,address\n" + FIRST + ",\n");
        take(registry, "code,address,rtsp_port\n" + SECOND + ",10.1.2.3,554\n");
        assertThat(device(registry, SECOND).id()).isNotEqualTo(left.id());
        assertThat(device(registry, SECOND).sealedPassword()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void import_namesSwapped_isAllowed(TestDatabase database) throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        take(registry, POINTS);
        take(registry, "code,name\n" + FIRST + ",大门\n" + SECOND + ",接待窗口\n");
        assertThat(point(registry, FIRST).name()).isEqualTo("大门");
        ImportPlan plan = take(registry, "code,name\n" + FIRST + ",接待窗口\n");
        assertThat(plan.problems()).extracting(TableProblem::kind).containsExactly(Kind.NAME_TAKEN);
    }

    @ParameterizedTest
    @EnumSource
    void export_imported_changesNothing(TestDatabase database) throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        take(registry, POINTS.replace("大门", "=1+1").replace("接待窗口", "'-a"));
        take(registry, CAMERAS);
        byte[] csv = PointExport.csv(registry.list(), _ -> true);
        byte[] xlsx = PointExport.xlsx(registry.list(), _ -> true);
        assertThat(new String(csv, StandardCharsets.UTF_8))
                .contains(",'=1+1,", ",'-a,")
                .doesNotContain("secret");
        for (byte[] list : List.of(csv, xlsx)) {
            ImportPlan plan = registry.importPoints("list", list, true);
            assertThat(plan.problems()).isEmpty();
            assertThat(plan.count(Change.UNCHANGED)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void retire_point_goesAndComesBack(TestDatabase database) throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        take(registry, POINTS);
        assertThat(registry.retire(FIRST)).isTrue();
        assertThat(registry.retire(FIRST)).isFalse();
        assertThat(registry.list().point(FIRST)).isEmpty();
        assertThat(registry.restore(FIRST)).isTrue();
        assertThat(registry.list().points()).hasSize(2);
        registry.retire(FIRST);
        assertThat(take(registry, POINTS).count(Change.ADDED)).isOne();
        assertThat(registry.list().point(FIRST)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void refresh_changedByAnotherProcess_isHeardOf(TestDatabase database) throws Exception {
        SqlSettings settings = database.fresh(folder);
        PointRegistry mine = registry(settings);
        PointRegistry other = registry(settings);
        List<Integer> heard = new ArrayList<>();
        mine.onChange(list -> heard.add(list.points().size()));
        take(other, POINTS);
        assertThat(mine.refresh()).isTrue();
        assertThat(mine.refresh()).isFalse();
        assertThat(heard).containsExactly(2);
    }

    @ParameterizedTest
    @EnumSource
    void takePoints_sameFile_leavesWhatPeopleChanged(TestDatabase database) throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        Path file = write("points.csv", POINTS);
        registry.takePoints("points", file);
        take(registry, "code,name\n" + FIRST + ",一号窗口\n");
        registry.takePoints("points", file);
        assertThat(point(registry, FIRST).name()).isEqualTo("一号窗口");
        registry.takePoints("points", write("points.csv", POINTS.replace("大门", "北门")));
        assertThat(point(registry, FIRST).name()).isEqualTo("接待窗口");
        Path bad = write("points.csv", POINTS + "x,,,,,\n");
        assertThatThrownBy(() -> registry.takePoints("points", bad))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith("points.csv: row 4, column code: \"x\"");
    }

    @ParameterizedTest
    @EnumSource
    void rewrap_newKeyFirst_openWithItAlone(TestDatabase database) throws Exception {
        PointRegistry registry = registry(database.fresh(folder));
        take(registry, POINTS);
        take(registry, CAMERAS);
        String fresh = CredentialVault.freshKey("k2");
        CredentialVault both = new CredentialVault(() -> fresh + "\n" + CREDENTIAL_KEY);
        assertThat(registry.rewrap(both)).isOne();
        assertThat(registry.rewrap(both)).isZero();
        Device device = device(registry, FIRST);
        assertThat(new CredentialVault(() -> fresh).open(device.sealedPassword(), device.id()))
                .isEqualTo("old secret");
    }
}
