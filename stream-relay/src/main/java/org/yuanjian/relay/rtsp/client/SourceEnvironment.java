package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBufAllocator;
import java.net.InetSocketAddress;
import java.time.InstantSource;
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
public record SourceEnvironment(
        NettyTransport sockets,
        ByteBufAllocator allocator,
        DialBudget dials,
        Predicate<InetSocketAddress> isAllowed,
        RandomGenerator random,
        InstantSource clock,
        LongSupplier nanoTime) {
    public SourceEnvironment(
            NettyTransport sockets,
            ByteBufAllocator allocator,
            DialBudget dials,
            Predicate<InetSocketAddress> isAllowed,
            RandomGenerator random,
            InstantSource clock) {
        this(sockets, allocator, dials, isAllowed, random, clock, System::nanoTime);
    }
}
