package org.yuanjian.console.point;

import java.security.Principal;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.camera.DeviceLocks;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.credential.VaultException;
import org.yuanjian.camera.onvif.AddressPolicy;
import org.yuanjian.camera.registration.ProbeTarget;
import org.yuanjian.camera.registry.Device;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.problem.ProblemException;

/// Looks at a device for who is about to register it. One try a call: a device that refuses a
/// password is not asked again until a person does.
@RestController
final class ProbeController {
    private static final Logger log = LoggerFactory.getLogger(ProbeController.class);
    private static final int AT_ONCE = 8;
    private static final int TOP_PORT = 65_535;
    private static final int HTTP_PORT = 80;

    private final DeviceClients clients;
    private final PointRegistry registry;
    private final CredentialVault vault;
    private final DeviceLocks locks;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    ProbeController(
            DeviceClients clients,
            PointRegistry registry,
            CredentialVault vault,
            DeviceLocks locks) {
        this.clients = clients;
        this.registry = registry;
        this.vault = vault;
        this.locks = locks;
    }

    /// @param port of the device service; 80 if it is missing
    /// @param password never kept and never shown
    record Order(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String user,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Order";
        }
    }

    @Needs(Right.POINTS)
    @PostMapping("/api/devices/probe")
    ProbeView probe(@RequestBody Order order, Principal person) {
        return probe(target(order), new DeviceLock(), person);
    }

    /// Looks at the device of a point with the account that is kept for it. While it refuses that,
    /// nothing is tried.
    @Needs(value = Right.POINTS, at = "code")
    @PostMapping("/api/points/{code}/probe")
    ProbeView probe(@PathVariable String code, Principal person) {
        PointList list = registry.list();
        Device device =
                list.point(code)
                        .flatMap(VideoPoint::feed)
                        .flatMap(feed -> list.device(feed.device()))
                        .orElseThrow(() ->
                                new ProblemException(
                                        HttpStatus.NOT_FOUND, "UNKNOWN_POINT", "No such device"));
        if (device.onvifPort() == 0) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "NO_ONVIF", "No ONVIF port is known");
        }
        String password = password(device);
        ProbeTarget target =
                new ProbeTarget(
                        device.host(),
                        device.onvifPort(),
                        device.user(),
                        password,
                        device.addresses());
        return probe(target, locks.of(device.id(), device.user(), password), person);
    }

    private String password(Device device) {
        try {
            return device.sealedPassword().isEmpty()
                    ? ""
                    : vault.open(device.sealedPassword(), device.id());
        } catch (VaultException e) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "NO_PASSWORD", "The password cannot be opened");
        }
    }

    private ProbeView probe(ProbeTarget target, DeviceLock lock, Principal person) {
        if (!turns.tryAcquire()) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "BUSY", "Too many devices are being looked at");
        }
        try {
            log.atInfo()
                    .addKeyValue("person", person.getName())
                    .addKeyValue("about", target)
                    .log("device looked at");
            return ProbeView.of(clients.probe().probe(target, lock));
        } finally {
            turns.release();
        }
    }

    private static ProbeTarget target(Order order) {
        String host = order.host() == null ? "" : order.host().strip();
        int port = order.port() == null ? HTTP_PORT : order.port();
        if (!host.matches("[\\w.:-]{1,253}") || port < 1 || port > TOP_PORT) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "ADDRESS", "No address of a device");
        }
        return new ProbeTarget(
                host,
                port,
                order.user() == null ? "" : order.user(),
                order.password() == null ? "" : order.password(),
                AddressPolicy.REWRITE_HOST);
    }
}
