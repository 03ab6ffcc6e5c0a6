package org.yuanjian.camera.registry;

import java.util.Locale;

/// How RTP travels from a camera.
public enum Transport {
    TCP,
    UDP;

    /// The word in lists.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
