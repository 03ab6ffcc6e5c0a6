package org.yuanjian.relay.rtsp.client;

import java.util.ArrayList;
import java.util.List;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.RtpSink;
import org.yuanjian.media.TrackFormat;

/// Keeps of each burst how many packets it had and where its key frame began.
final class CountingSink implements RtpSink {
    final List<Integer> packets = new ArrayList<>();
    final List<Integer> keyFrames = new ArrayList<>();
    int tracks;

    @Override
    public void onTracks(List<TrackFormat> formats) {
        tracks++;
    }

    @Override
    public void onBurst(RtpBurst burst) {
        int[] count = new int[1];
        burst.forEach((_, _, _) -> count[0]++);
        packets.add(count[0]);
        keyFrames.add(burst.keyFrameOffset());
    }
}
