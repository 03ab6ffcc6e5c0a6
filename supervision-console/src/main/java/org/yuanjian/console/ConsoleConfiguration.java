package org.yuanjian.console;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.DeviceLocks;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.health.FrameAges;
import org.yuanjian.camera.health.HealthMonitor;
import org.yuanjian.camera.health.HealthSettings;
import org.yuanjian.camera.ptz.PtzController;
import org.yuanjian.camera.ptz.PtzSettings;
import org.yuanjian.camera.registration.DeviceRegistrar;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.evidence.EvidenceClips;
import org.yuanjian.console.evidence.EvidenceRecorder;
import org.yuanjian.console.finding.FindingWatch;
import org.yuanjian.console.picture.OpenStreams;
import org.yuanjian.console.picture.PictureService;
import org.yuanjian.console.picture.Thumbnails;
import org.yuanjian.console.point.DeviceClients;
import org.yuanjian.console.retention.DailyPass;
import org.yuanjian.console.setting.RelayAddress;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.console.ticket.ViewRenewal;
import org.yuanjian.picture.FrameDecoder;
import org.yuanjian.relay.record.ClipEnd;
import org.yuanjian.relay.record.ClipOrder;

/// The console role: pages, JSON and people. A process without that role has no web server and none
/// of this.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ComponentScan({
    "org.yuanjian.console.access",
    "org.yuanjian.console.account",
    "org.yuanjian.console.edge",
    "org.yuanjian.console.evidence",
    "org.yuanjian.console.face",
    "org.yuanjian.console.finding",
    "org.yuanjian.console.health",
    "org.yuanjian.console.ledger",
    "org.yuanjian.console.notice",
    "org.yuanjian.console.people",
    "org.yuanjian.console.picture",
    "org.yuanjian.console.point",
    "org.yuanjian.console.problem",
    "org.yuanjian.console.retention",
    "org.yuanjian.console.server",
    "org.yuanjian.console.session",
    "org.yuanjian.console.statistics",
    "org.yuanjian.console.ticket",
    "org.yuanjian.console.tour",
    "org.yuanjian.console.webhook"
})
class ConsoleConfiguration {
    private static final Duration DECODER_PATIENCE = Duration.ofSeconds(5);

    @Bean
    RelayAddress relayAddress(YuanjianSettings settings) {
        return new RelayAddress(settings);
    }

    @Bean
    DeviceRegistrar.Surroundings deviceSurroundings(
            PointRegistry registry,
            CredentialVault vault,
            DeviceLocks locks,
            SqlStore sql,
            Clock clock) {
        return new DeviceRegistrar.Surroundings(registry, vault, locks, sql, clock);
    }

    @Bean
    DeviceRegistrar deviceRegistrar(DeviceRegistrar.Surroundings around, DeviceClients clients) {
        return new DeviceRegistrar(around, clients.probe());
    }

    @Bean
    PtzController ptzController(DeviceRegistrar.Surroundings around, DeviceClients clients) {
        return new PtzController(
                PtzSettings.USUAL,
                new PtzController.Surroundings(
                        around.registry(),
                        around.vault(),
                        around.locks(),
                        around.sql(),
                        clients.onvif(),
                        around.clock()));
    }

    @Bean
    Watchers watchers(
            DeviceRegistrar registrar,
            PtzController ptz,
            Thumbnails thumbnails,
            HealthMonitor health,
            ViewRenewal views,
            FindingWatch findings,
            EvidenceClips clips,
            DailyPass daily) {
        return new Watchers(
                List.of(
                        registrar::start,
                        ptz::start,
                        thumbnails::start,
                        health::start,
                        views::start,
                        findings::start,
                        clips::start,
                        daily::start));
    }

    /// Where this process carries no streams, it records none.
    @Bean
    EvidenceRecorder evidenceRecorder(ObjectProvider<RelayNode> relay) {
        return new EvidenceRecorder() {
            @Override
            public boolean isHere() {
                return relay.getIfAvailable() != null;
            }

            @Override
            public boolean record(ClipOrder order, Consumer<ClipEnd> done) {
                RelayNode node = relay.getIfAvailable();
                return node != null && node.record(order, done);
            }
        };
    }

    @Bean
    FrameDecoder frameDecoder() {
        return new FrameDecoder(DECODER_PATIENCE);
    }

    /// For what people send: files that keep a decoder busy keep no camera's picture waiting.
    @Bean
    FrameDecoder uploadDecoder() {
        return new FrameDecoder(DECODER_PATIENCE);
    }

    @Bean
    PictureService pictureService(
            DeviceRegistrar.Surroundings around,
            DeviceClients clients,
            FrameDecoder frameDecoder,
            ObjectProvider<RelayNode> relay) {
        OpenStreams open =
                stream -> {
                    RelayNode node = relay.getIfAvailable();
                    return node == null ? Optional.empty() : node.keyFrame(stream);
                };
        return new PictureService(
                around.registry(),
                around.vault(),
                around.locks(),
                new PictureService.Sources(open, clients.pictures(), frameDecoder));
    }

    @Bean
    Thumbnails thumbnails(PictureService pictures, Clock clock) {
        return new Thumbnails(pictures, clock);
    }

    /// Frames are seen where this process is a relay as well.
    @Bean
    HealthMonitor healthMonitor(
            YuanjianSettings settings,
            DeviceRegistrar.Surroundings registry,
            DeviceClients clients,
            ObjectProvider<RelayNode> relay) {
        FrameAges frames =
                () -> {
                    RelayNode node = relay.getIfAvailable();
                    return node == null ? Map.of() : node.frameAges();
                };
        HealthSettings usual = HealthSettings.USUAL;
        return new HealthMonitor(
                usual,
                new HealthMonitor.Surroundings(
                        settings.node(),
                        registry.registry(),
                        registry.vault(),
                        registry.locks(),
                        registry.sql(),
                        registry.clock(),
                        frames),
                clients.rtsp(usual.patience()));
    }
}
