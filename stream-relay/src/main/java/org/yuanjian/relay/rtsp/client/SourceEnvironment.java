package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.yuanjian.relay.NettyTransport;

/// What all sources of a node share.
///
/// @param sockets this machine's sockets
/// @param allocator for the bytes that hubs keep
/// @param dials the node's budget of dials
/// @param isAllowed the outbound allow-list, asked about the very address to be dialled
/// @param random spreads reconnects; thread-safe
/// @param clock this node's wall time, which players are told
/// @param nanoTime the age of frames goes by it
/// @param rounds one for each event loop that has read a stream nobody watches
public record SourceEnvironment(
        NettyTransport sockets,
        ByteBufAllocator allocator,
        DialBudget dials,
        Predicate<InetSocketAddress> isAllowed,
        RandomGenerator random,
        InstantSource clock,
        LongSupplier nanoTime,
        ConcurrentMap<EventLoop, ReadRounds> rounds) {
    public SourceEnvironment(
            NettyTransport sockets,
            ByteBufAllocator allocator,
            DialBudget dials,
            Predicate<InetSocketAddress> isAllowed,
            RandomGenerator random,
            InstantSource clock,
            LongSupplier nanoTime) {
        this(
                sockets,
                allocator,
                dials,
                isAllowed,
                random,
                clock,
                nanoTime,
                new ConcurrentHashMap<>());
    }

    ReadRounds rounds(EventLoop loop) {
        return rounds.computeIfAbsent(loop, ReadRounds::new);
    }
}
