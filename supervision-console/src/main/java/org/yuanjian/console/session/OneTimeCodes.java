package org.yuanjian.console.session;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/// Codes of six digits that change every thirty seconds (RFC 6238). Any thread.
final class OneTimeCodes {
    private static final int SECRET_BYTES = 20;

    /// A clock may be one step off either way: RFC 6238 §5.2.
    private static final int STEPS_OFF = 1;

    private final TimeBasedOneTimePasswordGenerator generator =
            new TimeBasedOneTimePasswordGenerator();
    private final InstantSource clock;

    OneTimeCodes(InstantSource clock) {
        this.clock = clock;
    }

    /// A secret as apps take it: base 32.
    static String freshSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new Base32().encodeAsString(secret);
    }

    /// The address an app reads from a picture.
    static String uri(String account, String secret) {
        String label = URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/Yuanjian:" + label + "?secret=" + secret + "&issuer=Yuanjian";
    }

    /// The step the code belongs to; empty for a wrong one.
    OptionalLong step(String secret, String code) {
        Instant now = clock.instant();
        long stepSeconds = generator.getTimeStep().toSeconds();
        for (int off = -STEPS_OFF; off <= STEPS_OFF; off++) {
            Instant at = now.plusSeconds(off * stepSeconds);
            if (equal(code(secret, at), code)) {
                return OptionalLong.of(at.getEpochSecond() / stepSeconds);
            }
        }
        return OptionalLong.empty();
    }

    /// The code of a moment.
    String code(String secret, Instant at) {
        try {
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(new Base32().decode(secret), generator.getAlgorithm()), at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
