package org.yuanjian.benchmark.fleet.media;

import io.netty.buffer.ByteBuf;

/// One coded picture as framed RTP packets whose numbers are still to be filled in.
///
/// @param bytes whole interleaved frames (`$`, channel, length, packet) back to back, shared by all
///   who play; borrowed
/// @param stampIndex where the digits of the [FrameStamp] begin in `bytes`
/// @param keyFrame whether a decoder can start here
/// @param displayOffset by how many pictures it is shown later than it is sent; more than 0 only
///   where there are B-frames
public record CodedPicture(ByteBuf bytes, int stampIndex, boolean keyFrame, int displayOffset) {

    public int length() {
        return bytes.readableBytes();
    }
}
