package org.yuanjian.console.ticket;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.yuanjian.relay.Revocation;
import org.yuanjian.relay.RunningView;

/// Where the views that run are known, on whichever node, and by which orders to them travel. Any
/// thread. An order that is lost costs no more than the five minutes of a right.
public interface ViewDirectory extends AutoCloseable {
    /// The views that run, as far as known; may wait a second for other nodes.
    List<RunningView> running();

    /// Lengthens the right of what these tickets opened.
    void renew(Collection<String> ticketIds, Instant until);

    /// Ends views at once.
    void revoke(Revocation order);

    /// Whom to tell of each view that begins from now on. Called on event loops: must not block.
    void onStarted(Consumer<RunningView> listener);

    @Override
    void close();
}
