package org.yuanjian.console.point;

import java.security.Principal;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.camera.onvif.AddressPolicy;
import org.yuanjian.camera.registration.ProbeTarget;
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
    private final Semaphore turns = new Semaphore(AT_ONCE);

    ProbeController(DeviceClients clients) {
        this.clients = clients;
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

    @PostMapping("/api/devices/probe")
    ProbeView probe(@RequestBody Order order, Principal person) {
        ProbeTarget target = target(order);
        if (!turns.tryAcquire()) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "BUSY", "Too many devices are being looked at");
        }
        try {
            log.atInfo()
                    .addKeyValue("person", person.getName())
                    .addKeyValue("about", target)
                    .log("device looked at");
            return ProbeView.of(clients.probe().probe(target, new DeviceLock()));
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
