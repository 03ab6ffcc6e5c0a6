package org.yuanjian.console.setting;

/// What this process does for the installation.
public enum Role {
    /// Serves pages and JSON, signs people in, hands out tickets.
    CONSOLE,
    /// Pulls cameras and serves media.
    RELAY
}
