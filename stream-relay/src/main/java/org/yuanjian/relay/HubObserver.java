package org.yuanjian.relay;

/// Hears of the life of hubs: what metrics are made of. Called from event loops; must not block.
public interface HubObserver {
    /// Nobody listens.
    HubObserver NONE =
            new HubObserver() {
                @Override
                public void opened(StreamHub hub) {}

                @Override
                public void closed(StreamHub hub) {}

                @Override
                public void firstPicture(long nanos) {}
            };

    /// The first demand opened a hub; may be called while the relay looks one up, so it must not
    /// join or leave streams.
    void opened(StreamHub hub);

    void closed(StreamHub hub);

    /// A viewer got the first burst that holds a key frame, so long after it joined.
    void firstPicture(long nanos);
}
