package org.yuanjian.console.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.oidc.OidcException.Kind;
import org.yuanjian.console.setting.OidcSettings;

/// The other service people may sign in with: the authorisation code flow of OpenID Connect Core
/// 1.0 §3.1, with PKCE. Any thread; blocks for the calls it makes, of which there are sixteen at
/// once at most.
public final class OidcProvider implements AutoCloseable {
    private static final int CALLS_AT_ONCE = 16;
    // OpenID Connect Core 1.0 §2: 255 ASCII characters at most.
    private static final int LONGEST_SUBJECT = 255;
    private static final int SERVER_ERROR = 500;

    private final OidcSettings settings;
    private final ProviderCalls calls;
    private final ProviderDiscovery discovery;
    private final Semaphore turns = new Semaphore(CALLS_AT_ONCE);

    /// @param allowed the outbound allow-list
    public OidcProvider(
            OidcSettings settings, Predicate<InetSocketAddress> allowed, InstantSource clock) {
        this.settings = settings;
        this.calls = new ProviderCalls(allowed);
        this.discovery = new ProviderDiscovery(settings, calls, clock);
    }

    /// Where the browser is to go.
    ///
    /// @throws OidcException if the service does not answer
    public URI address(OidcRequest request) {
        return inTurn(() -> {
            OIDCProviderMetadata service = discovery.known().metadata();
            return new AuthenticationRequest.Builder(
                            ResponseType.CODE, new Scope("openid"), client(), request.redirect())
                    .endpointURI(service.getAuthorizationEndpointURI())
                    .state(new State(request.state()))
                    .nonce(new Nonce(request.nonce()))
                    .codeChallenge(new CodeVerifier(request.verifier()), CodeChallengeMethod.S256)
                    .build()
                    .toURI();
        });
    }

    private ClientID client() {
        return new ClientID(settings.clientId());
    }

    /// Whom the service vouches for, as accounts are bound: issuer and subject.
    ///
    /// @param code what the browser came back with
    /// @throws OidcException if the service does not answer, or what it says does not hold
    public String subject(String code, OidcRequest request) {
        return inTurn(() -> {
            ProviderDiscovery.Known service = discovery.known();
            JWT token = token(service.metadata(), code, request);
            return settings.bound(subject(service.tokens(), token, request.nonce()));
        });
    }

    private <T> T inTurn(Supplier<T> calling) {
        if (!turns.tryAcquire()) {
            throw new OidcException(Kind.OIDC_UNREACHABLE, "too many at once", null);
        }
        try {
            return calling.get();
        } finally {
            turns.release();
        }
    }

    private JWT token(OIDCProviderMetadata service, String code, OidcRequest request) {
        try {
            HTTPResponse answer = tokenRequest(service, code, request).toHTTPRequest().send(calls);
            if (answer.getStatusCode() >= SERVER_ERROR) {
                throw unreachable("the service answered " + answer.getStatusCode(), null);
            }
            TokenResponse tokens = OIDCTokenResponseParser.parse(answer);
            if (tokens instanceof OIDCTokenResponse given) {
                return given.getOIDCTokens().getIDToken();
            }
            throw bad("no token: " + tokens.toErrorResponse().getErrorObject().getCode(), null);
        } catch (IOException e) {
            throw unreachable("no token", e);
        } catch (ParseException e) {
            // What cannot be read may hold a token: its text stays out of the log.
            throw bad("the answer with the token cannot be read", null);
        }
    }

    private TokenRequest tokenRequest(
            OIDCProviderMetadata service, String code, OidcRequest request) {
        URI endpoint = service.getTokenEndpointURI();
        AuthorizationGrant grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code),
                        request.redirect(),
                        new CodeVerifier(request.verifier()));
        return settings.clientSecret().isEmpty()
                ? new TokenRequest.Builder(endpoint, client(), grant).build()
                : new TokenRequest.Builder(endpoint, secret(service), grant).build();
    }

    // OpenID Connect Discovery 1.0 §3: where nothing is said, the secret goes into the header.
    private ClientAuthentication secret(OIDCProviderMetadata service) {
        List<ClientAuthenticationMethod> ways = service.getTokenEndpointAuthMethods();
        boolean isHeader =
                ways == null
                        || ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        || !ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        Secret secret = new Secret(settings.clientSecret());
        return isHeader
                ? new ClientSecretBasic(client(), secret)
                : new ClientSecretPost(client(), secret);
    }

    private static String subject(IDTokenValidator tokens, JWT token, String nonce) {
        try {
            IDTokenClaimsSet claims = tokens.validate(token, new Nonce(nonce));
            // OpenID Connect Core 1.0 §3.1.3.7: one that others may use as well must say that it
            // was made for us; where it says so, the check before has seen to it.
            if (claims.getAudience().size() > 1 && claims.getAuthorizedParty() == null) {
                throw bad("the ID token is for others as well", null);
            }
            String subject = claims.getSubject().getValue();
            if (subject.length() > LONGEST_SUBJECT) {
                throw bad("the subject is too long", null);
            }
            return subject;
        } catch (BadJOSEException e) {
            throw bad("the ID token does not hold", e);
        } catch (JOSEException e) {
            throw unreachable("the keys of the service are not known", e);
        }
    }

    private static OidcException bad(String message, @Nullable Exception cause) {
        return new OidcException(Kind.OIDC_TOKEN, message, cause);
    }

    private static OidcException unreachable(String message, @Nullable Exception cause) {
        return new OidcException(Kind.OIDC_UNREACHABLE, message, cause);
    }

    @Override
    public void close() {
        calls.close();
    }
}
