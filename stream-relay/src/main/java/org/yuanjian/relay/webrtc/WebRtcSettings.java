package org.yuanjian.relay.webrtc;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// How viewers reach this node by WebRTC, and how many may.
///
/// @param bind address and port for UDP and for ICE over TCP; port 0 takes a free one
/// @param advertise addresses for ICE candidates, host names allowed; empty: the one bound
/// @param maxSessions viewers beyond this are turned away
/// @param joinTimeout how long a viewer waits for the camera to tell its formats
/// @param handshakeTimeout a session that is not connected by then is given up
/// @param consentTimeout a viewer silent for this long is gone (RFC 7675 §5.1)
/// @param pausedTimeout a paused session that nobody resumes within this is given up
/// @param segmented whether packets of one picture go to the kernel in one piece where it can cut
///   them (UDP GSO)
public record WebRtcSettings(
        InetSocketAddress bind,
        List<String> advertise,
        int maxSessions,
        Duration joinTimeout,
        Duration handshakeTimeout,
        Duration consentTimeout,
        Duration pausedTimeout,
        boolean segmented) {
    public static final int DEFAULT_MAX_SESSIONS = 4000;
    public static final Duration DEFAULT_JOIN_TIMEOUT = Duration.ofSeconds(8);
    public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(15);
    public static final Duration DEFAULT_CONSENT_TIMEOUT = Duration.ofSeconds(30);
    public static final Duration DEFAULT_PAUSED_TIMEOUT = Duration.ofSeconds(30);

    public WebRtcSettings {
        advertise = List.copyOf(advertise);
    }

    public WebRtcSettings(InetSocketAddress bind, List<String> advertise) {
        this(bind, advertise, DEFAULT_PAUSED_TIMEOUT);
    }

    public WebRtcSettings(InetSocketAddress bind, List<String> advertise, Duration pausedTimeout) {
        this(
                bind,
                advertise,
                DEFAULT_MAX_SESSIONS,
                DEFAULT_JOIN_TIMEOUT,
                DEFAULT_HANDSHAKE_TIMEOUT,
                DEFAULT_CONSENT_TIMEOUT,
                pausedTimeout,
                true);
    }
}
