package org.yuanjian.console.setting;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The Redis server by which nodes know of each other, under `yuanjian.redis.`.
///
/// @param url `redis://[:PASSWORD@]HOST[:PORT]`, `rediss://` with TLS, `redis-sentinel://`; empty:
///   this process alone. Never shown
public record RedisSettings(@DefaultValue("") String url) {
    private static final Pattern URL =
            Pattern.compile("(redis|rediss|redis-sentinel)://[^\\s]{1,500}");

    public RedisSettings {
        if (!url.isEmpty() && !URL.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "yuanjian.redis.url begins with redis://, rediss:// or redis-sentinel://");
        }
    }

    @Override
    public String toString() {
        return "RedisSettings";
    }
}
