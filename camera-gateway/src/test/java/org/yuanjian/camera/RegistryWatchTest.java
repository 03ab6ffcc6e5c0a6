package org.yuanjian.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.media.StreamId;

class RegistryWatchTest {
    private static final String CODE = "44023201021326000001";
    private static final String KEY = CredentialVault.freshKey("k1");
    private static final String HEADER =
            "code,name,place,site,site_kind,region,address,rtsp_port,user,password,main_path,sub_path\n";

    @TempDir Path folder;
    private final List<StreamId> changed = new ArrayList<>();
    private final CredentialVault vault = new CredentialVault(() -> KEY);
    private SqlStore store;
    private PointRegistry registry;
    private final StreamBudgets budgets = new StreamBudgets(PointList.EMPTY);
    private CameraGateway gateway;

    @BeforeEach
    void setUp() throws Exception {
        store = SqlStore.open(SqlSettings.sqlite(folder.resolve("test.db")));
        registry = new PointRegistry(store, vault, InstantSource.system());
        registry.takeRegions(
                Files.writeString(
                        folder.resolve("regions.csv"),
                        "code,name,parent,level\n440000,广东省,,province\n"));
        take("first");
        gateway =
                new CameraGateway(
                        RegisteredCameras.of(registry.list(), vault),
                        new DeviceLocks(),
                        budgets,
                        (id, access) -> {
                            throw new AssertionError(id);
                        });
        new RegistryWatch(registry, vault, gateway, budgets, changed::add);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void take(String password) throws Exception {
        String row =
                CODE
                        + ",接待窗口,counter,秋泉司法所,office,440000,127.0.1.1,554,chief,"
                        + password
                        + ",/main,/sub\n";
        registry.importPoints("list", (HEADER + row).getBytes(StandardCharsets.UTF_8), false);
    }

    @Test
    void change_otherPassword_tellsOfBothStreamsAndOpensTheLock() throws Exception {
        DeviceLock before = gateway.lock(CODE).orElseThrow();
        before.refuse("no");
        take("second");
        assertThat(changed)
                .containsExactly(
                        new StreamId(CODE, StreamId.MAIN), new StreamId(CODE, StreamId.SUB));
        assertThat(gateway.lock(CODE).orElseThrow().isRefused()).isFalse();
    }

    @Test
    void change_samePassword_keepsTheRefusal() throws Exception {
        gateway.lock(CODE).orElseThrow().refuse("no");
        take("first");
        assertThat(changed).isEmpty();
        assertThat(gateway.lock(CODE).orElseThrow().isRefused()).isTrue();
    }

    @Test
    void change_pointRetired_takesItsStreamsAway() {
        registry.retire(CODE);
        assertThat(changed).hasSize(2);
        assertThat(gateway.streams(CODE)).isEmpty();
    }

    @Test
    void look_databaseGone_changesNothing() {
        RegistryWatch watch = new RegistryWatch(registry, vault, gateway, budgets, changed::add);
        store.close();
        watch.look();
        assertThat(gateway.streams(CODE)).hasSize(2);
    }

    @Test
    void cameras_passwordOfAnotherVault_leavesThePointOut() {
        String other = CredentialVault.freshKey("k2");
        Map<String, CameraAccess> cameras =
                RegisteredCameras.of(registry.list(), new CredentialVault(() -> other));
        assertThat(cameras).isEmpty();
    }
}
