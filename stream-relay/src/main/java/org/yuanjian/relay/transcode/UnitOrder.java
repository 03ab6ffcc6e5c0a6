package org.yuanjian.relay.transcode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.yuanjian.media.AccessUnit;

/// Lets access units out in the order in which they came, though some must be turned first; one
/// that takes too long is overtaken and comes when it is there. On one event loop.
final class UnitOrder {
    /// Longest that a unit waits for those before it.
    static final long MAX_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Consumer<AccessUnit> out;
    private final Deque<Place> places = new ArrayDeque<>();

    /// Where one unit came; holds what comes out for it as soon as that is known.
    final class Place {
        private final long sinceNanos = System.nanoTime();
        private List<AccessUnit> units;
        private boolean ready;
        private boolean overtaken;
        private boolean dropped;

        private Place(List<AccessUnit> units, boolean ready) {
            this.units = units;
            this.ready = ready;
        }

        /// What the unit was turned into, owned by the place from now on.
        void fill(List<AccessUnit> turned) {
            units = turned;
            ready = true;
            if (dropped) {
                release();
            } else if (overtaken) {
                letOut();
            } else {
                UnitOrder.this.letOut();
            }
        }

        private boolean isOver() {
            return ready || System.nanoTime() - sinceNanos > MAX_WAIT_NANOS;
        }

        private void letOut() {
            overtaken = true;
            units.forEach(out);
            release();
        }

        private void release() {
            units.forEach(AccessUnit::release);
            units = List.of();
        }
    }

    /// @param out gets each access unit, borrowed
    UnitOrder(Consumer<AccessUnit> out) {
        this.out = out;
    }

    /// A unit that stays what it is; borrowed.
    void pass(AccessUnit unit) {
        letOut();
        if (places.isEmpty()) {
            out.accept(unit);
        } else {
            places.add(new Place(List.of(unit.retain()), true));
        }
    }

    /// Keeps a place for what a unit is going to be turned into.
    Place keep() {
        Place place = new Place(List.of(), false);
        places.add(place);
        return place;
    }

    /// Lets out what is ready; what is not is dropped when it comes.
    void finish() {
        while (!places.isEmpty()) {
            Place place = places.poll();
            place.dropped = !place.ready;
            place.letOut();
        }
    }

    /// Drops all, what is still to come too.
    void clear() {
        while (!places.isEmpty()) {
            Place place = places.poll();
            place.dropped = true;
            place.release();
        }
    }

    private void letOut() {
        while (!places.isEmpty() && places.element().isOver()) {
            places.remove().letOut();
        }
    }
}
