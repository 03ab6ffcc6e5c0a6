package org.yuanjian.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.relay.Revocation;
import org.yuanjian.relay.SettableClock;

/// What every directory keeps to. The console and the node with the views are one process with the
/// one, two with the other.
final class ViewDirectoryTest {
    @TempDir Path folder;

    private final SettableClock clock = new SettableClock();
    private final GateOfNode node = new GateOfNode("node-1", clock);
    private @Nullable RedisServer redis;
    private @Nullable ViewDirectory ofNode;

    enum Kind {
        LOCAL,
        REDIS
    }

    @AfterEach
    void stop() throws Exception {
        if (ofNode != null) {
            ofNode.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    /// The directory as the console sees it.
    private ViewDirectory console(Kind kind) throws Exception {
        if (kind == Kind.LOCAL) {
            return LocalViewDirectory.of(node.gate);
        }
        assumeTrue(RedisServer.isInstalled(), "needs Debian's redis-server");
        redis = new RedisServer(folder);
        ofNode = RedisViewDirectory.open(redis.url(), node.gate, clock);
        GateOfNode ofConsole = new GateOfNode("node-1", clock);
        ViewDirectory console = RedisViewDirectory.open(redis.url(), ofConsole.gate, clock);
        // Each has found Redis, and hears of it, as soon as an order of the other arrives.
        ViewDirectory directory = ofNode;
        node.open("hello-node", "x", "x");
        ofConsole.open("hello-console", "y", "y");
        Waiting.until(
                "the two know each other",
                () -> {
                    console.revoke(Revocation.ofPerson("x"));
                    directory.revoke(Revocation.ofPerson("y"));
                    return node.running().isEmpty() && ofConsole.running().isEmpty();
                });
        // A view runs no more a moment before its end is told.
        Waiting.until("the end is told", () -> !node.ended.isEmpty());
        node.ended.clear();
        return console;
    }

    private static void awaitRunning(ViewDirectory console, String... ids) throws Exception {
        Waiting.until(
                "running: " + List.of(ids),
                () -> GateOfNode.ids(console.running()).equals(List.of(ids)));
    }

    @ParameterizedTest
    @EnumSource
    void running_viewsBeginAndEnd_areKnownWithTheirTicket(Kind kind) throws Exception {
        try (ViewDirectory console = console(kind)) {
            var hold = node.open("t1", "阿梅", "s1");
            node.openPlatform("p");
            awaitRunning(console, "p", "t1");
            assertThat(console.running()).containsExactlyInAnyOrderElementsOf(node.gate.running());

            hold.close();
            awaitRunning(console, "p");
        }
    }

    @ParameterizedTest
    @EnumSource
    void onStarted_hearsOfEachView(Kind kind) throws Exception {
        try (ViewDirectory console = console(kind)) {
            List<String> heard = new CopyOnWriteArrayList<>();
            console.onStarted(view -> heard.add(view.ticket().id()));
            node.open("t1", "amei", "s1");
            node.open("t2", "amei", "s1");

            // Views by which the two found each other may still be on their way.
            Waiting.until(
                    "both are heard of",
                    () ->
                            heard.stream()
                                    .filter(id -> !id.startsWith("hello"))
                                    .toList()
                                    .equals(List.of("t1", "t2")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void renew_keepsTheViewsNamed(Kind kind) throws Exception {
        try (ViewDirectory console = console(kind)) {
            node.open("t1", "amei", "s1");
            node.open("t2", "amei", "s1");
            clock.advance(Duration.ofMinutes(4));
            console.renew(List.of("t1"), clock.instant().plus(Duration.ofMinutes(5)));
            // What was said before has arrived when this has.
            node.openPlatform("p");
            console.revoke(Revocation.ofTicket("p"));
            Waiting.until("orders arrive", () -> !node.running().contains("p"));
            clock.advance(Duration.ofMinutes(2));
            node.gate.endOverdue();

            assertThat(node.running()).containsExactly("t1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void revoke_ofSessionPersonTicketAndAll_endsThem(Kind kind) throws Exception {
        try (ViewDirectory console = console(kind)) {
            node.open("t1", "amei", "s1");
            node.open("t2", "amei", "s2");
            node.open("t3", "bo", "s3");
            node.open("t4", "chen", "s4");
            node.openPlatform("p");
            awaitRunning(console, "p", "t1", "t2", "t3", "t4");

            console.revoke(Revocation.ofSession("s1"));
            awaitRunning(console, "p", "t2", "t3", "t4");
            console.revoke(Revocation.ofPerson("amei"));
            awaitRunning(console, "p", "t3", "t4");
            console.revoke(Revocation.ofTicket("t3"));
            awaitRunning(console, "p", "t4");
            console.revoke(Revocation.ofAll());
            awaitRunning(console);
            Waiting.until("five ends", () -> node.ended.size() == 5);
            assertThat(node.ended)
                    .startsWith("t1 revoked", "t2 revoked", "t3 revoked")
                    .contains("t4 revoked", "p revoked");
        }
    }
}
