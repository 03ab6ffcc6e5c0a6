package org.yuanjian.console.oidc;

import org.jspecify.annotations.Nullable;

/// A sign-in at another service came to nothing; the kind is what people are told.
public final class OidcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Why. The pages have words for each.
    public enum Kind {
        /// Nobody here began this, or it was too long ago, or it has come back already.
        OIDC_STATE,
        /// The person, or the service, did not want to.
        OIDC_DENIED,
        /// What the service said does not hold.
        OIDC_TOKEN,
        /// No account of ours belongs to whom the service named.
        OIDC_UNKNOWN,
        /// The service did not answer.
        OIDC_UNREACHABLE,
        /// Too many failures before, from the same address.
        TOO_MANY_TRIES
    }

    private final Kind kind;

    public OidcException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
