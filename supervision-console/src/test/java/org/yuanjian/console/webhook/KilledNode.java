package org.yuanjian.console.webhook;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.yuanjian.console.notice.KeptNotice;

/// A process of its own that comes as far as it is told with one delivery, says so, and waits to be
/// killed.
final class KilledNode {
    private KilledNode() {}

    public static void main(String[] arguments) throws IOException {
        Node node = Node.sqlite(Path.of(arguments[0]), arguments[1], Clock.systemUTC());
        Webhook webhook = node.addWebhook(Node.WEBHOOK, arguments[2]);
        String stage = arguments[3];
        KeptNotice kept = node.post(stage);
        Instant now = Clock.systemUTC().instant();
        if (!stage.equals("committed")) {
            node.deliveries.take(now);
            node.deliveries.claim(Node.WEBHOOK, 1, now, WebhookCourier.LEASE);
        }
        if (stage.equals("sent")) {
            node.courier.attempt(webhook, kept);
        }
        PrintStream out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
        out.println("at " + kept.id());
        out.flush();
        while (System.in.read() >= 0) {
            // Until it is killed.
        }
    }
}
