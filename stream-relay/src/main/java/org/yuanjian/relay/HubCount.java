package org.yuanjian.relay;

import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What is counted of each stream while its hub is open, and of the node for good.
///
/// @param meter the last part of the meter's name
/// @param unit null where the name says it
record HubCount(String meter, @Nullable String unit, Tags tags, ToLongFunction<StreamHub> of) {
    /// Dropped for a viewer who could not keep up or a loop that fell behind: bursts. Malformed or
    /// late, by UDP after their place had passed or twice: packets.
    static final List<HubCount> ALL =
            List.of(
                    new HubCount("received", "bytes", Tags.empty(), hub -> hub.meter().bytes()),
                    new HubCount("sent", "bytes", Tags.empty(), hub -> hub.meter().sentBytes()),
                    new HubCount("reconnects", "losses", Tags.empty(), h -> h.meter().losses()),
                    dropped("viewer", hub -> hub.meter().viewerDrops()),
                    dropped("loop", hub -> hub.meter().handOverDrops()),
                    dropped("malformed", hub -> hub.source().malformedPackets()),
                    dropped("late", hub -> hub.source().latePackets()));

    private static HubCount dropped(String cause, ToLongFunction<StreamHub> of) {
        return new HubCount("dropped", null, Tags.of("cause", cause), of);
    }

    long of(StreamHub hub) {
        return of.applyAsLong(hub);
    }
}
