package org.yuanjian.benchmark.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;

/// Writes how each camera is reached, for the gateway to read: by RTSP with the paths of its
/// streams in `cameras.csv`, or by ONVIF from address and credentials alone in `devices.csv`.
final class CameraList {
    static final String FILE = "cameras.csv";
    static final String DEVICES = "devices.csv";

    private static final String HEAD =
            "code,address,port,user,password,main_path,sub_path,transport,onvif_port\n";
    private static final String DEVICES_HEAD = "code,address,onvif_port,user,password,channel\n";

    private final Path folder;
    private final List<SimulatedCamera> cameras;

    /// @param folder where the lists go, readable by their owner only, each whole or not at all
    CameraList(Path folder, List<SimulatedCamera> cameras) {
        this.folder = folder;
        this.cameras = cameras;
    }

    void writeCameras(int port, int onvifPort) throws IOException {
        write(
                FILE,
                HEAD,
                camera ->
                        List.of(
                                camera.point().code(),
                                camera.address(),
                                Integer.toString(port),
                                camera.listedCredentials().user(),
                                camera.listedCredentials().password(),
                                camera.path(false),
                                camera.path(true),
                                camera.profile().udpOnly() ? "udp" : "tcp",
                                Integer.toString(onvifPort)));
    }

    void writeDevices(int port) throws IOException {
        write(
                DEVICES,
                DEVICES_HEAD,
                camera ->
                        List.of(
                                camera.point().code(),
                                camera.address(),
                                Integer.toString(port),
                                camera.listedCredentials().user(),
                                camera.listedCredentials().password(),
                                camera.channel() == 0 ? "" : Integer.toString(camera.channel())));
    }

    private void write(String name, String head, Function<SimulatedCamera, List<String>> row)
            throws IOException {
        StringBuilder text = new StringBuilder(head);
        cameras.forEach(camera -> text.append(String.join(",", row.apply(camera))).append('\n'));
        Files.createDirectories(folder);
        Path fresh =
                Files.createTempFile(
                        folder,
                        name,
                        ".part",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
