package org.yuanjian.relay;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.Codec;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;

/// Writes down what a sink is told: `tracks …`, `fault …`, `key 0`, `unit 0` with the track's
/// number.
public final class RecordingUnits implements AccessUnitSink {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    /// Whether all that came has been taken.
    public boolean isEmpty() {
        return events.isEmpty();
    }

    /// The next event; fails after a generous time.
    public String next() throws InterruptedException {
        String event = events.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing came");
        }
        return event;
    }

    /// The next event that begins so.
    public String next(String start) throws InterruptedException {
        String event = next();
        while (!event.startsWith(start)) {
            event = next();
        }
        return event;
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        List<Codec> codecs = tracks.stream().map(TrackFormat::codec).toList();
        events.add("tracks " + codecs);
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        boolean key = unit.track() == 0 && unit.isKeyFrame();
        events.add((key ? "key " : "unit ") + unit.track());
    }

    @Override
    public void onFault(StreamFault fault) {
        events.add("fault " + fault.kind());
    }
}
