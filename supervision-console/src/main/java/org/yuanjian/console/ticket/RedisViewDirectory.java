package org.yuanjian.console.ticket;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.relay.Revocation;
import org.yuanjian.relay.RunningView;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.ViewEnd;
import org.yuanjian.relay.ViewObserver;

/// The views of all nodes of an installation. Each process keeps its own in a hash of Redis that
/// ends with it, and says and hears orders on one channel.
///
/// Without Redis a process goes on with the views it has itself; what it could not say costs others
/// at most the five minutes of a right.
public final class RedisViewDirectory implements ViewDirectory, ViewObserver {
    private static final Logger LOG = LoggerFactory.getLogger(RedisViewDirectory.class);
    private static final String CHANNEL = "yuanjian:views";
    private static final String PROCESSES = "yuanjian:views:processes";
    private static final String HASH = "yuanjian:views:of:";
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final long LIFE_SECONDS = 30;
    private static final long TICK_SECONDS = 5;
    private static final int IDS_PER_MESSAGE = 1_000;

    private final TicketGate gate;
    private final InstantSource clock;
    private final String self = UUID.randomUUID().toString();
    private final String hash = HASH + self;
    private final ClientResources resources;
    private final RedisClient client;
    private final List<Consumer<RunningView>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("view-directory").factory());
    private volatile @Nullable StatefulRedisConnection<String, String> asking;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> hearing;
    private Instant saidAt = Instant.MIN;
    private boolean failing;

    /// Does not wait for Redis: it is there, or comes later.
    ///
    /// @param gate tells this directory of its views from now on
    public static RedisViewDirectory open(String url, TicketGate gate, InstantSource clock) {
        RedisViewDirectory directory = new RedisViewDirectory(url, gate, clock);
        gate.observe(directory);
        directory.timer.scheduleWithFixedDelay(directory::tick, 0, TICK_SECONDS, TimeUnit.SECONDS);
        return directory;
    }

    private RedisViewDirectory(String url, TicketGate gate, InstantSource clock) {
        this.gate = gate;
        this.clock = clock;
        this.resources =
                DefaultClientResources.builder()
                        .ioThreadPoolSize(2)
                        .computationThreadPoolSize(2)
                        .reconnectDelay(Delay.constant(PATIENCE))
                        .build();
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(PATIENCE);
        this.client = RedisClient.create(resources, uri);
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).build())
                        .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                        .build());
    }

    /// Puts right what Redis knows of this process.
    void tick() {
        try {
            publish(connected().sync());
            recovered();
        } catch (RedisException e) {
            failed(e);
        } catch (RuntimeException e) {
            LOG.error("view directory", e);
        }
    }

    /// Both connections come back by themselves once they have been there.
    private StatefulRedisConnection<String, String> connected() {
        if (hearing == null) {
            hearing = listen();
        }
        StatefulRedisConnection<String, String> known = asking;
        if (known == null) {
            known = client.connect();
            asking = known;
        }
        return known;
    }

    private StatefulRedisPubSubConnection<String, String> listen() {
        StatefulRedisPubSubConnection<String, String> fresh = client.connectPubSub();
        try {
            var _ = fresh.reactive().observeChannels().subscribe(said -> heard(said.getMessage()));
            fresh.sync().subscribe(CHANNEL);
            return fresh;
        } catch (RedisException e) {
            fresh.closeAsync();
            throw e;
        }
    }

    /// What ended while Redis was away goes, what began comes, and all of it lives on.
    private void publish(RedisCommands<String, String> redis) {
        Map<String, String> running = new HashMap<>();
        gate.running()
                .forEach(view -> running.put(view.ticket().id(), ViewMessage.View.of(view).json()));
        Set<String> known = new HashSet<>(redis.hkeys(hash));
        String[] gone =
                known.stream().filter(id -> !running.containsKey(id)).toArray(String[]::new);
        if (gone.length > 0) {
            redis.hdel(hash, gone);
        }
        running.keySet().removeAll(known);
        if (!running.isEmpty()) {
            redis.hset(hash, running);
        }
        redis.expire(hash, LIFE_SECONDS);
        double now = clock.millis();
        redis.zadd(PROCESSES, now + TimeUnit.SECONDS.toMillis(LIFE_SECONDS), hash);
        redis.zremrangebyscore(PROCESSES, Range.create(0, now));
    }

    /// Nothing that is said here ends the listening.
    private void heard(String text) {
        try {
            ViewMessage.read(text)
                    .filter(message -> !message.from().equals(self))
                    .ifPresent(this::obey);
        } catch (RuntimeException e) {
            LOG.warn("a message of views not understood: {}", e.toString());
        }
    }

    private void obey(ViewMessage message) {
        if (message.revoke() != null) {
            gate.revoke(message.revoke());
        } else if (message.renew() != null && message.until() != null) {
            gate.renew(message.renew(), message.until());
        } else if (message.started() != null) {
            RunningView view = message.started().view();
            listeners.forEach(listener -> listener.accept(view));
        }
    }

    @Override
    public List<RunningView> running() {
        List<RunningView> all = new ArrayList<>(gate.running());
        StatefulRedisConnection<String, String> known = asking;
        if (known == null) {
            return all;
        }
        try {
            RedisCommands<String, String> redis = known.sync();
            for (String process : redis.zrange(PROCESSES, 0, -1)) {
                if (!process.equals(hash)) {
                    redis.hvals(process)
                            .forEach(json -> ViewMessage.View.read(json).ifPresent(all::add));
                }
            }
        } catch (RedisException e) {
            failed(e);
        }
        return all;
    }

    @Override
    public void renew(Collection<String> ticketIds, Instant until) {
        gate.renew(ticketIds, until);
        Set<String> elsewhere = new HashSet<>(ticketIds);
        gate.running().forEach(view -> elsewhere.remove(view.ticket().id()));
        List<String> ids = List.copyOf(elsewhere);
        for (int i = 0; i < ids.size(); i += IDS_PER_MESSAGE) {
            List<String> part = ids.subList(i, Math.min(ids.size(), i + IDS_PER_MESSAGE));
            say(ViewMessage.renew(self, part, until));
        }
    }

    @Override
    public void revoke(Revocation order) {
        gate.revoke(order);
        say(ViewMessage.revoke(self, order));
    }

    private void say(ViewMessage message) {
        ask(redis -> watched(redis.publish(CHANNEL, message.json())));
    }

    @Override
    public void onStarted(Consumer<RunningView> listener) {
        listeners.add(listener);
    }

    @Override
    public void started(RunningView view) {
        listeners.forEach(listener -> listener.accept(view));
        ask(redis -> {
            String json = ViewMessage.View.of(view).json();
            watched(redis.hset(hash, view.ticket().id(), json));
            watched(redis.expire(hash, LIFE_SECONDS));
            watched(redis.publish(CHANNEL, ViewMessage.started(self, view).json()));
        });
    }

    @Override
    public void ended(RunningView view, Duration ran, ViewEnd why) {
        ask(redis -> watched(redis.hdel(hash, view.ticket().id())));
    }

    /// Does not wait; what fails is put right by the next tick, or not needed by then.
    private void ask(Consumer<RedisAsyncCommands<String, String>> question) {
        StatefulRedisConnection<String, String> known = asking;
        if (known == null) {
            return;
        }
        try {
            question.accept(known.async());
        } catch (RedisException e) {
            failed(e);
        }
    }

    private void watched(CompletionStage<?> answer) {
        answer.whenComplete((_, problem) -> {
            if (problem != null) {
                failed(problem);
            }
        });
    }

    private synchronized void failed(Throwable problem) {
        failing = true;
        Instant now = clock.instant();
        if (saidAt.plus(SILENCE).isAfter(now)) {
            return;
        }
        saidAt = now;
        LOG.warn(
                "Redis does not answer; views of other nodes are out of reach: {}", words(problem));
    }

    /// Never the URL, which may hold a password.
    private static String words(Throwable problem) {
        return problem.getClass().getSimpleName();
    }

    private synchronized void recovered() {
        if (failing) {
            failing = false;
            LOG.info("Redis answers again");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        asking = null;
        hearing = null;
        client.shutdown(Duration.ZERO, PATIENCE);
        resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
