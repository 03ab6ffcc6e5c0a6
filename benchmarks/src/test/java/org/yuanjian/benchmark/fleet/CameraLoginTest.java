package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.yuanjian.benchmark.fleet.CameraLogin.Verdict;
import org.yuanjian.media.rtsp.RtspHeaders;
import org.yuanjian.media.rtsp.RtspRequest;

class CameraLoginTest {
    private static final CameraCredentials USER = new CameraCredentials("管理员", "a:b@密码");

    private static RtspRequest describe(String authorization) {
        RtspHeaders headers = new RtspHeaders().add("Authorization", authorization);
        return new RtspRequest("DESCRIBE", "rtsp://127.20.1.1/stream/101", headers);
    }

    private static String basic(String user) {
        byte[] token = user.getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(token);
    }

    @Test
    void check_basicInUtf8_isWelcome() {
        CameraLogin login = new CameraLogin(CameraProfile.Login.BASIC, USER, "n");
        assertThat(login.check(describe(basic("管理员:a:b@密码")))).isEqualTo(Verdict.WELCOME);
        assertThat(login.check(describe(basic("管理员:other")))).isEqualTo(Verdict.WRONG);
        assertThat(login.check(describe(""))).isEqualTo(Verdict.ASK);
    }

    @Test
    void check_digestExample_isWelcome() {
        // RFC 2069: HA1 = MD5(u:Camera:p), HA2 = MD5(DESCRIBE:/x), response = MD5(HA1:n:HA2).
        CameraCredentials user = new CameraCredentials("u", "p");
        CameraLogin login = new CameraLogin(CameraProfile.Login.DIGEST_MD5_NO_QOP, user, "n");
        String answer =
                "Digest username=\"u\", realm=\"Camera\", nonce=\"n\", uri=\"/x\","
                        + " response=\"RESPONSE\"";
        assertThat(login.check(describe(answer.replace("nonce=\"n\"", "nonce=\"old\""))))
                .isEqualTo(Verdict.ASK);
        assertThat(login.check(describe(answer))).isEqualTo(Verdict.WRONG);
        assertThat(login.check(describe(answer.replace("RESPONSE", response()))))
                .isEqualTo(Verdict.WELCOME);
    }

    private static String response() {
        String ha1 = md5("u:Camera:p");
        return md5(ha1 + ":n:" + md5("DESCRIBE:/x"));
    }

    private static String md5(String text) {
        try {
            byte[] digest =
                    java.security.MessageDigest.getInstance("MD5")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return java.util.HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void challenges_cameraWithAll_namesTheStrongestFirst() {
        CameraLogin login = new CameraLogin(CameraProfile.Login.ALL, USER, "n");
        assertThat(login.challenges(true)).hasSize(3);
        assertThat(login.challenges(true).getFirst()).contains("SHA-256").contains("stale=true");
    }
}
