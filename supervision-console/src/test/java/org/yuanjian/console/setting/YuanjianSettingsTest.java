package org.yuanjian.console.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

final class YuanjianSettingsTest {
    /// Every property, each with another value than its default.
    private static final Map<String, String> ALL = new LinkedHashMap<>();

    private static final LedgerSettings NO_SECOND_PLACE =
            new LedgerSettings(
                    "",
                    List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
                    new LedgerSettings.Bucket("", "us-east-1", "", ""));
    private static final RelaySettings RELAY =
            new RelaySettings(
                    9001,
                    9002,
                    9003,
                    "10.0.0.5",
                    List.of("10.0.0.5", "192.168.1.5"),
                    "https://media.example",
                    "https://console.example",
                    Duration.ofSeconds(20),
                    List.of("*/sub"),
                    2,
                    DataSize.ofMegabytes(4),
                    20,
                    List.of("10.20.0.0/16"),
                    DataSize.ofMegabytes(1),
                    100,
                    Duration.ofSeconds(40),
                    3,
                    640);
    private static final YuanjianSettings.Account ACCOUNT =
            new YuanjianSettings.Account(
                    "duty",
                    3,
                    Duration.ofMinutes(20),
                    Duration.ofHours(8),
                    Duration.ofMinutes(10),
                    false,
                    "yuanjian.example");
    private static final VerifierSettings FACE =
            new VerifierSettings(
                    Path.of("/etc/yuanjian/face-models.properties"),
                    3,
                    Duration.ofSeconds(4),
                    0.45,
                    0.2);
    private static final LedgerSettings LEDGER =
            new LedgerSettings(
                    "s3://heads/one",
                    List.of("10.9.0.0/16"),
                    new LedgerSettings.Bucket(
                            "https://s3.example", "cn-south-1", "reader", "secret of s3"));

