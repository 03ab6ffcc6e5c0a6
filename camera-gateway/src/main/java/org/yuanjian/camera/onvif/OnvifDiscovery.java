package org.yuanjian.camera.onvif;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Finds devices by WS-Discovery (2005/04): asks all at once on every network of this machine, or
/// each address of a range by itself where multicast does not go. Any thread that may wait.
public final class OnvifDiscovery {
    /// Where devices listen.
    public static final int PORT = 3702;

    private static final InetSocketAddress ALL = new InetSocketAddress("239.255.255.250", PORT);
    private static final int MAX_ANSWER_BYTES = 16 * 1024;
    private static final int MAX_DEVICES = 4_096;
    private static final int HOPS = 1;
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long MILLI_NANOS = 1_000_000;

    private final OutboundRule rule;
    private final int port;

    /// @param rule which addresses are asked, and whose answers are taken
    public OnvifDiscovery(OutboundRule rule) {
        this(rule, PORT);
    }

    /// @param port where single addresses are asked
    public OnvifDiscovery(OutboundRule rule, int port) {
        this.rule = rule;
        this.port = port;
    }

    /// Asks on every network of this machine.
    ///
    /// @param wait how long answers are taken; the standard has devices wait half a second
    public List<DiscoveredDevice> search(Duration wait) throws IOException {
        List<NetworkInterface> networks =
                NetworkInterface.networkInterfaces().filter(OnvifDiscovery::isUsable).toList();
        Map<InetAddress, DiscoveredDevice> found = new LinkedHashMap<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<DiscoveredDevice>>> searches = new ArrayList<>();
            for (NetworkInterface network : networks) {
                searches.add(each.submit(() -> search(network, wait)));
            }
            for (Future<List<DiscoveredDevice>> search : searches) {
                result(search).forEach(device -> found.putIfAbsent(device.from(), device));
            }
        }
        return List.copyOf(found.values());
    }

    private static boolean isUsable(NetworkInterface network) {
        try {
            return network.isUp()
                    && network.supportsMulticast()
                    && network.inetAddresses().findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /// A network that cannot be asked must not cost the others' answers.
    private static List<DiscoveredDevice> result(Future<List<DiscoveredDevice>> search)
            throws IOException {
        try {
            return search.get();
        } catch (ExecutionException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private List<DiscoveredDevice> search(NetworkInterface network, Duration wait)
            throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
            socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, HOPS);
            send(socket, ALL);
            Map<InetAddress, DiscoveredDevice> found = new LinkedHashMap<>();
            receive(socket, System.nanoTime() + wait.toNanos(), found);
            return List.copyOf(found.values());
        }
    }

    /// Asks each address by itself.
    ///
    /// @param perSecond how many are asked in a second
    /// @param wait how long answers are taken after the last question
    public List<DiscoveredDevice> probe(
            Collection<InetAddress> addresses, int perSecond, Duration wait) throws IOException {
        Map<InetAddress, DiscoveredDevice> found = new LinkedHashMap<>();
        try (DatagramSocket socket = new DatagramSocket()) {
            long dueNanos = System.nanoTime();
            for (InetAddress address : addresses) {
                receive(socket, dueNanos, found);
                ask(socket, new InetSocketAddress(address, port));
                dueNanos += SECOND_NANOS / perSecond;
            }
            receive(socket, System.nanoTime() + wait.toNanos(), found);
        }
        return List.copyOf(found.values());
    }

    /// One that there is no way to is as good as one that does not answer.
    private void ask(DatagramSocket socket, InetSocketAddress address) throws IOException {
        if (!rule.allows(address)) {
            return;
        }
        try {
            send(socket, address);
        } catch (IOException e) {
            if (socket.isClosed()) {
                throw e;
            }
        }
    }

    private static void send(DatagramSocket socket, InetSocketAddress to) throws IOException {
        byte[] probe = probe();
        socket.send(new DatagramPacket(probe, probe.length, to));
    }

    /// Takes answers until a time comes.
    private void receive(
            DatagramSocket socket, long untilNanos, Map<InetAddress, DiscoveredDevice> found)
            throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_ANSWER_BYTES], MAX_ANSWER_BYTES);
        long left = untilNanos - System.nanoTime();
        while (left > 0 && found.size() < MAX_DEVICES) {
            socket.setSoTimeout(Math.clamp(left / MILLI_NANOS, 1, Integer.MAX_VALUE));
            packet.setLength(MAX_ANSWER_BYTES);
            try {
                socket.receive(packet);
                take(packet, found);
            } catch (SocketTimeoutException e) {
                return;
            }
            left = untilNanos - System.nanoTime();
        }
    }

    private void take(DatagramPacket packet, Map<InetAddress, DiscoveredDevice> found) {
        InetAddress from = packet.getAddress();
        if (!rule.allows(new InetSocketAddress(from, packet.getPort()))) {
            return;
        }
        try {
            XmlReader.read(Arrays.copyOf(packet.getData(), packet.getLength()))
                    .find("Body", "ProbeMatches", "ProbeMatch")
                    .ifPresent(match -> found.putIfAbsent(from, DiscoveredDevice.of(match, from)));
        } catch (OnvifException e) {
            // Not an answer to us.
        }
    }

    /// A probe for anything that sends video (ONVIF Core 7.3.1).
    static byte[] probe() {
        XmlWriter xml = new XmlWriter("d");
        xml.open(
                        "s:Envelope",
                        "xmlns:s",
                        "http://www.w3.org/2003/05/soap-envelope",
                        "xmlns:a",
                        "http://schemas.xmlsoap.org/ws/2004/08/addressing",
                        "xmlns:d",
                        "http://schemas.xmlsoap.org/ws/2005/04/discovery",
                        "xmlns:dn",
                        "http://www.onvif.org/ver10/network/wsdl")
                .open("s:Header")
                .text("a:MessageID", "uuid:" + UUID.randomUUID())
                .text("a:To", "urn:schemas-xmlsoap-org:ws:2005:04:discovery")
                .text("a:Action", "http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe")
                .close()
                .open("s:Body")
                .open("Probe")
                .text("Types", "dn:NetworkVideoTransmitter")
                .close()
                .close()
                .close();
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }
}
