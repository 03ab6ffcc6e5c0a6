package org.yuanjian.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.CameraAccess.Transport;
import org.yuanjian.camera.registry.ImportException;
import org.yuanjian.camera.registry.ImportException.Kind;
import org.yuanjian.camera.registry.PointRegistry;

class CameraFileTest {
    private static final String HEADER =
            "code,address,port,user,password,main_path,sub_path,transport\n";
    private static final String CODE = "44023201021326000001";

    @TempDir Path folder;
    private PointRegistry points;

    @BeforeEach
    void readPoints() throws Exception {
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
        points = PointRegistry.load(regions, list);
    }

    @Test
    void read_passwordWithAnyCharacters_keepsThem() throws Exception {
        CameraAccess access =
                read(CODE + ",127.0.1.1,8554,管理,\"p,\"\"@/: é\",/main,/sub?x=1&y=2,udp\n")
                        .get(CODE);
        assertThat(access)
                .isEqualTo(
                        new CameraAccess(
                                CODE,
                                "127.0.1.1",
                                8554,
                                "管理",
                                "p,\"@/: é",
                                "/main",
                                "/sub?x=1&y=2",
                                Transport.UDP));
    }

    @Test
    void read_noSubPath_hasMainOnly() throws Exception {
        CameraAccess access = one(CODE + ",127.0.1.1,554,,,/main,,tcp\n");
        assertThat(access.path("sub")).isEmpty();
        assertThat(access.path("main")).contains("/main");
        assertThat(access.path("third")).isEmpty();
    }

    @Test
    void toString_always_leavesCredentialsOut() throws Exception {
        CameraAccess access = read(CODE + ",127.0.1.1,554,chief,s3cret,/main,,tcp\n").get(CODE);
        assertThat(String.valueOf(access)).doesNotContain("chief").doesNotContain("s3cret");
    }

    @Test
    void read_badPassword_saysNothingOfIt() {
        ImportException problem = fails(CODE + ",127.0.1.1,554,chief,\"s3c\nret\",/main,,tcp\n");
        assertThat(problem.column()).isEqualTo("password");
        assertThat(problem.getMessage()).doesNotContain("s3c");
    }

    @Test
    void read_portOutOfRange_isNamed() {
        ImportException problem = fails(CODE + ",127.0.1.1,70000,a,b,/main,,tcp\n");
        assertThat(problem)
                .hasMessage(
                        "cameras.csv, row 2, column port: \"70000\" is not a whole number from 1 to"
                                + " 65535");
    }

    @Test
    void read_pathThatMakesAHeader_isRefused() {
        assertThat(fails(CODE + ",127.0.1.1,554,a,b,\"/m\r\nX: y\",,tcp\n").column())
                .isEqualTo("main_path");
        assertThat(fails(CODE + ",127.0.1.1,554,a,b,main,,tcp\n").column()).isEqualTo("main_path");
    }

    @Test
    void read_addressWithUserPart_isRefused() {
        assertThat(fails(CODE + ",a@127.0.1.1,554,a,b,/main,,tcp\n").column()).isEqualTo("address");
    }

    @Test
    void read_unknownPointOrTwice_isRefused() {
        String row = CODE + ",127.0.1.1,554,a,b,/main,,tcp\n";
        assertThat(fails(row.replace("44023201", "44023202")).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(fails(row + row).kind()).isEqualTo(Kind.TWICE);
    }

    private CameraAccess one(String row) throws Exception {
        return read(row).values().iterator().next();
    }

    private ImportException fails(String rows) {
        return catchThrowableOfType(ImportException.class, () -> read(rows));
    }

    private Map<String, CameraAccess> read(String rows) throws Exception {
        Path file = Files.writeString(folder.resolve("cameras.csv"), HEADER + rows);
        return CameraFile.read(file, points);
    }
}
