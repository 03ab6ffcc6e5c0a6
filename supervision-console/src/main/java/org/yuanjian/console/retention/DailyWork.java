package org.yuanjian.console.retention;

import java.time.Instant;

/// Something that is looked after every day. It may be called more often, and after a call that
/// broke off.
@FunctionalInterface
public interface DailyWork {
    void run(Instant now);
}
