package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yuanjian.relay.NettyTransport;

@SuppressWarnings("NullAway.Init") // each test starts its own
class DatagramRunTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int[] SIZES = {1_100, 1_100, 1_100, 300, 1_100, 1_200, 40};
    private static final int ROUNDS = 3;

    private final List<DatagramSocket> viewers = new ArrayList<>();
    private EventLoopGroup loops;
    private MediaPort port;

    @AfterEach
    void close() {
        port.close();
        loops.shutdownGracefully();
        viewers.forEach(DatagramSocket::close);
    }

    /// More viewers than one call takes and more bytes than the room holds.
    @ParameterizedTest
    @CsvSource({"EPOLL, true", "EPOLL, false", "NIO, true"})
    void manyViewersInOneTurn_eachGetsItsOwnInOrder(NettyTransport transport, boolean segmented)
            throws Exception {
        EventLoop loop = start(transport, segmented, 2 * DatagramSender.BATCH + 1);
        List<UdpPath> paths = paths();

        loop.submit(
                        () -> {
                            for (int round = 0; round < ROUNDS; round++) {
                                addToAll(paths, round);
                            }
                        })
                .sync();

        List<byte[]> expected =
                IntStream.range(0, ROUNDS * SIZES.length)
                        .mapToObj(DatagramRunTest::packet)
                        .toList();
        for (DatagramSocket viewer : viewers) {
            assertThat(receive(viewer, expected.size())).containsExactlyElementsOf(expected);
        }
        assertThat(port.refused()).isZero();
    }

    /// Each longer packet begins a piece: there are more of them than one call takes, and the first
    /// call comes while the queue is not flushed.
    @ParameterizedTest
    @CsvSource({"EPOLL, true", "NIO, true"})
    void behindWhatWaitsInTheQueue_nothingOvertakes(NettyTransport transport, boolean segmented)
            throws Exception {
        EventLoop loop = start(transport, segmented, 1);
        UdpPath path = paths().getFirst();
        List<byte[]> packets =
                IntStream.range(0, 2 * DatagramSender.BATCH + 10)
                        .mapToObj(i -> packet(i, 40 + i % 2))
                        .toList();

        loop.submit(
                        () -> {
                            path.send(packets.getFirst());
                            for (byte[] packet : packets.subList(1, packets.size())) {
                                path.add(packet, packet.length, 1);
                            }
                            path.end();
                        })
                .sync();

        assertThat(receive(viewers.getFirst(), packets.size())).containsExactlyElementsOf(packets);
    }

    @Test
    void wayTakesNoPieces_eachPacketGoesAloneAndNoneIsLost() throws Exception {
        loops = NettyTransport.EPOLL.group(1, "media-test");
        port = new MediaPort(loops.next(), NettyTransport.EPOLL, true);
        EventLoop loop = start(new CutsNothing(), 2);
        UdpPath path = paths().getFirst();
        UdpPath other = paths().getLast();
        List<byte[]> packets = IntStream.range(0, 30).mapToObj(i -> packet(i, 900)).toList();

        loop.submit(() -> add(path, packets.subList(0, 15))).sync();
        loop.submit(() -> add(path, packets.subList(15, 30))).sync();

        assertThat(receive(viewers.getFirst(), packets.size())).containsExactlyElementsOf(packets);
        assertThat(port.refused()).isOne();
        assertThat(path.isSegmented()).isFalse();
        assertThat(other.isSegmented()).isTrue();
    }

    private static void add(UdpPath path, List<byte[]> packets) {
        packets.forEach(packet -> path.add(packet, packet.length, 1));
        path.end();
    }

    /// udp(7): the kernel cuts no pieces for a socket without checksums.
    private static final class CutsNothing extends ChannelInitializer<Channel> {
        private static final int SOCKET_LEVEL = 1;
        private static final int NO_CHECK = 11;

        @Override
        protected void initChannel(Channel channel) {
            channel.config()
                    .setOption(
                            new IntegerUnixChannelOption("SO_NO_CHECK", SOCKET_LEVEL, NO_CHECK), 1);
        }
    }

    private static void addToAll(List<UdpPath> paths, int round) {
        for (UdpPath path : paths) {
            for (int i = 0; i < SIZES.length; i++) {
                path.add(packet(round * SIZES.length + i), SIZES[i], 1);
            }
            path.end();
        }
    }

    private EventLoop start(NettyTransport transport, boolean segmented, int viewerCount)
            throws Exception {
        loops = transport.group(1, "media-test");
        port = new MediaPort(loops.next(), transport, segmented);
        return start(ignoring(), viewerCount);
    }

    private EventLoop start(ChannelHandler onUdp, int viewerCount) throws Exception {
        port.bind(new InetSocketAddress(LOOPBACK, 0), onUdp, DatagramRunTest::ignoring);
        for (int i = 0; i < viewerCount; i++) {
            DatagramSocket viewer = new DatagramSocket(0, LOOPBACK);
            viewer.setSoTimeout(10_000);
            viewers.add(viewer);
        }
        return loops.next();
    }

    private static ChannelHandler ignoring() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {}
        };
    }

    private List<UdpPath> paths() {
        return viewers.stream()
                .map(viewer -> new InetSocketAddress(LOOPBACK, viewer.getLocalPort()))
                .map(address -> new UdpPath(port, address))
                .toList();
    }

    private static byte[] packet(int number) {
        return packet(number, SIZES[number % SIZES.length]);
    }

    private static byte[] packet(int number, int length) {
        byte[] packet = new byte[length];
        Arrays.fill(packet, (byte) number);
        return packet;
    }

    private static List<byte[]> receive(DatagramSocket viewer, int count) throws IOException {
        List<byte[]> received = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
            viewer.receive(packet);
            received.add(Arrays.copyOf(packet.getData(), packet.getLength()));
        }
        return received;
    }
}
