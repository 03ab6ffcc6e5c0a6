package org.yuanjian.console.finding;

import java.time.Instant;
import java.util.List;

/// What others may ask about findings. Any thread.
public interface RaisedFindings {
    /// Those of a tour, the oldest first.
    ///
    /// @param run its id
    List<Finding> ofRun(String run);

    /// All that are not closed, and those raised or closed from a time on.
    List<Finding> since(Instant from);
}
