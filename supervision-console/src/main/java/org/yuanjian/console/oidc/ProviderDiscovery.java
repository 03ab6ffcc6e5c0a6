package org.yuanjian.console.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderConfigurationRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.oidc.OidcException.Kind;
import org.yuanjian.console.setting.OidcSettings;

/// Asks the service what it says of itself (OpenID Connect Discovery 1.0 §4), anew each hour. Any
/// thread.
final class ProviderDiscovery {
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    /// Signatures alone: what is sealed with our own secret, or with nothing, proves nothing.
    private static final Set<JWSAlgorithm> SIGNATURES =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private final OidcSettings settings;
    private final ProviderCalls calls;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    ProviderDiscovery(OidcSettings settings, ProviderCalls calls, InstantSource clock) {
        this.settings = settings;
        this.calls = calls;
        this.clock = clock;
    }

    /// What is known of the service.
    ///
    /// @param tokens checks issuer, audience, nonce, times and signature of an ID token
    record Known(OIDCProviderMetadata metadata, IDTokenValidator tokens, Instant until) {}

    /// @throws OidcException if the service does not answer, or is another one
    Known known() {
        Known now = known;
        if (now == null || !now.until().isAfter(clock.instant())) {
            now = ask();
            known = now;
        }
        return now;
    }

    private Known ask() {
        Issuer issuer = new Issuer(settings.issuer());
        try {
            HTTPResponse answer =
                    new OIDCProviderConfigurationRequest(issuer).toHTTPRequest().send(calls);
            answer.ensureStatusCode(HTTPResponse.SC_OK);
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(answer.getBody());
            check(issuer, metadata);
            return new Known(metadata, tokens(issuer, metadata), clock.instant().plus(KNOWN_FOR));
        } catch (IOException | ParseException e) {
            throw new OidcException(Kind.OIDC_UNREACHABLE, "what the service is, is not known", e);
        }
    }

    // OpenID Connect Discovery 1.0 §4.3: the issuer must be the very one that was asked.
    private static void check(Issuer issuer, OIDCProviderMetadata metadata) throws IOException {
        if (!issuer.equals(metadata.getIssuer())) {
            throw new IOException("the service is another one: " + metadata.getIssuer());
        }
        if (!isSafe(metadata.getAuthorizationEndpointURI())
                || !isSafe(metadata.getTokenEndpointURI())
                || !isSafe(metadata.getJWKSetURI())) {
            throw new IOException("the service has an address without TLS, or lacks one");
        }
    }

    private static boolean isSafe(@Nullable URI address) {
        return address != null && OidcSettings.isSafe(address);
    }

    private IDTokenValidator tokens(Issuer issuer, OIDCProviderMetadata metadata)
            throws IOException {
        JWKSource<SecurityContext> keys =
                JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), calls)
                        .refreshAheadCache(false)
                        .build();
        return new IDTokenValidator(
                issuer,
                new ClientID(settings.clientId()),
                new JWSVerificationKeySelector<>(SIGNATURES, keys),
                null);
    }
}
