package org.yuanjian.camera.onvif;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/// The header that signs a request in: a digest of the password, a nonce and the time by the
/// device's own clock (Web Services Security UsernameToken Profile 1.1 §3.1).
record UsernameToken(String user, String digest, String nonce, String created) {
    private static final String EXTENSION =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String UTILITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static final String PASSWORD_DIGEST =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest";
    private static final String BASE64 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";

    /// @param now by the device's clock
    /// @param nonce fresh and unpredictable
    static UsernameToken of(OnvifCredentials credentials, Instant now, byte[] nonce) {
        String created = now.truncatedTo(ChronoUnit.SECONDS).toString();
        Base64.Encoder base64 = Base64.getEncoder();
        return new UsernameToken(
                credentials.user(),
                base64.encodeToString(digest(nonce, created, credentials.password())),
                base64.encodeToString(nonce),
                created);
    }

    private static byte[] digest(byte[] nonce, String created, String password) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            sha1.update(password.getBytes(StandardCharsets.UTF_8));
            return sha1.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void write(XmlWriter xml) {
        xml.open(
                        "wsse:Security",
                        "xmlns:wsse",
                        EXTENSION,
                        "xmlns:wsu",
                        UTILITY,
                        "s:mustUnderstand",
                        "1")
                .open("wsse:UsernameToken")
                .text("wsse:Username", user)
                .text("wsse:Password", digest, "Type", PASSWORD_DIGEST)
                .text("wsse:Nonce", nonce, "EncodingType", BASE64)
                .text("wsu:Created", created)
                .close()
                .close();
    }

    @Override
    public String toString() {
        return "UsernameToken";
    }
}
