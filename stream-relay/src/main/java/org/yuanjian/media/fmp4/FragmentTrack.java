package org.yuanjian.media.fmp4;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.media.AccessUnit;

/// Turns one track's access units into samples and keeps them until the next fragment is cut.
abstract sealed class FragmentTrack permits VideoTrack, AudioTrack {
    private final int index;
    private final SampleEntry entry;
    private final TrackClock clock;
    private final List<Sample> waiting = new ArrayList<>();

    /// @param index of the track in the stream's list of formats
    FragmentTrack(int index, SampleEntry entry, TrackClock clock) {
        this.index = index;
        this.entry = entry;
        this.clock = clock;
    }

    final int index() {
        return index;
    }

    final SampleEntry entry() {
        return entry;
    }

    final TrackClock clock() {
        return clock;
    }

    /// Takes an access unit, borrowed.
    final void add(AccessUnit unit) {
        add(unit, clock.place(unit.timestampTicks(), unit.arrivalNanos()));
    }

    abstract void add(AccessUnit unit, long ticks);

    final void keep(Sample sample) {
        waiting.add(sample);
    }

    final boolean isEmpty() {
        return waiting.isEmpty();
    }

    final boolean startsKeyFrame() {
        return !waiting.isEmpty() && waiting.getFirst().keyFrame();
    }

    /// From the first that waits to the end of the last.
    final long spanTicks() {
        if (waiting.isEmpty()) {
            return 0;
        }
        Sample last = waiting.getLast();
        return last.decodeTicks() + last.durationTicks() - waiting.getFirst().decodeTicks();
    }

    /// The last that waits, now the caller's.
    final Sample takeLast() {
        return waiting.removeLast();
    }

    /// The last that waits lasts so long, as is known now.
    final void lastLasts(int ticks) {
        if (!waiting.isEmpty()) {
            waiting.add(waiting.removeLast().lasting(ticks));
        }
    }

    final List<Sample> waiting() {
        return waiting;
    }

    final void clear() {
        waiting.forEach(Sample::release);
        waiting.clear();
    }

    static List<ByteBuf> retained(List<ByteBuf> units) {
        units.forEach(ByteBuf::retain);
        return units;
    }
}
