package org.yuanjian.camera.onvif;

/// How a device wants requests to be signed in.
public enum SignIn {
    /// Not known yet.
    UNKNOWN,
    /// By a UsernameToken in the envelope.
    TOKEN,
    /// By HTTP: Digest, or Basic where there is nothing else.
    HTTP
}
