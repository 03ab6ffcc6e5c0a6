package org.yuanjian.console.setting;

import org.springframework.boot.context.properties.bind.DefaultValue;

/// The keys under which passwords of cameras are sealed, under `yuanjian.vault.`.
///
/// @param keys a name and 32 bytes in base64 each, parted by commas, the current one first; empty:
///   the file `vault.key` in the data folder. Never shown
public record VaultSettings(@DefaultValue("") String keys) {
    @Override
    public String toString() {
        return "VaultSettings";
    }
}
