package org.yuanjian.console.oidc;

import java.net.URI;

/// What one sign-in asks the service with, and what its answer is held against.
///
/// @param state comes back with the browser
/// @param nonce comes back inside the signed token
/// @param verifier proves that who fetches the token is who asked: RFC 7636 §4.1
/// @param redirect where the browser comes back to
public record OidcRequest(String state, String nonce, String verifier, URI redirect) {
    @Override
    public String toString() {
        return "OidcRequest";
    }
}
