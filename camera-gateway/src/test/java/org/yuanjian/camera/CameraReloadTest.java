package org.yuanjian.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.media.StreamId;

class CameraReloadTest {
    private static final String CODE = "44023201021326000001";
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;
    private Path file;
    private final List<StreamId> changed = new ArrayList<>();
    private CameraGateway gateway;
    private CameraReload reload;
    private int writes;

    @BeforeEach
    void setUp() throws Exception {
        Path regions =
                Files.writeString(
                        folder.resolve("regions.csv"),
                        "code,name,parent,level\n440000,广东省,,province\n");
        Path list =
                Files.writeString(
                        folder.resolve("points.csv"),
                        "code,name,place,site,site_kind,region\n"
                                + CODE
                                + ",接待窗口,counter,秋泉司法所,office,440000\n");
        PointRegistry points = PointRegistry.load(regions, list);
        file = folder.resolve("cameras.csv");
        write(camera("first"));
        gateway =
                new CameraGateway(
                        CameraFile.read(file, points),
                        (id, access) -> {
                            throw new AssertionError(id);
                        });
        reload = new CameraReload(file, points, gateway, changed::add);
        settle();
    }

    private static String camera(String password) {
        return CODE + ",127.0.1.1,554,chief," + password + ",/main,/sub,tcp\n";
    }

    /// A moment later than the one before, so that the file is seen to be another.
    private void write(String rows) throws Exception {
        Files.writeString(
                file, "code,address,port,user,password,main_path,sub_path,transport\n" + rows);
        Files.setLastModifiedTime(file, FileTime.from(WRITTEN.plusSeconds(++writes)));
    }

    private void settle() {
        reload.look();
        reload.look();
    }

    private DeviceLock lock() {
        return gateway.lock(CODE).orElseThrow();
    }

    @Test
    void look_nothingChanged_tellsNobody() {
        settle();

        assertThat(changed).isEmpty();
    }

    @Test
    void look_otherPassword_clearsTheRefusalAndTellsOfBothStreams() throws Exception {
        lock().refuse("401 Unauthorized");

        write(camera("second"));
        settle();

        assertThat(lock().isRefused()).isFalse();
        assertThat(changed).containsExactly(new StreamId(CODE, "main"), new StreamId(CODE, "sub"));
    }

    @Test
    void look_writtenAgainWithTheSameWords_keepsTheRefusal() throws Exception {
        lock().refuse("401 Unauthorized");

        write(camera("first"));
        settle();

        assertThat(lock().isRefused()).isTrue();
        assertThat(changed).isEmpty();
    }

    @Test
    void look_stillBeingWritten_waits() throws Exception {
        write("");
        reload.look();
        write(camera("second"));
        reload.look();
        assertThat(changed).isEmpty();

        reload.look();
        assertThat(changed).hasSize(2);
    }

    @Test
    void look_unusableOrGone_keepsWhatWasThere() throws Exception {
        write(CODE + ",127.0.1.1,not a port,,,/main,,tcp\n");
        settle();
        Files.delete(file);
        settle();

        assertThat(gateway.streams(CODE)).hasSize(2);
        assertThat(changed).isEmpty();
        assertThat(reload.reload()).isFalse();
    }

    @Test
    void look_unusableThenMended_isTakenOver() throws Exception {
        write(CODE + ",127.0.1.1,not a port,,,/main,,tcp\n");
        settle();
        write("");
        settle();

        assertThat(changed).hasSize(2);
        assertThat(gateway.streams(CODE)).isEmpty();
    }

    @Test
    void reload_asked_readsAtOnce() throws Exception {
        write(camera("second"));

        assertThat(reload.reload()).isTrue();
        assertThat(changed).hasSize(2);
        assertThat(gateway.update(Map.of())).hasSize(2);
    }
}
