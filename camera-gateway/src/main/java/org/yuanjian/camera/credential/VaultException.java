package org.yuanjian.camera.credential;

/// A secret cannot be opened: its key is missing, or it was altered, or it belongs to somebody
/// else.
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VaultException(String words) {
        super(words);
    }
}
