package org.yuanjian.console.session;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yuanjian.console.account.Account;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Passkeys (WebAuthn Level 3) as second factor: makes what the browser is asked, and checks what
/// it answers. Any thread.
final class Passkeys {
    static final int CHALLENGE_BYTES = 32;

    /// ES256, EdDSA and RS256 of RFC 9053: what authenticators have.
    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(
                    COSEAlgorithmIdentifier.ES256,
                    COSEAlgorithmIdentifier.EdDSA,
                    COSEAlgorithmIdentifier.RS256);

    private static final long TIMEOUT_MILLIS = 120_000;

    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager();
    private final AttestedCredentialDataConverter credentials =
            new AttestedCredentialDataConverter(new ObjectConverter());
    private final JsonMapper json = new JsonMapper();
    private final FactorStore store;

    Passkeys(FactorStore store) {
        this.store = store;
    }

    /// The page that asks.
    ///
    /// @param origin such as `https://yuanjian.example`
    /// @param rpId the name passkeys are bound to
    record Site(String origin, String rpId) {}

    /// WebAuthn §5.4, as the browser's `parseCreationOptionsFromJSON` takes it.
    Map<String, Object> creation(Account account, Site site, String challenge) {
        return Map.of(
                "challenge",
                challenge,
                "rp",
                Map.of("id", site.rpId(), "name", "Yuanjian"),
                "user",
                Map.of(
                        "id",
                        base64(account.id().getBytes(StandardCharsets.UTF_8)),
                        "name",
                        account.name(),
                        "displayName",
                        account.fullName()),
                "pubKeyCredParams",
                ALGORITHMS.stream()
                        .map(algorithm -> Map.of("type", "public-key", "alg", algorithm.getValue()))
                        .toList(),
                "excludeCredentials",
                descriptors(account),
                "authenticatorSelection",
                Map.of("userVerification", "preferred"),
                "attestation",
                "none",
                "timeout",
                TIMEOUT_MILLIS);
    }

    /// WebAuthn §5.5, as `parseRequestOptionsFromJSON` takes it.
    Map<String, Object> request(Account account, Site site, String challenge) {
        return Map.of(
                "challenge",
                challenge,
                "rpId",
                site.rpId(),
                "allowCredentials",
                descriptors(account),
                "userVerification",
                "preferred",
                "timeout",
                TIMEOUT_MILLIS);
    }

    private List<Map<String, Object>> descriptors(Account account) {
        return store.passkeys(account.id()).stream()
                .map(key -> Map.<String, Object>of("type", "public-key", "id", key.id()))
                .toList();
    }

    /// What is kept of a new passkey; empty for one that is not what was asked for, or is kept
    /// already.
    Optional<FactorStore.Key> made(Account account, Site site, String challenge, String json) {
        try {
            RegistrationData data =
                    manager.verifyRegistrationResponseJSON(
                            json,
                            new RegistrationParameters(
                                    server(site, challenge), parameters(), false, true));
            AuthenticatorData<RegistrationExtensionAuthenticatorOutput> made =
                    Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            AttestedCredentialData credential =
                    Objects.requireNonNull(made.getAttestedCredentialData());
            FactorStore.Key key =
                    new FactorStore.Key(
                            base64(credential.getCredentialId()),
                            account.id(),
                            base64(credentials.convert(credential)),
                            made.getSignCount());
            return store.key(key.id()).isPresent() ? Optional.empty() : Optional.of(key);
        } catch (DataConversionException | VerificationException e) {
            return Optional.empty();
        }
    }

    /// Whether one of the account's passkeys answered this challenge.
    boolean prove(Account account, Site site, String challenge, String json) {
        try {
            String id = this.json.readTree(json).path("id").asString("");
            Optional<FactorStore.Key> key =
                    store.key(id).filter(found -> found.account().equals(account.id()));
            if (key.isEmpty()) {
                return false;
            }
            AuthenticationData proved =
                    manager.verifyAuthenticationResponseJSON(
                            json,
                            new AuthenticationParameters(
                                    server(site, challenge), known(key.get()), null, false, true));
            store.used(
                    key.get().id(),
                    Objects.requireNonNull(proved.getAuthenticatorData()).getSignCount());
            return true;
        } catch (DataConversionException | VerificationException | JacksonException e) {
            return false;
        }
    }

    private CredentialRecordImpl known(FactorStore.Key key) {
        AttestedCredentialData credential =
                credentials.convert(Base64.getUrlDecoder().decode(key.credential()));
        return new CredentialRecordImpl(
                null, null, null, null, key.signCount(), credential, null, null, null, null);
    }

    private static List<PublicKeyCredentialParameters> parameters() {
        return ALGORITHMS.stream()
                .map(algorithm ->
                        new PublicKeyCredentialParameters(
                                PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                .toList();
    }

    private static ServerProperty server(Site site, String challenge) {
        return ServerProperty.builder()
                .origin(new Origin(site.origin()))
                .rpId(site.rpId())
                .challenge(new DefaultChallenge(Base64.getUrlDecoder().decode(challenge)))
                .build();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
