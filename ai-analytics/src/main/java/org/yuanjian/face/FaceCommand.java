package org.yuanjian.face;

import java.util.ArrayList;
import java.util.List;
import org.yuanjian.process.ChildJvm;

/// The command that starts the verifier's process, with bounded memory.
final class FaceCommand {
    private static final int NICENESS = 10;

    private FaceCommand() {}

    static List<String> of(FaceSettings settings) {
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "-Xmx256m",
                                "-Xss1m",
                                "-XX:MaxDirectMemorySize=64m",
                                "-XX:-CreateCoredumpOnCrash",
                                "-Djava.awt.headless=true"));
        FaceNatives.properties(settings.natives())
                .forEach((name, value) -> options.add("-D" + name + "=" + value));
        return ChildJvm.command(
                NICENESS,
                options,
                FaceApplication.class,
                List.of(
                        settings.models().toAbsolutePath().toString(),
                        settings.manifest().toAbsolutePath().toString(),
                        Integer.toString(settings.workers())));
    }
}
