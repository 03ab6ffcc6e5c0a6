package org.yuanjian.console;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page where administrators try the comparison of faces and movements of the head, in a real
/// browser, with drawn faces. Pictures of the screens stay in `target/shots`.
final class FaceBrowserIT {
    private static final Path ROOT = Path.of(System.getProperty("yuanjian.root", ".."));

    @TempDir Path data;

    @Test
    void face_drawnFacesAndNoPicture_areToldAndMeetWcag() throws Exception {
        BrowserScript.assumeBrowser();
        Path models = ROOT.resolve("../shared/models").normalize();
        String available = Files.isDirectory(models) ? "yes" : "no";
        // Unpacked once for all tests.
        Path natives = ROOT.resolve(".yuanjian/natives").toAbsolutePath().normalize();
        if (Files.isDirectory(natives)) {
            Files.createSymbolicLink(data.resolve("natives"), natives);
        }
        try (RunningConsole console =
                new RunningConsole(
                        data,
                        "--yuanjian.models=" + models,
                        "--yuanjian.face.manifest="
                                + ROOT.resolve("config/face-models.properties"))) {
            Path password = data.resolve("password");
            Files.writeString(password, console.ready().get("password").asString());
            BrowserScript.run(
                    "face",
                    8,
                    console.address("/").toString(),
                    "admin",
                    password.toString(),
                    BrowserScript.SHOTS,
                    available);
        }
    }
}
