package org.yuanjian.benchmark.load;

import java.io.IOException;
import org.yuanjian.benchmark.machine.PinnedProcess;

/// Something under measurement that serves numbered streams by RTSP: the bare loop or the relay.
public interface RtspServed extends AutoCloseable {
    /// Where a player finds a stream, ticket included.
    ///
    /// @param stream its number, from 0
    String url(int stream);

    PinnedProcess process();

    @Override
    void close() throws IOException;
}
