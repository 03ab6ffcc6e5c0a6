package org.yuanjian.console.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A server that answers what a test tells it to.
final class LyingProvider implements AutoCloseable {
    static final String CLIENT = "console";
    static final String NONCE = "n".repeat(43);
    static final String DISCOVERY = "/.well-known/openid-configuration";

    private static final int RSA_BITS = 2_048;
    private static final String KEY_ID = "one";

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> states = new ConcurrentHashMap<>();

    LyingProvider() throws IOException, JOSEException {
        key = new RSAKeyGenerator(RSA_BITS).keyID(KEY_ID).generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        discovery(issuer(), issuer() + "/token");
        says("/keys", new JWKSet(key.toPublicJWK()).toString());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = answers.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Location", issuer() + "/moved");
        exchange.sendResponseHeaders(states.getOrDefault(path, 200), body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            // Who asked has heard enough.
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void says(String path, String json) {
        answers.put(path, json);
    }

    void answers(String path, int status) {
        states.put(path, status);
    }

    void discovery(String issuer, String token) {
        says(
                DISCOVERY,
                """
                {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s",
                 "jwks_uri":"%s/keys","response_types_supported":["code"],
                 "subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}
                """
                        .formatted(issuer, issuer(), token, issuer()));
    }

    /// A token that holds, to be spoilt.
    JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("lin")
                .audience(CLIENT)
                .claim("nonce", NONCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)));
    }

    void gives(JWTClaimsSet claims) throws JOSEException {
        gives(signed(claims, key));
    }

    /// By somebody else who calls the key by the same name.
    void givesForged(JWTClaimsSet claims) throws JOSEException {
        gives(signed(claims, new RSAKeyGenerator(RSA_BITS).keyID(KEY_ID).generate()));
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY_ID).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    void givesUnsigned(JWTClaimsSet claims) {
        gives(new PlainJWT(claims).serialize());
    }

    /// With the public key, which everybody knows, as if it were a secret.
    void givesSealedWithPublicKey(JWTClaimsSet claims) throws JOSEException {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KEY_ID).build(), claims);
        token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        gives(token.serialize());
    }

    private void gives(String token) {
        says(
                "/token",
                """
                {"access_token":"a","token_type":"Bearer","expires_in":60,"id_token":"%s"}
                """
                        .formatted(token));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
