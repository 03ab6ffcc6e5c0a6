package org.yuanjian.console;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.CameraAccess;
import org.yuanjian.camera.CameraFile;
import org.yuanjian.camera.registry.ImportException;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.console.account.FirstPassword;
import org.yuanjian.console.account.MetricsToken;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.console.ticket.PlatformTicketStore;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;

/// The one place that joins points, tickets, gateway and relay.
@Configuration(proxyBeanMethods = false)
class StreamWiring {
    private static final Logger log = LoggerFactory.getLogger(StreamWiring.class);
    private static final String TICKET_KEY = "ticket.key";
    private static final int TICKET_KEY_BYTES = 48;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DataFolder dataFolder(YuanjianSettings settings) {
        return new DataFolder(settings.data());
    }

    @Bean
    PointRegistry pointRegistry(YuanjianSettings settings) throws ImportException {
        return PointRegistry.load(settings.regions(), settings.points());
    }

    /// The key both sides of a ticket share: the bytes of the text in `ticket.key`.
    @Bean
    TicketSigner ticketSigner(DataFolder folder) {
        return new TicketSigner(
                folder.secret(TICKET_KEY, TICKET_KEY_BYTES).getBytes(StandardCharsets.UTF_8));
    }

    @Bean
    TicketGate ticketGate(
            YuanjianSettings settings,
            TicketSigner signer,
            Clock clock,
            ObjectProvider<PlatformTicketStore> tickets) {
        PlatformTicketStore revoked = tickets.getIfAvailable();
        return new TicketGate(
                signer, settings.node(), clock, id -> revoked != null && revoked.isRevoked(id));
    }

    @Bean
    @Conditional(OnRelayRole.class)
    RelayNode relayNode(
            YuanjianSettings settings,
            DataFolder folder,
            PointRegistry points,
            TicketGate gate,
            Clock clock,
            PrometheusMeterRegistry metrics,
            @Value("${server.port}") int consolePort)
            throws ImportException {
        RelayNode.Surroundings around =
                new RelayNode.Surroundings(
                        points,
                        settings.cameras(),
                        cameras(settings, points),
                        gate,
                        clock,
                        metrics,
                        consolePort,
                        MetricsToken.text(folder));
        return new RelayNode(settings.relay(), around);
    }

    private static Map<String, CameraAccess> cameras(
            YuanjianSettings settings, PointRegistry points) throws ImportException {
        if (Files.notExists(settings.cameras())) {
            log.warn("no list of cameras at {}: no point can be reached", settings.cameras());
            return Map.of();
        }
        return CameraFile.read(settings.cameras(), points);
    }

    @Bean
    ReadyFile readyFile(
            YuanjianSettings settings,
            DataFolder folder,
            PointRegistry points,
            ObjectProvider<FirstPassword> account) {
        return new ReadyFile(
                settings, folder, points, Optional.ofNullable(account.getIfAvailable()));
    }
}
