package org.yuanjian.console.account;

import java.time.Instant;
import java.util.regex.Pattern;

/// Somebody who may sign in.
///
/// @param id made by us; what tickets and the ledger name
/// @param name to sign in with
/// @param fullName as it stands in watermarks and records
/// @param region code of the region it is bound to
/// @param site id of the one site it is bound to; empty for the whole region
/// @param mustChange whether the password has to be changed before anything else
/// @param disabled whether it opens nothing
/// @param subject who it is at another service, with the issuer; empty for none
public record Account(
        String id,
        String name,
        String fullName,
        AccountRole role,
        String region,
        String site,
        boolean mustChange,
        boolean disabled,
        String subject,
        Instant created) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{2,64}");

    /// Whether an account can be called so: 2 to 64 letters and digits.
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
