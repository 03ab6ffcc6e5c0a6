package org.yuanjian.relay.record;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.yuanjian.relay.ClipCamera;

/// Records a clip until it is killed.
public final class ClipRecordApplication {
    private ClipRecordApplication() {}

    /// @param arguments the file
    public static void main(String[] arguments) {
        try (ClipRelay relay = new ClipRelay(ClipCamera.withAac("plain.h264"), ClipOutput::file)) {
            CompletableFuture<ClipEnd> end =
                    relay.record(
                            relay.order(
                                    ClipCamera.STREAM,
                                    Path.of(arguments[0]),
                                    Duration.ofMinutes(2)));
            System.out.println(end.join().why());
        }
    }
}
