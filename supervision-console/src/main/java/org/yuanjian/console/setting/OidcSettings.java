package org.yuanjian.console.setting;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Another service people may sign in with, by OpenID Connect, under `yuanjian.oidc.`.
///
/// @param issuer as the service names itself; empty: none
/// @param clientId what we are called there
/// @param clientSecret never shown; empty for a public client
/// @param name of the service, for people
/// @param trustSecondFactor whether it asks for a second factor, so that we need not
/// @param networks networks it may be in
public record OidcSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("OpenID Connect") String name,
        @DefaultValue("false") boolean trustSecondFactor,
        @DefaultValue({"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"})
                List<String> networks) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_ISSUER = 200;

    public OidcSettings {
        networks = List.copyOf(networks);
        if (!issuer.isEmpty() && !isIssuer(issuer)) {
            throw new IllegalArgumentException(
                    "yuanjian.oidc.issuer: https://… without query, http on this machine only");
        }
        if (!issuer.isEmpty() && clientId.isBlank()) {
            throw new IllegalArgumentException("yuanjian.oidc.client-id must be set");
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("yuanjian.oidc.name: 1 to 40 characters");
        }
    }

    // OpenID Connect Core 1.0 §2: an issuer has neither query nor fragment.
    private static boolean isIssuer(String text) {
        try {
            URI issuer = new URI(text);
            return text.length() <= LONGEST_ISSUER
                    && isSafe(issuer)
                    && issuer.getRawUserInfo() == null
                    && issuer.getRawQuery() == null
                    && issuer.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /// Whether nobody on the way can change what is said there.
    public static boolean isSafe(URI address) {
        String host = address.getHost();
        return host != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(host)));
    }

    public boolean isOn() {
        return !issuer.isEmpty();
    }

    /// How an account is bound: with the issuer, as another one's subjects are other people.
    public String bound(String subject) {
        return issuer + "|" + subject;
    }

    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
