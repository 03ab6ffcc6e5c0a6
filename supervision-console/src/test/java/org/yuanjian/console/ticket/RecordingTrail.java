package org.yuanjian.console.ticket;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditException;
import org.yuanjian.console.audit.AuditTrail;

/// Remembers what is taken down, until it is made to fail.
public final class RecordingTrail implements AuditTrail {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean fails;

    public List<AuditEvent> events() {
        return List.copyOf(events);
    }

    public void fail() {
        fails = true;
    }

    @Override
    public long append(AuditEvent event) {
        if (fails) {
            throw new AuditException("no room on the disk", null);
        }
        events.add(event);
        return events.size();
    }

    @Override
    public void requireOpen() {
        if (fails) {
            throw new AuditException("no room on the disk", null);
        }
    }

    @Override
    public CompletableFuture<Long> submit(AuditEvent event) {
        if (fails) {
            return CompletableFuture.failedFuture(new AuditException("no room on the disk", null));
        }
        events.add(event);
        return CompletableFuture.completedFuture((long) events.size());
    }
}
