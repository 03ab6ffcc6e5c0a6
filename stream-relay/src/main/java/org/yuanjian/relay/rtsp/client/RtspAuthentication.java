package org.yuanjian.relay.rtsp.client;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yuanjian.relay.rtsp.client.AuthChallenges.Challenge;

/// Answers a camera's challenges on one connection: Digest SHA-256 before Digest MD5 before Basic.
final class RtspAuthentication {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RtspAddress address;
    private @Nullable DigestChallenge digest;
    private boolean basic;

    RtspAuthentication(RtspAddress address) {
        this.address = address;
    }

    /// Takes the challenges of a 401.
    ///
    /// @param hadCredentials whether the refused request carried an answer to the latest challenge
    /// @return whether it is worth asking again; false is a refusal: there is nothing else to say
    boolean challenged(List<String> fields, boolean hadCredentials) {
        List<Challenge> challenges = AuthChallenges.parse(fields);
        List<DigestChallenge> digests =
                challenges.stream()
                        .filter(challenge -> challenge.scheme().equals("digest"))
                        .flatMap(challenge -> DigestChallenge.of(challenge.parameters()).stream())
                        .toList();
        boolean stale = digests.stream().anyMatch(DigestChallenge::isStale);
        if (!address.hasCredentials() || (hadCredentials && !stale)) {
            return false;
        }
        digest =
                digests.stream()
                        .filter(DigestChallenge::isSha256)
                        .findFirst()
                        .orElse(digests.isEmpty() ? null : digests.getFirst());
        basic = challenges.stream().anyMatch(challenge -> challenge.scheme().equals("basic"));
        return digest != null || basic;
    }

    /// The Authorization field of the next request; empty before the first challenge.
    Optional<String> authorization(String method, String uri) {
        DigestChallenge challenge = digest;
        if (challenge != null) {
            return Optional.of(
                    challenge.answer(address.user(), address.password(), method, uri, cnonce()));
        }
        return basic ? Optional.of("Basic " + basicToken()) : Optional.empty();
    }

    private String basicToken() {
        String pair = address.user() + ":" + address.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String cnonce() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