    static {
        ALL.put("yuanjian.roles", "relay");
        ALL.put("yuanjian.node", "meizhou-2");
        ALL.put("yuanjian.data", "/var/lib/yuanjian");
        ALL.put("yuanjian.points", "/etc/yuanjian/points.csv");
        ALL.put("yuanjian.regions", "/etc/yuanjian/regions.csv");
        ALL.put("yuanjian.cameras", "/etc/yuanjian/cameras.csv");
        ALL.put("yuanjian.models", "/var/lib/models");
        ALL.put("yuanjian.face.manifest", "/etc/yuanjian/face-models.properties");
        ALL.put("yuanjian.face.workers", "3");
        ALL.put("yuanjian.face.patience", "4s");
        ALL.put("yuanjian.face.same-from", "0.45");
        ALL.put("yuanjian.face.different-below", "0.2");
        ALL.put("yuanjian.proxies", "10.0.0.1");
        ALL.put("yuanjian.demo", "true");
        ALL.put("yuanjian.vault.keys", "k1 x");
        ALL.put("yuanjian.database.url", "jdbc:postgresql://db/yuanjian");
        ALL.put("yuanjian.database.user", "yuanjian");
        ALL.put("yuanjian.database.password", "secret");
        ALL.put("yuanjian.database.connections", "10");
        ALL.put("yuanjian.database.owner", "chief");
        ALL.put("yuanjian.database.owner-password", "secret of the owner");
        ALL.put("yuanjian.ledger.second-place", "s3://heads/one");
        ALL.put("yuanjian.ledger.networks", "10.9.0.0/16");
        ALL.put("yuanjian.ledger.bucket.endpoint", "https://s3.example");
        ALL.put("yuanjian.ledger.bucket.region", "cn-south-1");
        ALL.put("yuanjian.ledger.bucket.access-key", "reader");
        ALL.put("yuanjian.ledger.bucket.secret-key", "secret of s3");
        ALL.put("yuanjian.account.user", "duty");
        ALL.put("yuanjian.account.failures", "3");
        ALL.put("yuanjian.account.lock", "20m");
        ALL.put("yuanjian.account.idle", "10m");
        ALL.put("yuanjian.account.second-factor", "false");
        ALL.put("yuanjian.account.rp-id", "yuanjian.example");
        ALL.put("yuanjian.account.session", "8h");
        ALL.put("yuanjian.oidc.issuer", "https://sso.example/realm");
        ALL.put("yuanjian.oidc.client-id", "console");
        ALL.put("yuanjian.oidc.client-secret", "secret of the client");
        ALL.put("yuanjian.oidc.name", "统一认证");
        ALL.put("yuanjian.oidc.trust-second-factor", "true");
        ALL.put("yuanjian.oidc.networks", "10.8.0.0/16");
        ALL.put("yuanjian.ticket.life", "10s");
        ALL.put("yuanjian.ticket.platform-life", "1h");
        ALL.put("yuanjian.ticket.purpose", "30m");
        ALL.put("yuanjian.redis.url", "redis://:secret@redis:6379");
        ALL.put("yuanjian.relay.http-port", "9001");
        ALL.put("yuanjian.relay.rtsp-port", "9002");
        ALL.put("yuanjian.relay.media-port", "9003");
        ALL.put("yuanjian.relay.bind", "10.0.0.5");
        ALL.put("yuanjian.relay.advertise", "10.0.0.5,192.168.1.5");
        ALL.put("yuanjian.relay.public-url", "https://media.example");
        ALL.put("yuanjian.relay.console-origin", "https://console.example");
        ALL.put("yuanjian.relay.release-after", "20s");
        ALL.put("yuanjian.relay.keep-open", "*/sub");
        ALL.put("yuanjian.relay.event-loops", "2");
        ALL.put("yuanjian.relay.gop-size", "4MB");
        ALL.put("yuanjian.relay.dials-per-second", "20");
        ALL.put("yuanjian.relay.camera-networks", "10.20.0.0/16");
        ALL.put("yuanjian.relay.viewer-queue", "1MB");
        ALL.put("yuanjian.relay.max-viewers", "100");
        ALL.put("yuanjian.relay.paused-for", "40s");
        ALL.put("yuanjian.relay.transcoders", "3");
        ALL.put("yuanjian.relay.transcode-width", "640");
        ALL.put("yuanjian.webhook.networks", "192.0.2.0/24");
        ALL.put("yuanjian.webhook.source", "urn:province:44");
        ALL.put("yuanjian.calls.per-second", "10");
        ALL.put("yuanjian.calls.burst", "20");
        ALL.put("yuanjian.calls.address-per-second", "30");
        ALL.put("yuanjian.calls.address-burst", "40");
        ALL.put("yuanjian.tls.certificate", "/etc/yuanjian/node.pem");
        ALL.put("yuanjian.tls.key", "/etc/yuanjian/node.key");
        ALL.put("yuanjian.evidence.folder", "/srv/evidence");
        ALL.put("yuanjian.evidence.before", "5s");
        ALL.put("yuanjian.evidence.after", "30s");
        ALL.put("yuanjian.evidence.clips", "3");
        ALL.put("yuanjian.evidence.ring", "20s");
        ALL.put("yuanjian.evidence.ring-size", "8MB");
        ALL.put("yuanjian.evidence.ring-total", "64MB");
        ALL.put("yuanjian.retention.looks", "100");
        ALL.put("yuanjian.retention.runs", "200");
        ALL.put("yuanjian.retention.findings", "300");
        ALL.put("yuanjian.retention.references", "400");
        ALL.put("yuanjian.retention.clips", "500");
        ALL.put("yuanjian.management.port", "9005");
        ALL.put("yuanjian.management.address", "10.0.0.5");
        ALL.put("yuanjian.management.token", "secret-of-sixteen");
    }

    private static final OidcSettings OIDC =
            new OidcSettings(
                    "https://sso.example/realm",
                    "console",
                    "secret of the client",
                    "统一认证",
                    true,
                    List.of("10.8.0.0/16"));

