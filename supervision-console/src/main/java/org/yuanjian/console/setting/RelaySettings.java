package org.yuanjian.console.setting;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Media ports and behaviour of this node's relay, under `yuanjian.relay.`.
///
/// @param httpPort WHEP and live fMP4
/// @param rtspPort RTSP for players and other platforms
/// @param mediaPort UDP media and ICE over TCP
/// @param bind address the ports listen on
/// @param advertise addresses viewers reach this node at, for ICE candidates and RTSP URLs
/// @param publicUrl base URL of the relay's HTTP port as browsers reach it; empty: the host name
///   the console was asked by, and the HTTP port
/// @param consoleOrigin the only origin whose pages may call the relay; empty: the console's own
/// @param releaseAfter how long a source is kept open after its last viewer left
/// @param keepOpen streams held open though nobody watches: ids, or `*/sub` for all of a name
/// @param eventLoops threads that carry media; 0: one per core
/// @param gopSize the most a hub keeps of one group of pictures
/// @param dialsPerSecond most camera connections begun per second
/// @param cameraNetworks the networks cameras may be in; nothing else is dialled
/// @param viewerQueue the most that waits for one RTSP viewer before it skips to the next key frame
/// @param maxViewers RTSP viewers beyond this are turned away
/// @param transcoders streams turned into H.264 at once; -1: one for each four cores, at least one
/// @param transcodeWidth most pixels in a line of what they are turned into
/// @param pausedFor how long a WHEP session that was opened paused waits to be resumed
public record RelaySettings(
        @DefaultValue("8081") int httpPort,
        @DefaultValue("8082") int rtspPort,
        @DefaultValue("8083") int mediaPort,
        @DefaultValue("0.0.0.0") String bind,
        @DefaultValue("127.0.0.1") List<String> advertise,
        @DefaultValue("") String publicUrl,
        @DefaultValue("") String consoleOrigin,
        @DefaultValue("15s") Duration releaseAfter,
        @DefaultValue List<String> keepOpen,
        @DefaultValue("0") int eventLoops,
        @DefaultValue("8MB") DataSize gopSize,
        @DefaultValue("50") int dialsPerSecond,
        @DefaultValue({"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"})
                List<String> cameraNetworks,
        @DefaultValue("2MB") DataSize viewerQueue,
        @DefaultValue("5000") int maxViewers,
        @DefaultValue("30s") Duration pausedFor,
        @DefaultValue("-1") int transcoders,
        @DefaultValue("1280") int transcodeWidth) {

    private static final int TOP_PORT = 65_535;

    public RelaySettings {
        Limits.check("yuanjian.relay.http-port", httpPort, 0, TOP_PORT);
        Limits.check("yuanjian.relay.rtsp-port", rtspPort, 0, TOP_PORT);
        Limits.check("yuanjian.relay.media-port", mediaPort, 0, TOP_PORT);
        Limits.check("yuanjian.relay.release-after", releaseAfter, "0s", "1h");
        Limits.check("yuanjian.relay.paused-for", pausedFor, "1s", "10m");
        Limits.check("yuanjian.relay.transcoders", transcoders, -1, 64);
        Limits.check("yuanjian.relay.transcode-width", transcodeWidth, 320, 3840);
        Limits.check("yuanjian.relay.event-loops", eventLoops, 0, 256);
        Limits.check("yuanjian.relay.dials-per-second", dialsPerSecond, 1, 1_000);
        if (!publicUrl.isEmpty() && !publicUrl.matches("https?://[^\\s/;,'\"]+")) {
            throw new IllegalArgumentException(
                    "yuanjian.relay.public-url: http(s)://host:port without a path");
        }
        advertise = List.copyOf(advertise);
        keepOpen = List.copyOf(keepOpen);
        cameraNetworks = List.copyOf(cameraNetworks);
    }
}
