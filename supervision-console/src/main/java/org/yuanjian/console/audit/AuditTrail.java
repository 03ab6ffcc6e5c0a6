package org.yuanjian.console.audit;

import java.util.concurrent.CompletableFuture;

/// Takes down what happens. Any thread.
public interface AuditTrail {
    /// Returns once the event is on the disk; waits for that.
    ///
    /// @return its number
    /// @throws AuditException if it could not be taken down; then what was to be done must not be
    long append(AuditEvent event);

    /// The same without waiting; ends with the event's number, or with an [AuditException].
    CompletableFuture<Long> submit(AuditEvent event);

    /// For what is not taken down each time, or not waited for: whether anything can be.
    ///
    /// @throws AuditException if not; then what was to be done must not be
    void requireOpen();
}
