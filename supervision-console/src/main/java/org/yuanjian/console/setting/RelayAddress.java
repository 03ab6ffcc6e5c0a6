package org.yuanjian.console.setting;

import java.util.regex.Pattern;
import org.yuanjian.media.StreamId;

/// Where a browser finds this node's relay: the public address of the settings, else the host name
/// the browser asked the console by and the relay's HTTP port.
public final class RelayAddress {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+]");

    private final RelaySettings settings;
    private final String scheme;

    public RelayAddress(YuanjianSettings settings) {
        this.settings = settings.relay();
        this.scheme = settings.tls().isOn() ? "https://" : "http://";
    }

    /// Base URL for a browser that asked the console by this host name, without a slash at the end.
    public String http(String host) {
        if (!settings.publicUrl().isEmpty()) {
            return settings.publicUrl();
        }
        String safe = HOST.matcher(host).matches() ? host : "localhost";
        return scheme + safe + ":" + settings.httpPort();
    }

    /// The same for WebSocket.
    public String webSocket(String host) {
        return "ws" + http(host).substring("http".length());
    }

    public String whep(String host, StreamId stream) {
        return http(host) + "/whep/" + stream;
    }

    public String live(String host, StreamId stream) {
        return webSocket(host) + "/live/" + stream;
    }

    /// For players and other platforms; the ticket goes into the query.
    public String rtsp(StreamId stream, String ticket) {
        String host =
                settings.advertise().isEmpty() ? "localhost" : settings.advertise().getFirst();
        return "rtsp://" + host + ":" + settings.rtspPort() + "/" + stream + "?ticket=" + ticket;
    }
}
