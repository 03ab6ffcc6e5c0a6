package org.yuanjian.relay;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;

/// Keeps what a hub tells, as short words in order: `tracks`, `gop 0 1 2`, `burst 3`, `fault
/// ENDED`. A burst is known by the sequence number of its first packet.
final class RecordingWriter extends StreamWriter {
    private final List<String> heard = new ArrayList<>();
    private boolean throwing;
    private CountDownLatch bursts = new CountDownLatch(0);

    RecordingWriter(EventLoop loop) {
        super(loop);
    }

    /// From now on every burst is answered by an exception.
    RecordingWriter throwing() {
        throwing = true;
        return this;
    }

    synchronized CountDownLatch after(int count) {
        bursts = new CountDownLatch(count);
        return bursts;
    }

    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    private synchronized void hear(String what) {
        heard.add(what);
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        hear("tracks");
    }

    @Override
    public void onGop(List<RtpBurst> gop) {
        StringBuilder all = new StringBuilder("gop");
        gop.forEach(burst -> all.append(' ').append(Bursts.sequence(burst)));
        hear(all.toString());
    }

    @Override
    public void onBurst(RtpBurst burst) {
        if (throwing) {
            throw new IllegalStateException("as the test wants");
        }
        hear("burst " + Bursts.sequence(burst));
        synchronized (this) {
            bursts.countDown();
        }
    }

    @Override
    public void onExpelled() {
        hear("expelled");
    }

    @Override
    public void onFault(StreamFault fault) {
        hear("fault " + fault.kind());
    }
}
