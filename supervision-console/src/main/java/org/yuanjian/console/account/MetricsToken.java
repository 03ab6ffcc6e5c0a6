package org.yuanjian.console.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.YuanjianSettings;

/// Lets a metrics collector in by the bearer token of the settings or of `metrics.token` in the
/// data folder; a relay's metrics ask for the same one.
@Component
public final class MetricsToken implements AuthorizationManager<RequestAuthorizationContext> {
    private final String text;

    MetricsToken(YuanjianSettings settings, DataFolder folder) {
        this.text = settings.management().token(folder);
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context) {
        String given = context.getRequest().getHeader(HttpHeaders.AUTHORIZATION);
        return new AuthorizationDecision(given != null && equal(given, "Bearer " + text));
    }

    private static boolean equal(String given, String wanted) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }
}
