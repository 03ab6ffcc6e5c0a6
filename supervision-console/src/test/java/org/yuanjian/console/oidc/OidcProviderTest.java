package org.yuanjian.console.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.console.oidc.OidcException.Kind;
import org.yuanjian.console.setting.OidcSettings;

/// What a service says that lies, or is not the one it should be.
final class OidcProviderTest {
    private static final OidcRequest REQUEST =
            new OidcRequest(
                    "s".repeat(43),
                    LyingProvider.NONCE,
                    "v".repeat(43),
                    URI.create("https://console.example/api/oidc/callback"));

    private LyingProvider liar;
    private OidcProvider provider;

    @BeforeEach
    void start() throws Exception {
        liar = new LyingProvider();
        provider = provider(Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        provider.close();
        liar.close();
    }

    private OidcProvider provider(InstantSource clock) {
        return new OidcProvider(settings(liar.issuer()), address -> true, clock);
    }

    private static OidcSettings settings(String issuer) {
        return new OidcSettings(issuer, LyingProvider.CLIENT, "secret", "one", false, List.of());
    }

    private Kind refused() {
        return kind(provider);
    }

    private static Kind kind(OidcProvider provider) {
        return catchThrowableOfType(OidcException.class, () -> provider.subject("code", REQUEST))
                .kind();
    }

    @Test
    void subject_ofATokenThatHolds_isBoundToTheIssuer() throws Exception {
        liar.gives(liar.claims().build());

        assertThat(provider.subject("code", REQUEST)).isEqualTo(liar.issuer() + "|lin");
    }

    @Test
    void subject_signedByNobodyOrAnother_isRefused() throws Exception {
        JWTClaimsSet claims = liar.claims().build();

        liar.givesForged(claims);
        assertThat(refused()).isEqualTo(Kind.OIDC_TOKEN);
        liar.givesUnsigned(claims);
        assertThat(refused()).isEqualTo(Kind.OIDC_TOKEN);
        liar.givesSealedWithPublicKey(claims);
        assertThat(refused()).isEqualTo(Kind.OIDC_TOKEN);
    }

    @Test
    void subject_claimsOfAnother_areRefused() throws Exception {
        Instant old = Instant.now().minus(Duration.ofHours(1));
        List<JWTClaimsSet> spoilt =
                List.of(
                        liar.claims().issuer("https://other.example").build(),
                        liar.claims().audience("other").build(),
                        liar.claims().audience(List.of(LyingProvider.CLIENT, "other")).build(),
                        liar.claims().claim("nonce", "other").build(),
                        liar.claims().claim("nonce", null).build(),
                        liar.claims().expirationTime(Date.from(old)).build(),
                        liar.claims().subject("x".repeat(256)).build());
        for (JWTClaimsSet claims : spoilt) {
            liar.gives(claims);

            assertThat(refused()).as(claims.toString()).isEqualTo(Kind.OIDC_TOKEN);
        }
    }

    @Test
    void subject_answerThatIsNone_isRefused() {
        for (String answer : List.of("", "{", "[]", "{\"id_token\":\"x\"}", "null", "<html>")) {
            liar.says("/token", answer);

            assertThat(refused()).as(answer).isEqualTo(Kind.OIDC_TOKEN);
        }
        liar.says("/token", "{\"error\":\"invalid_grant\"}");
        liar.answers("/token", 400);
        assertThat(refused()).isEqualTo(Kind.OIDC_TOKEN);
    }

    @Test
    void subject_longerThanAnyAnswer_isNotRead() throws Exception {
        liar.says("/token", "x".repeat(ProviderCalls.LONGEST_ANSWER + 1));
        assertThat(refused()).isEqualTo(Kind.OIDC_UNREACHABLE);

        liar.gives(liar.claims().build());
        liar.says("/keys", "{\"keys\":[" + " ".repeat(ProviderCalls.LONGEST_ANSWER) + "]}");
        assertThat(refused()).isEqualTo(Kind.OIDC_UNREACHABLE);
    }

    @Test
    void subject_redirectedOrFailing_isUnreachable() throws Exception {
        liar.gives(liar.claims().build());
        liar.says("/moved", "{}");
        liar.answers("/token", 503);
        assertThat(refused()).isEqualTo(Kind.OIDC_UNREACHABLE);
        liar.answers("/token", 200);
        liar.answers("/keys", 302);
        assertThat(refused()).isEqualTo(Kind.OIDC_UNREACHABLE);
    }

    @Test
    void discovery_anotherIssuerOrNoTls_isRefused() {
        liar.discovery("https://other.example", liar.issuer() + "/token");
        assertThat(refused()).isEqualTo(Kind.OIDC_UNREACHABLE);
        liar.discovery(liar.issuer(), "http://other.example/token");
        assertThat(refused()).isEqualTo(Kind.OIDC_UNREACHABLE);
        liar.says(LyingProvider.DISCOVERY, "{");
        assertThat(refused()).isEqualTo(Kind.OIDC_UNREACHABLE);
        liar.answers(LyingProvider.DISCOVERY, 302);
        assertThat(refused()).isEqualTo(Kind.OIDC_UNREACHABLE);
    }

    @Test
    void discovery_outsideTheNetworks_isNotDialled() {
        try (OidcProvider fenced =
                new OidcProvider(settings(liar.issuer()), address -> false, Clock.systemUTC())) {
            assertThat(kind(fenced)).isEqualTo(Kind.OIDC_UNREACHABLE);
        }
    }

    @Test
    void discovery_nobodyThere_isUnreachable() {
        liar.close();

        assertThat(
                        catchThrowableOfType(OidcException.class, () -> provider.address(REQUEST))
                                .kind())
                .isEqualTo(Kind.OIDC_UNREACHABLE);
    }

    @Test
    void discovery_afterAnHour_isAskedAnew() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        try (OidcProvider aging = provider(now::get)) {
            assertThat(aging.address(REQUEST).getPath()).isEqualTo("/authorize");
            liar.says(LyingProvider.DISCOVERY, "{");
            now.set(Instant.EPOCH.plus(Duration.ofMinutes(59)));
            assertThat(aging.address(REQUEST).getPath()).isEqualTo("/authorize");
            now.set(Instant.EPOCH.plus(Duration.ofMinutes(60)));
            assertThat(catchThrowableOfType(OidcException.class, () -> aging.address(REQUEST)))
                    .isNotNull();
        }
    }
}
