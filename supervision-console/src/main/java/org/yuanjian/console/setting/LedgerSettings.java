package org.yuanjian.console.setting;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the heads of the ledger go besides, under `yuanjian.ledger.`.
///
/// @param secondPlace a folder, `https://…` or `s3://bucket/prefix`; empty: none
/// @param networks networks it may be in, where it is reached by network
/// @param bucket how `s3://` is reached
public record LedgerSettings(
        @DefaultValue("") String secondPlace,
        @DefaultValue({"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"})
                List<String> networks,
        @DefaultValue Bucket bucket) {

    public LedgerSettings {
        networks = List.copyOf(networks);
        if (secondPlace.toLowerCase(Locale.ROOT).startsWith("http:")) {
            throw new IllegalArgumentException(
                    "yuanjian.ledger.second-place: a folder, https://… or s3://…");
        }
    }

    /// A server that speaks S3.
    ///
    /// @param endpoint base URL, `https://…`
    /// @param region as it signs
    /// @param accessKey name of the key
    /// @param secretKey never shown
    public record Bucket(
            @DefaultValue("") String endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey) {
        @Override
        public String toString() {
            return "Bucket";
        }
    }
}
