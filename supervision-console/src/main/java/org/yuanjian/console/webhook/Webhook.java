package org.yuanjian.console.webhook;

import java.time.Instant;
import java.util.List;

/// A place of another system to which notices go.
///
/// @param url of HTTP; may hold a secret of its own, so that it stands in no log
/// @param kinds of the notices that go there; empty for all
/// @param secret as the vault sealed it
/// @param createdBy name of the account
record Webhook(
        String id,
        String name,
        String url,
        List<String> kinds,
        String secret,
        String createdBy,
        Instant created) {

    Webhook {
        kinds = List.copyOf(kinds);
    }

    boolean takes(String kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    /// Whose the sealed secret is.
    static String owner(String id) {
        return "webhook " + id;
    }

    @Override
    public String toString() {
        return "Webhook[id=" + id + "]";
    }
}
