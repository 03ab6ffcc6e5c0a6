package org.yuanjian.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnvifDiscoveryTest {
    private static final String MATCH =
            "<e:Envelope><e:Body><d:ProbeMatches><d:ProbeMatch>"
                    + "<a:EndpointReference><a:Address>urn:uuid:1</a:Address></a:EndpointReference>"
                    + "<d:Scopes>onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/name/%E5%A4%A7%E9%97%A8"
                    + " onvif://www.onvif.org/hardware/IPC-2</d:Scopes>"
                    + "<d:XAddrs>http://[fe80::1]/onvif/device_service http://10.0.0.9/onvif/device_service </d:XAddrs>"
                    + "</d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>";

    private final List<DatagramSocket> devices = new ArrayList<>();

    @AfterEach
    void close() {
        devices.forEach(DatagramSocket::close);
    }

    @Test
    void probe_thoseThatAnswerAreFound() throws Exception {
        int port = device("127.20.0.1", 0, MATCH);
        device("127.20.0.3", port, "not XML");
        device("127.20.0.4", port, MATCH.replace("urn:uuid:1", "urn:uuid:4"));
        device("127.20.0.5", port, MATCH);
        OnvifDiscovery discovery =
                new OnvifDiscovery(address -> !address.getHostString().endsWith(".5"), port);
        List<InetAddress> addresses = new ArrayList<>();
        for (int last = 1; last <= 5; last++) {
            addresses.add(InetAddress.getByName("127.20.0." + last));
        }

        List<DiscoveredDevice> found = discovery.probe(addresses, 1_000, Duration.ofSeconds(1));

        assertThat(found)
                .containsExactlyInAnyOrder(
                        expected("urn:uuid:1", "127.20.0.1"), expected("urn:uuid:4", "127.20.0.4"));
    }

    private static DiscoveredDevice expected(String endpoint, String address) throws IOException {
        return new DiscoveredDevice(
                endpoint,
                InetAddress.getByName(address),
                List.of(URI.create("http://10.0.0.9/onvif/device_service")),
                "大门",
                "IPC-2");
    }

    private int device(String address, int port, String answer) throws IOException {
        DatagramSocket socket = new DatagramSocket(port, InetAddress.getByName(address));
        devices.add(socket);
        Thread.ofVirtual()
                .start(() -> {
                    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
                    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                    try {
                        socket.receive(packet);
                        socket.send(
                                new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                    } catch (IOException e) {
                        // Closed by the test.
                    }
                });
        return socket.getLocalPort();
    }
}
