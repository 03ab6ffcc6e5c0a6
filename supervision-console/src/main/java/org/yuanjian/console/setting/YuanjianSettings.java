package org.yuanjian.console.setting;

import java.nio.file.Path;
import java.time.Duration;
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
/// @param demo fresh password at each start, written to `ready.json` in the data folder
/// @param vault keys of the passwords of cameras
/// @param database where records are kept
/// @param account sign-in
/// @param ticket play tickets
/// @param relay media ports and behaviour
/// @param webhook where notices may be sent
/// @param management port of health and metrics
/// @param calls how often one may call
/// @param tls certificate of the console and the relay
@ConfigurationProperties("yuanjian")
public record YuanjianSettings(
        @DefaultValue({"console", "relay"}) Set<Role> roles,
        @DefaultValue("node-1") String node,
        @DefaultValue("data") Path data,
        @DefaultValue("config/points.csv") Path points,
        @DefaultValue("config/regions.csv") Path regions,
        @Nullable Path cameras,
        @DefaultValue("false") boolean demo,
        @DefaultValue VaultSettings vault,
        @DefaultValue DatabaseSettings database,
        @DefaultValue Account account,
        @DefaultValue Ticket ticket,
        @DefaultValue RelaySettings relay,
        @DefaultValue WebhookSettings webhook,
        @DefaultValue ManagementSettings management,
        @DefaultValue CallSettings calls,
        @DefaultValue TlsSettings tls) {

    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public YuanjianSettings {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("yuanjian.roles must name at least one role");
        }
        if (!NODE.matcher(node).matches()) {
            throw new IllegalArgumentException("yuanjian.node: 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        roles = Set.copyOf(roles);
        cameras = cameras == null ? data.resolve("cameras.csv") : cameras;
    }

    /// Where the list of cameras is; never null, in the data folder unless set.
    @Override
    public Path cameras() {
        return cameras == null ? data.resolve("cameras.csv") : cameras;
    }

    /// Sign-in.
    ///
    /// @param user name of the one account
    /// @param failures failed sign-ins of one account or address before it has to wait
    /// @param pause how long it then waits, doubled with each further failure up to an hour
    /// @param session how long a session lasts at most
    public record Account(
            @DefaultValue("admin") String user,
            @DefaultValue("5") int failures,
            @DefaultValue("15s") Duration pause,
            @DefaultValue("12h") Duration session) {

        public Account {
            if (user.isBlank() || user.length() > 64) {
                throw new IllegalArgumentException("yuanjian.account.user: 1 to 64 characters");
            }
            Limits.check("yuanjian.account.failures", failures, 1, 100);
            Limits.check("yuanjian.account.pause", pause, "1s", "1h");
            Limits.check("yuanjian.account.session", session, "1m", "24h");
        }
    }

    /// Play tickets.
    ///
    /// @param life how long a person's ticket opens its stream; a session begun goes on
    /// @param platformLife how long a ticket of another platform does
    public record Ticket(
            @DefaultValue("2m") Duration life, @DefaultValue("24h") Duration platformLife) {

        public Ticket {
            Limits.check("yuanjian.ticket.life", life, "60s", "5m");
            Limits.check("yuanjian.ticket.platform-life", platformLife, "1m", "24h");
        }
    }
}
