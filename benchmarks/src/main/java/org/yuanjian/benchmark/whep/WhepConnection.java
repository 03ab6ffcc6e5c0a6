package org.yuanjian.benchmark.whep;

import java.nio.channels.DatagramChannel;

/// A viewer that is through with joining.
///
/// @param stream number of what it watches
/// @param channel connected to the relay's media port
/// @param check its ICE checks
/// @param srtp decrypts what comes
/// @param postedNanos when the offer was sent
record WhepConnection(
        int stream,
        DatagramChannel channel,
        StunCheck check,
        SrtpReceiver srtp,
        long postedNanos) {}
