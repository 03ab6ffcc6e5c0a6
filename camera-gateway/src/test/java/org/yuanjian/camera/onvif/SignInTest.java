package org.yuanjian.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.camera.onvif.FakeDevice.Answer;

@SuppressWarnings("NullAway.Init") // made before each test
class SignInTest {
    private static final String USER = "admin";
    private static final String PASSWORD = "p@ss:w/o%rd?";
    private static final String DIGEST = "Digest realm=\"cam\", nonce=\"%s\", qop=\"auth\"";
    private static final Answer INFORMATION =
            Answer.body(
                    "<tds:GetDeviceInformationResponse><tds:Manufacturer>Acme</tds:Manufacturer>"
                            + "<tds:Model>C1</tds:Model></tds:GetDeviceInformationResponse>");

    private FakeDevice device;

    @BeforeEach
    void start() throws Exception {
        device = new FakeDevice().answer("GetDeviceInformation", INFORMATION);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void noSignInNeeded_noneIsSent() throws Exception {
        OnvifDevice client = device.client(USER, PASSWORD);

        assertThat(client.information().model()).isEqualTo("C1");
        assertThat(device.signedIn()).isZero();
    }

    @Test
    void token_byTheDevicesOwnClock() throws Exception {
        Instant there = FakeDevice.NOW.plus(Duration.ofHours(8));
        device.answer("GetSystemDateAndTime", FakeDevice.time(there))
                .guard(FakeSignIn.token(USER, PASSWORD, there));
        OnvifDevice client = device.client(USER, PASSWORD);

        assertThat(client.information().manufacturer()).isEqualTo("Acme");
        assertThat(client.signIn()).isEqualTo(SignIn.TOKEN);
        assertThat(client.readClock().offset()).isEqualTo(Duration.ofHours(8));
        assertThat(client.readClock().isLocalTime()).isTrue();
    }

    @Test
    void token_clockWasSetSince_readAgainAndTriedOnceMore() throws Exception {
        device.guard(FakeSignIn.token(USER, PASSWORD, FakeDevice.NOW));
        OnvifDevice client = device.client(USER, PASSWORD);
        client.information();
        Instant later = FakeDevice.NOW.plusSeconds(300);
        device.answer("GetSystemDateAndTime", FakeDevice.time(later))
                .guard(FakeSignIn.token(USER, PASSWORD, later));

        assertThat(client.information().model()).isEqualTo("C1");
        assertThat(device.signedIn()).isEqualTo(3);
    }

    @Test
    void token_wrongPassword_refusedAfterOneTry() {
        device.guard(FakeSignIn.token(USER, "another", FakeDevice.NOW));

        OnvifException refusal = refusal(PASSWORD);

        assertThat(refusal.words()).isEqualTo("Sender not authorized");
        assertThat(device.signedIn()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DIGEST,
                "Digest realm=\"cam\", nonce=\"%s\"",
                "Digest realm=\"cam\", nonce=\"%s\", algorithm=MD5, qop=\"auth-int,auth\", opaque=\"\""
            })
    void digest_md5(String challenge) throws Exception {
        device.guard(FakeSignIn.digest(USER, PASSWORD, "n1", "MD5", challenge));
        OnvifDevice client = device.client(USER, PASSWORD);

        assertThat(client.information().model()).isEqualTo("C1");
        assertThat(client.signIn()).isEqualTo(SignIn.HTTP);
        client.information();
        assertThat(device.asked()).hasSize(4);
    }

    @Test
    void digest_severalChallenges_theStrongestIsAnswered() throws Exception {
        String challenges =
                "Basic realm=\"cam\", Digest realm=\"cam\", nonce=\"%1$s\", algorithm=MD5, qop=\"auth\","
                        + " Digest realm=\"cam\", nonce=\"%1$s\", algorithm=SHA-256, qop=\"auth\"";
        device.guard(FakeSignIn.digest(USER, PASSWORD, "n1", "SHA-256", challenges));

        assertThat(device.client(USER, PASSWORD).information().model()).isEqualTo("C1");
    }

    @Test
    void digest_chineseUser() throws Exception {
        device.guard(FakeSignIn.digest("管理员", "密码%", "n1", "MD5", DIGEST));

        assertThat(device.client("管理员", "密码%").information().model()).isEqualTo("C1");
    }

    @Test
    void digest_nonceRanOut_theNewOneIsUsed() throws Exception {
        device.guard(FakeSignIn.digest(USER, PASSWORD, "n1", "MD5", DIGEST));
        OnvifDevice client = device.client(USER, PASSWORD);
        client.information();
        device.guard(FakeSignIn.digest(USER, PASSWORD, "n2", "MD5", DIGEST));

        assertThat(client.information().model()).isEqualTo("C1");
    }

    @Test
    void digest_known_wrongPassword_refusedAfterOneTry() throws Exception {
        device.guard(FakeSignIn.digest(USER, PASSWORD, "n1", "MD5", DIGEST));
        OnvifDevice client = device.client(USER, PASSWORD);
        client.information();
        long before = device.signedIn();
        device.guard(FakeSignIn.digest(USER, "changed", "n1", "MD5", DIGEST));

        OnvifException e = catchThrowableOfType(OnvifException.class, client::information);

        assertThat(e.kind()).isEqualTo(OnvifException.Kind.REFUSED);
        assertThat(device.signedIn() - before).isEqualTo(1);
    }

    @Test
    void challengedByHttp_butOnlyTokensAreTaken() throws Exception {
        device.guard(request -> {
            Answer byToken = FakeSignIn.token(USER, PASSWORD, FakeDevice.NOW).apply(request);
            return byToken == null
                    ? null
                    : Answer.of(401, "").with("WWW-Authenticate", DIGEST.formatted("n1"));
        });
        OnvifDevice client = device.client(USER, PASSWORD);

        assertThat(client.information().model()).isEqualTo("C1");
        assertThat(client.signIn()).isEqualTo(SignIn.TOKEN);
    }

    @Test
    void wrongPassword_bothWaysAreTriedOnceAndNoMore() {
        device.guard(FakeSignIn.digest(USER, "another", "n1", "MD5", DIGEST));

        OnvifException refusal = refusal(PASSWORD);

        assertThat(refusal.kind()).isEqualTo(OnvifException.Kind.REFUSED);
        assertThat(device.signedIn()).isEqualTo(2);
    }

    @Test
    void withoutCredentials_refused() {
        device.guard(FakeSignIn.digest(USER, PASSWORD, "n1", "MD5", DIGEST));
        OnvifDevice client = device.client(DeviceTarget.at("127.0.0.1", device.port(), null));

        OnvifException e = catchThrowableOfType(OnvifException.class, client::information);

        assertThat(e.kind()).isEqualTo(OnvifException.Kind.REFUSED);
    }

    private OnvifException refusal(String password) {
        OnvifDevice client = device.client(USER, password);
        OnvifException e = catchThrowableOfType(OnvifException.class, client::information);
        assertThat(e.kind()).isEqualTo(OnvifException.Kind.REFUSED);
        assertThat(e).hasMessageNotContaining(password);
        return e;
    }
}
