package org.yuanjian.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDigestTest {
    private static final OnvifCredentials MUFASA = new OnvifCredentials("Mufasa", "Circle of Life");
    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    /// RFC 7616 §3.9.1.
    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void answer_exampleOfTheStandard(String algorithm, String response) {
        HttpChallenge challenge =
                HttpChallenge.strongest(
                                List.of(
                                        "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
                                                + algorithm
                                                + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""))
                        .orElseThrow();

        String answer = new HttpDigest(challenge).answer(MUFASA, "GET", "/dir/index.html", CNONCE);

        assertThat(answer)
                .contains(
                        "response=\"" + response + "\"",
                        "qop=auth, nc=00000001",
                        "algorithm=" + algorithm,
                        "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
    }

    /// RFC 2617 §3.5, without what it did not have in RFC 2069.
    @Test
    void answer_withoutQop() {
        HttpChallenge challenge =
                HttpChallenge.strongest(
                                List.of(
                                        "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\""))
                        .orElseThrow();

        String answer =
                new HttpDigest(challenge)
                        .answer(
                                new OnvifCredentials("Mufasa", "Circle Of Life"),
                                "GET",
                                "/dir/index.html",
                                "0a4f113b");

        assertThat(answer)
                .contains("response=\"670fd8c2df070c60b045671b8b24ff02\"")
                .doesNotContain("qop", "cnonce", "nc=");
    }

    @Test
    void answer_basic() {
        HttpChallenge challenge =
                HttpChallenge.strongest(List.of("Basic realm=\"WallyWorld\"")).orElseThrow();

        assertThat(
                        new HttpDigest(challenge)
                                .answer(
                                        new OnvifCredentials("Aladdin", "open sesame"),
                                        "GET",
                                        "/",
                                        ""))
                .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void answer_quotesInTheUser_escaped() {
        HttpChallenge challenge =
                HttpChallenge.strongest(List.of("Digest realm=\"a\\\"b\", nonce=\"n\""))
                        .orElseThrow();

        assertThat(
                        new HttpDigest(challenge)
                                .answer(new OnvifCredentials("a\"\\", "p"), "GET", "/", ""))
                .contains("username=\"a\\\"\\\\\"", "realm=\"a\\\"b\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Digest realm=x, nonce=n, algorithm=SHA-512-256 | 0",
                "Digest realm=x, nonce=n, qop=auth-int | 0",
                "Digest realm=x | 0",
                "Negotiate | 0",
                "Bearer realm=x, Basic realm=y | 1",
                "digest REALM = \"x\" ,nonce= n | 1"
            })
    void strongest_onlyWhatCanBeAnswered(String field, int found) {
        assertThat(HttpChallenge.strongest(List.of(field)).stream()).hasSize(found);
    }
}
