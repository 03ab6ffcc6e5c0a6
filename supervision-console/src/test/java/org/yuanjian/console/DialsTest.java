package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.RelayDoors.Player;
import org.yuanjian.relay.rtsp.client.DialBudget;

/// Whoever dials cameras in this process does it within one budget.
final class DialsTest {
    @TempDir Path data;

    @Test
    void dials_ofAViewerAndOfAPicture_waitInOneQueue() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        try (ConsoleAtCamera here = new ConsoleAtCamera(data)) {
            here.choose("other", "看看大门口");
            String ticket = here.ticket();
            DialBudget dials = here.console.bean(DialBudget.class);
            dials.request(true, () -> await(held));
            ConsoleAtCamera.until("nothing else goes", () -> dials.waiting() == 0);

            ConsoleAtCamera.ok(here.wantThumbnail());
            ConsoleAtCamera.until("the picture waits", () -> dials.waiting() == 1);
            CompletableFuture<Integer> status = describe(here, ticket);
            ConsoleAtCamera.until("the viewer waits", () -> dials.waiting() == 2);
            assertThat(here.camera.accepted()).isZero();

            held.countDown();
            assertThat(status.get(30, TimeUnit.SECONDS)).isEqualTo(200);
        } finally {
            held.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<Integer> describe(ConsoleAtCamera here, String ticket) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try (Player player = here.describe(ticket)) {
                status.complete(player.status());
            } catch (Exception e) {
                status.completeExceptionally(e);
            }
        });
        return status;
    }
}
