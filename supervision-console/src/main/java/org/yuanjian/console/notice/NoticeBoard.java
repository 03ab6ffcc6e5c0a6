package org.yuanjian.console.notice;

/// Takes notices. Any thread.
public interface NoticeBoard {
    /// Returns once the notice is kept; who listens hears of it right after.
    void post(Notice notice);
}
