package org.yuanjian.console.server;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.NeedsNoRight;
import org.yuanjian.console.audit.LedgerHealth;

/// Tells the time all pages go by, and the version they should have been loaded from.
@RestController
final class ServerController {
    private final InstantSource clock;
    private final LedgerHealth ledger;
    private final String version;

    ServerController(InstantSource clock, LedgerHealth ledger) {
        this.clock = clock;
        this.ledger = ledger;
        String built = ServerController.class.getPackage().getImplementationVersion();
        this.version = built == null ? "development" : built;
    }

    /// What [ServerController#server] answers.
    record Server(Instant time, String version, LedgerHealth.Warning ledger) {}

    @NeedsNoRight
    @GetMapping("/api/server")
    ResponseEntity<Server> server() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(state());
    }

    Server state() {
        return new Server(clock.instant(), version, ledger.warning());
    }
}
