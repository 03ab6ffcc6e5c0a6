package org.yuanjian.console.ticket;

import org.yuanjian.relay.RunningView;

/// Says whether a view that runs may go on. Every bean of this type is asked, and all must agree.
/// Any thread that may wait.
@FunctionalInterface
public interface ViewRights {
    boolean mayGoOn(RunningView view);
}
