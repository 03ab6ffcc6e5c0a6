package org.yuanjian.camera.onvif;

import java.net.URI;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.onvif.OnvifException.Kind;

/// HTTP with one device: follows redirects as long as they stay with it, and answers challenges. A
/// 401 to credentials for the nonce just given is a refusal and ends the trying. Not for several
/// threads at once.
final class DeviceHttp {
    private static final int MAX_EXCHANGES = 6;

    private final HttpCaller caller;
    private final @Nullable OnvifCredentials credentials;
    private final RandomGenerator random;
    private final Map<URI, URI> moved = new HashMap<>();
    private @Nullable HttpDigest known;

    /// @param random unpredictable
    DeviceHttp(HttpCaller caller, @Nullable OnvifCredentials credentials, RandomGenerator random) {
        this.caller = caller;
        this.credentials = credentials;
        this.random = random;
    }

    /// Without credentials; the answer may be a challenge.
    HttpAnswer plain(HttpCall call) throws OnvifException {
        for (int i = 0; i < MAX_EXCHANGES; i++) {
            HttpAnswer answer = caller.call(there(call));
            if (!answer.isRedirect()) {
                return answer;
            }
            follow(call, answer);
        }
        throw OnvifException.malformed("redirected in circles");
    }

    /// With credentials, in the way the device asks for.
    ///
    /// @throws OnvifException REFUSED if there are none, if the device offers no way that is spoken
    ///   here, or if it does not take them
    HttpAnswer signedIn(HttpCall call) throws OnvifException {
        HttpDigest digest = known;
        for (int i = 0; i < MAX_EXCHANGES; i++) {
            HttpCall at = there(call);
            HttpAnswer answer = caller.call(digest == null ? at : authorized(at, digest));
            if (answer.isRedirect()) {
                follow(call, answer);
            } else if (answer.status() == HttpAnswer.UNAUTHORIZED) {
                digest = next(digest, answer);
            } else {
                known = digest;
                return answer;
            }
        }
        throw OnvifException.malformed("challenged in circles");
    }

    private HttpDigest next(@Nullable HttpDigest used, HttpAnswer answer) throws OnvifException {
        Optional<HttpChallenge> challenge = HttpChallenge.strongest(answer.challenges());
        if (credentials == null || challenge.isEmpty()) {
            throw refused(answer);
        }
        if (used != null && !mayTryAgain(used, challenge.get())) {
            known = null;
            throw refused(answer);
        }
        return new HttpDigest(challenge.get());
    }

    /// A nonce that was used before may have run out, whether the device says so or not.
    private boolean mayTryAgain(HttpDigest used, HttpChallenge now) {
        String nonce = now.parameter("nonce");
        boolean isOther = !nonce.equals(used.challenge().parameter("nonce"));
        return isOther && (now.isStale() || used == known);
    }

    private HttpCall authorized(HttpCall call, HttpDigest digest) {
        if (credentials == null) {
            return call;
        }
        byte[] cnonce = new byte[8];
        random.nextBytes(cnonce);
        String hex = HexFormat.of().formatHex(cnonce);
        return call.with(
                "Authorization", digest.answer(credentials, call.method(), call.target(), hex));
    }

    private HttpCall there(HttpCall call) {
        return call.to(moved.getOrDefault(call.uri(), call.uri()));
    }

    /// Notes where a request is sent from now on. Credentials follow only to the same machine.
    private void follow(HttpCall call, HttpAnswer answer) throws OnvifException {
        URI from = there(call).uri();
        Optional<URI> to = DeviceAddresses.parse(answer.field("Location")).map(from::resolve);
        if (to.isEmpty()
                || !caller.resolve(to.get())
                        .getAddress()
                        .equals(caller.resolve(from).getAddress())) {
            throw new OnvifException(Kind.NOT_ALLOWED, "a redirect to somewhere else");
        }
        moved.put(call.uri(), to.get());
    }

    private OnvifException refused(HttpAnswer answer) {
        return new OnvifException(
                Kind.REFUSED,
                credentials == null ? "the device wants credentials" : "credentials refused",
                SoapEnvelope.wordsOf(answer.body()));
    }
}
