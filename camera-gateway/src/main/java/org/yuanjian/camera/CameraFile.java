package org.yuanjian.camera;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.yuanjian.camera.CameraAccess.Transport;
import org.yuanjian.camera.registry.CsvRow;
import org.yuanjian.camera.registry.CsvTable;
import org.yuanjian.camera.registry.ImportException;
import org.yuanjian.camera.registry.PointRegistry;

/// Reads cameras.csv: how the camera of each point is reached. The file holds passwords; none of
/// them is ever part of a message.
public final class CameraFile {
    private static final List<String> COLUMNS =
            List.of(
                    "code",
                    "address",
                    "port",
                    "user",
                    "password",
                    "main_path",
                    "sub_path",
                    "transport");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7E]{0,511}");
    private static final Pattern SUB_PATH = Pattern.compile("|" + PATH.pattern());
    private static final Pattern USER = Pattern.compile("[^\\p{Cntrl}:]{0,255}");
    private static final Pattern PASSWORD = Pattern.compile("[^\\p{Cntrl}]{0,255}");

    private CameraFile() {}

    /// The cameras by the code of their point, in the order of the file.
    ///
    /// @param points every camera must hang at one of them
    public static Map<String, CameraAccess> read(Path file, PointRegistry points)
            throws ImportException {
        Map<String, CameraAccess> cameras = new LinkedHashMap<>();
        for (CsvRow row : CsvTable.read(file, COLUMNS)) {
            String code = row.text("code");
            if (points.point(code).isEmpty()) {
                throw row.wrong(
                        ImportException.Kind.UNKNOWN, "code", "there is no point with this code");
            }
            if (cameras.putIfAbsent(code, access(row)) != null) {
                throw row.wrong(
                        ImportException.Kind.TWICE, "code", code + " stands here a second time");
            }
        }
        return Collections.unmodifiableMap(cameras);
    }

    private static CameraAccess access(CsvRow row) throws ImportException {
        return new CameraAccess(
                row.text("code"),
                row.matching("address", ADDRESS, "a host name or an IP address"),
                row.number("port", 1, 65_535),
                row.matching("user", USER, "a user name"),
                password(row),
                row.matching("main_path", PATH, "a path that begins with /"),
                row.matching("sub_path", SUB_PATH, "a path that begins with /"),
                row.oneOf(
                        "transport",
                        Transport.values(),
                        transport -> transport.name().toLowerCase(Locale.ROOT)));
    }

    private static String password(CsvRow row) throws ImportException {
        String password = row.text("password");
        if (!PASSWORD.matcher(password).matches()) {
            throw row.wrong(
                    ImportException.Kind.VALUE,
                    "password",
                    "a password has at most 255 characters, control characters not among them");
        }
        return password;
    }
}
