package org.yuanjian.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.relay.http.SelfSigned;

class EdgeCheckTest {
    private final Instant now = Instant.now();

    @TempDir Path folder;

    private static YuanjianSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("yuanjian", Bindable.of(YuanjianSettings.class));
    }

    private static List<String> found(Instant now, String... pairs) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        return new EdgeCheck(
                        settings(properties),
                        name -> properties.getOrDefault(name, ""),
                        InstantSource.fixed(now))
                .findings().stream().map(Finding::toString).toList();
    }

    @Test
    void findings_nothingSet_nameWhatIsWeak() {
        assertThat(found(now))
                .anyMatch(line -> line.startsWith("BAD no TLS"))
                .anyMatch(line -> line.startsWith("BAD the cookie of a session is not Secure"))
                .anyMatch(line -> line.startsWith("OK health and metrics"))
                .anyMatch(line -> line.startsWith("NOTE passkeys work at localhost only"))
                .anyMatch(line -> line.startsWith("OK no webhooks"));
    }

    @Test
    void findings_forThisMachineOrBehindAProxy_areGood() {
        assertThat(found(now, "server.address", "127.0.0.1"))
                .noneMatch(line -> line.startsWith("BAD"));
        assertThat(found(now, "yuanjian.proxies", "192.0.2.1"))
                .contains("OK TLS is left to a proxy")
                .noneMatch(line -> line.startsWith("BAD"));
        assertThat(found(now, "server.forward-headers-strategy", "native"))
                .anyMatch(line -> line.startsWith("BAD whoever is in a private network"));
    }

    @Test
    void findings_certificate_sayUntilWhen() throws Exception {
        SelfSigned pair = SelfSigned.create("one");
        Path certificate = folder.resolve("node.pem");
        Path key = folder.resolve("node.key");
        Files.writeString(certificate, pair.certificatePem());
        Files.writeString(key, pair.keyPem());
        String[] tls = {
            "yuanjian.tls.certificate", certificate.toString(), "yuanjian.tls.key", key.toString()
        };

        assertThat(found(now.minusSeconds(40 * 86_400L), tls))
                .anyMatch(line -> line.startsWith("OK TLS with a certificate until"))
                .contains("OK the cookie of a session is Secure");
        assertThat(found(now, tls)).anyMatch(line -> line.startsWith("NOTE the certificate ends"));
        assertThat(found(now.plusSeconds(2 * 86_400L), tls))
                .anyMatch(line -> line.startsWith("BAD the certificate ended"));
        Files.writeString(key, SelfSigned.create("two").keyPem());
        assertThat(found(now, tls))
                .anyMatch(line ->
                        line.startsWith("BAD")
                                && line.contains("the key is not that of the certificate"));
    }

    @Test
    void findings_management_openToOthers_isNoted() {
        assertThat(
                        found(
                                now,
                                "yuanjian.management.address",
                                "192.0.2.1",
                                "yuanjian.management.token",
                                "a-token-of-sixteen"))
                .anyMatch(line -> line.startsWith("NOTE health and metrics are open at 192.0.2.1"))
                .noneMatch(line -> line.contains("a-token-of-sixteen"));
    }

    @Test
    void findings_passkeys_needANameAndTls() {
        String id = "yuanjian.account.rp-id";
        String proxy = "yuanjian.proxies";

        assertThat(found(now, id, "localhost")).contains("OK passkeys for localhost");
        assertThat(found(now, id, "yuanjian.example", proxy, "192.0.2.1"))
                .contains("OK passkeys for yuanjian.example");
        assertThat(found(now, id, "yuanjian.example"))
                .anyMatch(line -> line.startsWith("BAD passkeys cannot work"));
        assertThat(found(now, id, "192.0.2.7", proxy, "192.0.2.1"))
                .anyMatch(line -> line.startsWith("BAD passkeys cannot work"));
        assertThat(found(now, proxy, "192.0.2.1"))
                .anyMatch(line -> line.startsWith("NOTE passkeys work where"));
    }

    @Test
    void findings_demo_isNothingForPeople() {
        assertThat(found(now, "yuanjian.demo", "true", "yuanjian.webhook.networks", "10.0.0.0/8"))
                .anyMatch(line -> line.startsWith("BAD this is a demo"))
                .anyMatch(line -> line.startsWith("NOTE webhooks may go out without TLS"));
    }
}
