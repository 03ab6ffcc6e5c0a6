package org.yuanjian.console.session;

/// Hears of what may end running pictures. Must not block for long.
public interface SessionEnd {
    /// A session is over.
    void ended(String session);

    /// What an account may do has changed, or what everybody may for an empty id.
    void changed(String account);
}
