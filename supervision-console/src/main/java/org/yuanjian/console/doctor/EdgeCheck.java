package org.yuanjian.console.doctor;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.console.tls.CertificateFiles;

/// Looks for what is weak where people and networks reach the gateway.
final class EdgeCheck {
    private static final Duration SOON = Duration.ofDays(30);
    private static final Set<String> FORWARDED = Set.of("native", "framework");

    private final YuanjianSettings settings;
    private final UnaryOperator<String> properties;
    private final InstantSource clock;

    /// @param properties any setting by its name; empty where it is not set
    EdgeCheck(YuanjianSettings settings, UnaryOperator<String> properties, InstantSource clock) {
        this.settings = settings;
        this.properties = properties;
        this.clock = clock;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(tls());
        findings.add(cookies());
        findings.add(management());
        findings.add(passkeys());
        findings.add(webhooks());
        if (FORWARDED.contains(properties.apply("server.forward-headers-strategy"))) {
            findings.add(
                    Finding.bad(
                            "whoever is in a private network is believed where a call comes from:"
                                    + " take server.forward-headers-strategy out, name your"
                                    + " proxies in yuanjian.proxies"));
        }
        if (settings.demo()) {
            findings.add(
                    Finding.bad(
                            "this is a demo, its password stands in ready.json: take"
                                    + " yuanjian.demo out before people work with it"));
        }
        return findings;
    }

    private boolean isLocal() {
        return isLoopback(properties.apply("server.address"));
    }

    private static boolean isLoopback(String address) {
        try {
            return address.equals("localhost")
                    || InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isBehindProxy() {
        return !settings.proxies().isEmpty();
    }

    private Finding tls() {
        if (settings.tls().isOn()) {
            return certificate();
        } else if (isBehindProxy()) {
            return Finding.ok("TLS is left to a proxy");
        } else if (isLocal()) {
            return Finding.ok("no TLS, for this machine alone");
        }
        return Finding.bad(
                "no TLS, passwords and pictures can be read on the way: set"
                        + " yuanjian.tls.certificate and yuanjian.tls.key");
    }

    private Finding certificate() {
        try {
            Instant until = CertificateFiles.until(settings.tls());
            Duration left = Duration.between(clock.instant(), until);
            if (left.isNegative()) {
                return Finding.bad(
                        "the certificate ended at " + until + ": put a new one in place");
            }
            return left.compareTo(SOON) < 0
                    ? Finding.note("the certificate ends at " + until + ": have a new one ready")
                    : Finding.ok("TLS with a certificate until " + until);
        } catch (IllegalArgumentException e) {
            return Finding.bad(e.getMessage() + ": the gateway will not start with these files");
        }
    }

    /// They are whenever the console knows that it was asked over TLS.
    private Finding cookies() {
        boolean isForced = properties.apply("server.servlet.session.cookie.secure").equals("true");
        if (settings.tls().isOn() || isBehindProxy() || isForced) {
            return Finding.ok("the cookie of a session is Secure");
        }
        return isLocal()
                ? Finding.ok("the cookie of a session stays on this machine")
                : Finding.bad(
                        "the cookie of a session is not Secure, who reads it on the way is"
                                + " signed in: set up TLS, here or in a proxy with"
                                + " yuanjian.proxies");
    }

    private Finding management() {
        String address = settings.management().address();
        return isLoopback(address)
                ? Finding.ok("health and metrics are for this machine alone")
                : Finding.note(
                        "health and metrics are open at "
                                + address
                                + " to who has the token, without TLS: keep others off port "
                                + settings.management().port());
    }

    /// W3C WebAuthn §5.1.3: a domain, in a secure context.
    private Finding passkeys() {
        String domain = properties.apply("yuanjian.account.rp-id");
        boolean isSecure = settings.tls().isOn() || isBehindProxy();
        if (domain.equals("localhost") || (isName(domain) && isSecure)) {
            return Finding.ok("passkeys for " + domain);
        } else if (domain.isEmpty() && isSecure) {
            return Finding.note(
                    "passkeys work where the console is opened by a name, not by a bare"
                            + " address: set yuanjian.account.rp-id to that name");
        } else if (domain.isEmpty()) {
            return Finding.note(
                    "passkeys work at localhost only, others take one-time codes:"
                            + " passkeys need a name and TLS");
        }
        return Finding.bad(
                "passkeys cannot work for "
                        + domain
                        + ": yuanjian.account.rp-id is a name, and the console needs TLS");
    }

    private static boolean isName(String domain) {
        return domain.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z][A-Za-z0-9-]*");
    }

    private Finding webhooks() {
        if (settings.webhook().networks().isEmpty()) {
            return Finding.ok("no webhooks");
        }
        return settings.demo()
                ? Finding.note("webhooks may go out without TLS, as this is a demo")
                : Finding.ok("webhooks go out over TLS only");
    }
}
