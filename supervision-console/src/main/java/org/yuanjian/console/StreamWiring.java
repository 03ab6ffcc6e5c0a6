package org.yuanjian.console;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.CameraNetworks;
import org.yuanjian.camera.DeviceLocks;
import org.yuanjian.camera.SynchronizationPoints;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.table.TableException;
import org.yuanjian.console.account.FirstPassword;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.audit.Ledger;
import org.yuanjian.console.point.DeviceClients;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.EvidenceSettings;
import org.yuanjian.console.setting.ManagementSettings;
import org.yuanjian.console.setting.Role;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.console.ticket.LedgerWatch;
import org.yuanjian.console.ticket.LocalViewDirectory;
import org.yuanjian.console.ticket.PlatformTicketStore;
import org.yuanjian.console.ticket.RedisViewDirectory;
import org.yuanjian.console.ticket.ViewDirectory;
import org.yuanjian.console.ticket.ViewLedger;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;
import org.yuanjian.relay.http.RelayCertificate;
import org.yuanjian.relay.rtsp.client.DialBudget;

/// The one place that joins points, tickets, gateway and relay.
@Configuration(proxyBeanMethods = false)
class StreamWiring {
    private static final String TICKET_KEY = "ticket.key";
    private static final int TICKET_KEY_BYTES = 48;

    @Bean
    StartLists startLists(YuanjianSettings settings, PointRegistry registry, AuditTrail audit)
            throws TableException {
        return new StartLists(settings, registry, audit);
    }

    @Bean
    DeviceLocks deviceLocks() {
        return new DeviceLocks();
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

    /// Views of all nodes where Redis joins them, else of this process.
    @Bean
    ViewDirectory viewDirectory(YuanjianSettings settings, TicketGate gate, Clock clock) {
        String redis = settings.redis().url();
        return redis.isEmpty()
                ? LocalViewDirectory.of(gate)
                : RedisViewDirectory.open(redis, gate, clock);
    }

    @Bean
    ViewLedger viewLedger(TicketGate gate, AuditTrail trail) {
        ViewLedger ledger = new ViewLedger(trail);
        gate.observe(ledger);
        return ledger;
    }

    /// Whoever takes views down must be able to. A console speaks for all nodes, a relay alone for
    /// itself, as it may be the only one that has lost the database.
    @Bean(initMethod = "start")
    LedgerWatch ledgerWatch(
            YuanjianSettings settings,
            Ledger ledger,
            TicketGate gate,
            ViewDirectory directory,
            Clock clock) {
        gate.shutWhile(() -> ledger.failingSince().isPresent());
        return new LedgerWatch(
                ledger::failingSince,
                settings.roles().contains(Role.CONSOLE) ? directory::revoke : gate::revoke,
                clock);
    }

    /// The node's one: streams, the registration of devices and single pictures dial within it.
    @Bean
    DialBudget dialBudget(YuanjianSettings settings) {
        return new DialBudget(
                GlobalEventExecutor.INSTANCE, settings.relay().dialsPerSecond(), System::nanoTime);
    }

    @Bean
    DeviceClients deviceClients(YuanjianSettings settings, DialBudget dials, Clock clock) {
        return new DeviceClients(
                new CameraNetworks(settings.relay().cameraNetworks()), dials, clock);
    }

    @Bean
    SynchronizationPoints synchronizationPoints(
            PointRegistry points, CredentialVault vault, DeviceLocks locks, DeviceClients clients) {
        return new SynchronizationPoints(
                new SynchronizationPoints.Surroundings(
                        points, vault, locks, clients.onvif(), System::nanoTime));
    }

    @Bean
    @Conditional(OnRelayRole.class)
    RelayNode relayNode(
            YuanjianSettings settings,
            DataFolder folder,
            PointRegistry points,
            CredentialVault vault,
            DeviceLocks locks,
            DialBudget dials,
            SynchronizationPoints keyFrames,
            TicketGate gate,
            Clock clock,
            PrometheusMeterRegistry metrics,
            ObjectProvider<RelayCertificate> certificate,
            @Value("${server.port}") int consolePort) {
        RelayNode.Surroundings around =
                new RelayNode.Surroundings(
                        points,
                        vault,
                        locks,
                        dials,
                        keyFrames::request,
                        gate,
                        clock,
                        metrics,
                        consolePort,
                        management(settings, folder),
                        Optional.ofNullable(certificate.getIfAvailable()),
                        evidence(settings));
        return new RelayNode(settings.relay(), around);
    }

    /// Where no console orders clips, nothing is kept for them.
    private static EvidenceSettings evidence(YuanjianSettings settings) {
        EvidenceSettings set = settings.evidence();
        return settings.roles().contains(Role.CONSOLE)
                ? set
                : new EvidenceSettings(
                        set.folder(),
                        set.before(),
                        set.after(),
                        set.clips(),
                        Duration.ZERO,
                        set.ringSize(),
                        set.ringTotal());
    }

    /// Where there is a console, it has the port of the metrics.
    private static Optional<RelayNode.Management> management(
            YuanjianSettings settings, DataFolder folder) {
        ManagementSettings management = settings.management();
        return settings.roles().contains(Role.CONSOLE)
                ? Optional.empty()
                : Optional.of(
                        new RelayNode.Management(
                                new InetSocketAddress(management.address(), management.port()),
                                management.token(folder)));
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
