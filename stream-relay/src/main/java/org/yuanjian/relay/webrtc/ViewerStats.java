package org.yuanjian.relay.webrtc;

import org.yuanjian.media.StreamId;

/// What one viewer got and said of it, at one moment.
///
/// @param id of the session
/// @param path how packets reach it, `udp /1.2.3.4:5` or `tcp …`
/// @param packets RTP packets sent
/// @param payloadBytes of those packets
/// @param resentPackets sent again on request
/// @param pictureLosses times the viewer asked for a key frame
/// @param droppedBursts not sent because the way was full
/// @param fractionLost of the last report of the viewer, in 1/256
/// @param jitterTicks of the last report, in ticks of the video clock
/// @param roundTripMillis by the last report, -1 before it is known
/// @param bitsPerSecond the viewer believes it can take (REMB), -1 before it says
public record ViewerStats(
        String id,
        StreamId stream,
        String path,
        long packets,
        long payloadBytes,
        long resentPackets,
        long pictureLosses,
        long droppedBursts,
        int fractionLost,
        long jitterTicks,
        long roundTripMillis,
        long bitsPerSecond) {}
