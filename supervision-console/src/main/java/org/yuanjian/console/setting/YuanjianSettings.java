package org.yuanjian.console.setting;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Everything an operator may set under `yuanjian.`; docs/settings.md lists it.
///
/// @param roles what this process does
/// @param node name of this node in tickets and metrics
/// @param data folder of keys, accounts and tickets, readable by the service alone
/// @param points list of video points
/// @param regions list of administrative regions
/// @param cameras list of how each point is reached; `cameras.csv` in the data folder unless set
/// @param models folder of the face models
/// @param proxies addresses of those whose word counts for where a call comes from
/// @param demo fresh password at each start, written to `ready.json` in the data folder
/// @param vault keys of the passwords of cameras
/// @param database where records are kept
/// @param ledger where its heads go besides
/// @param account sign-in
/// @param oidc another service people may sign in with
/// @param ticket play tickets
/// @param redis by which nodes know of each other's views
/// @param relay media ports and behaviour
/// @param webhook where notices may be sent
/// @param management port of health and metrics
/// @param calls how often one may call
/// @param face how faces are compared
/// @param tls certificate of the console and the relay
/// @param evidence clips kept as evidence
/// @param retention how long things are kept
@ConfigurationProperties("yuanjian")
public record YuanjianSettings(
        @DefaultValue({"console", "relay"}) Set<Role> roles,
        @DefaultValue("node-1") String node,
        @DefaultValue("data") Path data,
        @DefaultValue("config/points.csv") Path points,
        @DefaultValue("config/regions.csv") Path regions,
        @Nullable Path cameras,
        @DefaultValue("models") Path models,
        @DefaultValue List<String> proxies,
        @DefaultValue("false") boolean demo,
        @DefaultValue VaultSettings vault,
        @DefaultValue DatabaseSettings database,
        @DefaultValue LedgerSettings ledger,
        @DefaultValue Account account,
        @DefaultValue OidcSettings oidc,
        @DefaultValue Ticket ticket,
        @DefaultValue RedisSettings redis,
        @DefaultValue RelaySettings relay,
        @DefaultValue WebhookSettings webhook,
        @DefaultValue ManagementSettings management,
        @DefaultValue CallSettings calls,
        @DefaultValue VerifierSettings face,
        @DefaultValue TlsSettings tls,
        @DefaultValue EvidenceSettings evidence,
        @DefaultValue RetentionSettings retention) {

    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public YuanjianSettings {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("yuanjian.roles must name at least one role");
        }
        if (!NODE.matcher(node).matches()) {
            throw new IllegalArgumentException("yuanjian.node: 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        roles = Set.copyOf(roles);
        proxies = List.copyOf(proxies);
        cameras = cameras == null ? data.resolve("cameras.csv") : cameras;
    }

    /// Where the list of cameras is; never null, in the data folder unless set.
    @Override
    public Path cameras() {
        return cameras == null ? data.resolve("cameras.csv") : cameras;
    }

    /// Sign-in.
    ///
    /// @param user name of the first account
    /// @param failures failed sign-ins after which a name is locked
    /// @param lock for how long
    /// @param session how long a session lasts at most
    /// @param idle how long one lasts of which nothing is heard
    /// @param secondFactor whether everybody needs one
    /// @param rpId the name passkeys are bound to; empty: the one a page is opened by
    public record Account(
            @DefaultValue("admin") String user,
            @DefaultValue("5") int failures,
            @DefaultValue("15m") Duration lock,
            @DefaultValue("12h") Duration session,
            @DefaultValue("30m") Duration idle,
            @DefaultValue("true") boolean secondFactor,
            @DefaultValue("") String rpId) {

        public Account {
            if (user.isBlank() || user.length() > 64) {
                throw new IllegalArgumentException("yuanjian.account.user: 1 to 64 characters");
            }
            Limits.check("yuanjian.account.failures", failures, 1, 100);
            Limits.check("yuanjian.account.lock", lock, "1m", "24h");
            Limits.check("yuanjian.account.session", session, "1m", "24h");
            Limits.check("yuanjian.account.idle", idle, "1m", "24h");
        }
    }

    /// Play tickets.
    ///
    /// @param life how long a person's ticket waits for the one view it opens
    /// @param platformLife how long a ticket of another platform opens views
    /// @param purpose how long it holds why somebody looks
    public record Ticket(
            @DefaultValue("60s") Duration life,
            @DefaultValue("24h") Duration platformLife,
            @DefaultValue("4h") Duration purpose) {

        public Ticket {
            Limits.check("yuanjian.ticket.life", life, "5s", "60s");
            Limits.check("yuanjian.ticket.purpose", purpose, "5m", "12h");
            Limits.check("yuanjian.ticket.platform-life", platformLife, "1m", "24h");
        }
    }
}
