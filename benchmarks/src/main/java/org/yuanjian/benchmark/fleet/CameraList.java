package org.yuanjian.benchmark.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Writes how each camera is reached, for the gateway to read: `cameras.csv`.
final class CameraList {
    static final String FILE = "cameras.csv";

    private static final String HEAD =
            "code,address,port,user,password,main_path,sub_path,transport\n";

    private CameraList() {}

    /// Writes the list into `folder`, readable by its owner only, all of it or nothing.
    static void write(Path folder, List<SimulatedCamera> cameras, int port) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        for (SimulatedCamera camera : cameras) {
            CameraProfile profile = camera.profile();
            text.append(
                    String.join(
                            ",",
                            camera.point().code(),
                            camera.address(),
                            Integer.toString(port),
                            camera.listedCredentials().user(),
                            camera.listedCredentials().password(),
                            profile.paths().of(false),
                            profile.paths().of(true),
                            profile.udpOnly() ? "udp" : "tcp"));
            text.append('\n');
        }
        Files.createDirectories(folder);
        Path fresh =
                Files.createTempFile(
                        folder,
                        FILE,
                        ".part",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
