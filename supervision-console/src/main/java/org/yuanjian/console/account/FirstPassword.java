package org.yuanjian.console.account;

import java.util.Optional;

/// The first account to sign in with, and its password if this start made it: to be told to the
/// operator once.
public record FirstPassword(String user, Optional<String> password) {
    @Override
    public String toString() {
        return "FirstPassword[user=" + user + "]";
    }
}
