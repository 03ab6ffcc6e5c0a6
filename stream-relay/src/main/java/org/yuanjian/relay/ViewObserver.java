package org.yuanjian.relay;

import java.time.Duration;

/// Hears of the views of a node. Called on event loops: must not block.
public interface ViewObserver {
    /// A ticket has opened a view.
    void started(RunningView view);

    /// @param ran how long the view was open
    void ended(RunningView view, Duration ran, ViewEnd why);
}
