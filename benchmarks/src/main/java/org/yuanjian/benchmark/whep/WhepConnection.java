package org.yuanjian.benchmark.whep;

import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/// A viewer that is through with joining.
///
/// @param stream number of what it watches
/// @param channel connected to the relay's media port
/// @param check its ICE checks; none at the bare loop
/// @param srtp decrypts what comes
/// @param postedNanos when the offer was sent
record WhepConnection(
        int stream,
        DatagramChannel channel,
        @Nullable StunCheck check,
        SrtpReceiver srtp,
        long postedNanos) {}
