package org.yuanjian.benchmark.fleet;

import io.netty.buffer.ByteBuf;

/// Where the packets of one session go: into its RTSP connection or to the client's UDP ports.
/// Belongs to the event loop of its connection.
interface MediaPort {
    /// Whether what was sent before is still waiting to leave.
    boolean isFull();

    /// Whether packets are part of a byte stream, so that bytes between them can be noticed.
    boolean isByteStream();

    /// Sends interleaved frames, back to back; takes them over.
    void send(ByteBuf frames);

    void close();
}