    private static YuanjianSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("yuanjian", Bindable.of(YuanjianSettings.class));
    }

    @Test
    void bind_nothing_hasTheDefaults() {
        YuanjianSettings settings = bind(Map.of());

        assertThat(settings.roles()).containsExactlyInAnyOrder(Role.CONSOLE, Role.RELAY);
        assertThat(settings.node()).isEqualTo("node-1");
        assertThat(settings.data()).isEqualTo(Path.of("data"));
        assertThat(settings.points()).isEqualTo(Path.of("config/points.csv"));
        assertThat(settings.regions()).isEqualTo(Path.of("config/regions.csv"));
        assertThat(settings.cameras()).isEqualTo(Path.of("data/cameras.csv"));
        assertThat(settings.demo()).isFalse();
        assertThat(settings.vault()).isEqualTo(new VaultSettings(""));
        assertThat(settings.database()).isEqualTo(new DatabaseSettings("", "", "", 4, "", ""));
        assertThat(settings.ledger()).isEqualTo(NO_SECOND_PLACE);
    }

    @Test
    void bind_nothing_hasTheDefaultsOfItsParts() {
        YuanjianSettings settings = bind(Map.of());

        assertThat(settings.account())
                .isEqualTo(
                        new YuanjianSettings.Account(
                                "admin",
                                5,
                                Duration.ofMinutes(15),
                                Duration.ofHours(12),
                                Duration.ofMinutes(30),
                                true,
                                ""));
        assertThat(settings.ticket())
                .isEqualTo(
                        new YuanjianSettings.Ticket(
                                Duration.ofMinutes(1), Duration.ofHours(24), Duration.ofHours(4)));
        assertThat(settings.redis()).isEqualTo(new RedisSettings(""));
        assertThat(settings.relay())
                .isEqualTo(
                        new RelaySettings(
                                8081,
                                8082,
                                8083,
                                "0.0.0.0",
                                List.of("127.0.0.1"),
                                "",
                                "",
                                Duration.ofSeconds(15),
                                List.of(),
                                0,
                                DataSize.ofMegabytes(8),
                                50,
                                List.of(
                                        "10.0.0.0/8",
                                        "172.16.0.0/12",
                                        "192.168.0.0/16",
                                        "fc00::/7"),
                                DataSize.ofMegabytes(2),
                                5000,
                                Duration.ofSeconds(30),
                                -1,
                                1280));
        assertThat(settings.webhook()).isEqualTo(new WebhookSettings(List.of(), "/yuanjian"));
        assertThat(settings.management()).isEqualTo(new ManagementSettings(8085, "127.0.0.1", ""));
        assertThat(settings.tls().isOn()).isFalse();
    }

    @Test
    void bind_nothing_hasTheDefaultsOfClips() {
        assertThat(bind(Map.of()).evidence())
                .isEqualTo(
                        new EvidenceSettings(
                                "",
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60),
                                8,
                                Duration.ofSeconds(12),
                                DataSize.ofMegabytes(16),
                                DataSize.ofMegabytes(256)));
    }

    @Test
    void bind_nothing_hasTheDefaultsOfHowLongThingsAreKept() {
        assertThat(bind(Map.of()).retention())
                .isEqualTo(new RetentionSettings(400, 1_095, 1_095, 365, 1_095));
        assertThatThrownBy(() -> bind(Map.of("yuanjian.retention.clips", "7")))
                .hasRootCauseMessage("yuanjian.retention.clips must be 30 to 36500, not 7");
    }

    @Test
    void bind_nothing_knowsNoOtherService() {
        OidcSettings oidc = bind(Map.of()).oidc();

        assertThat(oidc)
                .isEqualTo(
                        new OidcSettings(
                                "",
                                "",
                                "",
                                "OpenID Connect",
                                false,
                                List.of(
                                        "10.0.0.0/8",
                                        "172.16.0.0/12",
                                        "192.168.0.0/16",
                                        "fc00::/7")));
        assertThat(oidc.isOn()).isFalse();
    }

    @Test
    void toString_secrets_areNotInIt() {
        assertThat(bind(ALL).toString()).doesNotContain("secret").doesNotContain("k1 x");
    }

    @Test
    void bind_everyProperty_takesAll() {
        YuanjianSettings settings = bind(ALL);

        assertThat(settings)
                .isEqualTo(
                        new YuanjianSettings(
                                Set.of(Role.RELAY),
                                "meizhou-2",
                                Path.of("/var/lib/yuanjian"),
                                Path.of("/etc/yuanjian/points.csv"),
                                Path.of("/etc/yuanjian/regions.csv"),
                                Path.of("/etc/yuanjian/cameras.csv"),
                                Path.of("/var/lib/models"),
                                List.of("10.0.0.1"),
                                true,
                                new VaultSettings("k1 x"),
                                new DatabaseSettings(
                                        "jdbc:postgresql://db/yuanjian",
                                        "yuanjian",
                                        "secret",
                                        10,
                                        "chief",
                                        "secret of the owner"),
                                LEDGER,
                                ACCOUNT,
                                OIDC,
                                new YuanjianSettings.Ticket(
                                        Duration.ofSeconds(10),
                                        Duration.ofHours(1),
                                        Duration.ofMinutes(30)),
                                new RedisSettings("redis://:secret@redis:6379"),
                                RELAY,
                                new WebhookSettings(List.of("192.0.2.0/24"), "urn:province:44"),
                                new ManagementSettings(9005, "10.0.0.5", "secret-of-sixteen"),
                                new CallSettings(10, 20, 30, 40),
                                FACE,
                                new TlsSettings("/etc/yuanjian/node.pem", "/etc/yuanjian/node.key"),
                                new EvidenceSettings(
                                        "/srv/evidence",
                                        Duration.ofSeconds(5),
                                        Duration.ofSeconds(30),
                                        3,
                                        Duration.ofSeconds(20),
                                        DataSize.ofMegabytes(8),
                                        DataSize.ofMegabytes(64)),
                                new RetentionSettings(100, 200, 300, 400, 500)));
    }

    @Test
    void bind_outOfRange_namesTheSetting() {
        assertThatThrownBy(() -> bind(Map.of("yuanjian.ticket.life", "1h")))
                .hasRootCauseMessage("yuanjian.ticket.life must be 5s to 60s, not PT1H");
        assertThatThrownBy(() -> bind(Map.of("yuanjian.ticket.purpose", "1m")))
                .hasRootCauseMessage("yuanjian.ticket.purpose must be 5m to 12h, not PT1M");
        assertThatThrownBy(() -> bind(Map.of("yuanjian.redis.url", "http://:secret@redis")))
                .rootCause()
                .hasMessageContaining("yuanjian.redis.url")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> bind(Map.of("yuanjian.relay.public-url", "http://a/b; x")))
                .rootCause()
                .hasMessageContaining("yuanjian.relay.public-url");
        assertThatThrownBy(() -> bind(Map.of("yuanjian.management.address", "192.0.2.1")))
                .rootCause()
                .hasMessageContaining("yuanjian.management.token");
        assertThatThrownBy(() -> bind(Map.of("yuanjian.tls.key", "node.key")))
                .rootCause()
                .hasMessageContaining("yuanjian.tls.certificate");
    }

    @Test
    void bind_issuer_isHttpsOrThisMachine() {
        for (String issuer :
                List.of(
                        "http://sso.example",
                        "https://sso.example?a=b",
                        "https://sso.example#a",
                        "https://a@sso.example",
                        "sso.example")) {
            assertThatThrownBy(() -> bind(oidc(issuer, "console")))
                    .rootCause()
                    .hasMessageContaining("yuanjian.oidc.issuer");
        }
        assertThat(bind(oidc("http://127.0.0.1:9000", "console")).oidc().isOn()).isTrue();
        assertThatThrownBy(() -> bind(oidc("https://sso.example", "")))
                .rootCause()
                .hasMessageContaining("yuanjian.oidc.client-id");
    }

    private static Map<String, String> oidc(String issuer, String client) {
        return Map.of("yuanjian.oidc.issuer", issuer, "yuanjian.oidc.client-id", client);
    }

    @Test
    void documentation_namesEveryPropertyAndNoOther() throws Exception {
        Path page = Path.of(System.getProperty("yuanjian.root", ".."), "docs", "settings.md");
        List<String> documented = new ArrayList<>();
        Pattern.compile("^\\| `(yuanjian\\.[a-z0-9.-]+)`", Pattern.MULTILINE)
                .matcher(Files.readString(page))
                .results()
                .map((MatchResult row) -> row.group(1))
                .forEach(documented::add);

        assertThat(documented).containsExactlyInAnyOrderElementsOf(ALL.keySet());
    }
}
