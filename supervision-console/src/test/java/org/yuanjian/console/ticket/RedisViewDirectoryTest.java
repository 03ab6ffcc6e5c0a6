package org.yuanjian.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.yuanjian.relay.Revocation;
import org.yuanjian.relay.SettableClock;

/// What becomes of views when Redis dies, comes back, or says nonsense.
final class RedisViewDirectoryTest {
    @TempDir Path folder;

    private final SettableClock clock = new SettableClock();
    private final GateOfNode node = new GateOfNode("node-1", clock);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private RedisServer redis;
    private RedisViewDirectory ofNode;
    private RedisViewDirectory console;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(RedisServer.isInstalled(), "needs Debian's redis-server");
        log.start();
        logger().addAppender(log);
        redis = new RedisServer(folder);
        ofNode = RedisViewDirectory.open(redis.url(), node.gate, clock);
        console = RedisViewDirectory.open(redis.url(), new GateOfNode("node-1", clock).gate, clock);
        node.open("t1", "amei", "s1");
        Waiting.until("the view is known", () -> known().equals(List.of("t1")));
    }

    @AfterEach
    void stop() throws Exception {
        logger().detachAppender(log);
        ofNode.close();
        console.close();
        redis.close();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(RedisViewDirectory.class);
    }

    private List<String> known() {
        return GateOfNode.ids(console.running());
    }

    private long warnings() {
        return log.list.stream().filter(event -> event.getMessage().contains("not answer")).count();
    }

    @Test
    void redis_dead_viewsGoOnAndNewOnesBegin_andItComesBackByItself() throws Exception {
        redis.end();
        node.open("t2", "amei", "s1");
        ofNode.revoke(Revocation.ofTicket("t1"));
        assertThat(node.running()).containsExactly("t2");
        assertThat(GateOfNode.ids(ofNode.running())).containsExactly("t2");
        ofNode.renew(List.of("t2"), clock.instant().plus(Duration.ofMinutes(5)));
        console.revoke(Revocation.ofPerson("amei"));
        assertThat(node.running()).containsExactly("t2");

        redis.start();

        Waiting.until(
                "what began and ended meanwhile is known",
                () -> {
                    ofNode.tick();
                    console.tick();
                    return known().equals(List.of("t2"));
                });
        Waiting.until(
                "orders arrive again",
                () -> {
                    console.revoke(Revocation.ofPerson("amei"));
                    return node.running().isEmpty();
                });
    }

    @Test
    void redis_dead_isSaidOnceInTenSeconds() throws Exception {
        redis.end();
        Waiting.until(
                "it is noticed",
                () -> {
                    ofNode.tick();
                    return warnings() > 0;
                });
        log.list.clear();
        for (int i = 0; i < 50; i++) {
            ofNode.revoke(Revocation.ofTicket("t" + i));
        }
        ofNode.tick();
        assertThat(warnings()).isZero();

        clock.advance(Duration.ofSeconds(10));
        ofNode.tick();
        ofNode.tick();
        assertThat(warnings()).isOne();
    }

    @Test
    void node_dead_itsViewsAreForgotten() throws Exception {
        ofNode.close();
        try (RedisClient client = RedisClient.create(redis.url());
                StatefulRedisConnection<String, String> link = client.connect()) {
            List<String> hashes = link.sync().keys("yuanjian:views:of:*");
            assertThat(hashes).hasSize(1);
            assertThat(link.sync().ttl(hashes.getFirst())).isBetween(1L, 30L);
            link.sync().pexpire(hashes.getFirst(), 1);
        }
        Waiting.until("nothing is known of it", () -> known().isEmpty());
    }

    @Test
    void messages_nonsense_changeNothing() throws Exception {
        try (RedisClient client = RedisClient.create(redis.url());
                StatefulRedisConnection<String, String> link = client.connect()) {
            for (String nonsense :
                    List.of(
                            "",
                            "null",
                            "{}",
                            "[1]",
                            "{\"from\":\"x\",\"revoke\":{}}",
                            "{\"from\":\"x\",\"renew\":[null],\"until\":\"2026-01-01T00:00:00Z\"}",
                            "{\"from\":\"x\",\"started\":{\"stream\":\"../etc\"}}")) {
                link.sync().publish("yuanjian:views", nonsense);
            }
            String hash = link.sync().keys("yuanjian:views:of:*").getFirst();
            link.sync().hset(hash, "bad", "{\"id\":1}");
        }
        assertThat(node.running()).containsExactly("t1");
        assertThat(known()).containsExactly("t1");
        console.revoke(Revocation.ofPerson("amei"));
        Waiting.until("orders still arrive", () -> node.running().isEmpty());
    }
}
