package org.yuanjian.media.nal;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/// Splits a byte stream with start codes into NAL units (H.264 Annex B, H.265 Annex B).
public final class AnnexB {
    private static final int START_CODE_BYTES = 3;

    private AnnexB() {}

    /// The units between start codes as retained slices that the caller releases; whatever stands
    /// before the first start code is left out. Zero bytes at a unit's end belong to the next start
    /// code.
    public static List<ByteBuf> split(ByteBuf stream) {
        List<ByteBuf> units = new ArrayList<>();
        int code = startCode(stream, stream.readerIndex());
        while (code < stream.writerIndex()) {
            int from = code + START_CODE_BYTES;
            int next = startCode(stream, from);
            int to = next;
            while (to > from && stream.getByte(to - 1) == 0) {
                to--;
            }
            if (to > from) {
                units.add(stream.retainedSlice(from, to - from));
            }
            code = next;
        }
        return units;
    }

    /// Where the next `00 00 01` begins, or the end of the stream.
    private static int startCode(ByteBuf stream, int from) {
        int end = stream.writerIndex();
        for (int at = from; at + START_CODE_BYTES <= end; at++) {
            if (stream.getUnsignedMedium(at) == 1) {
                return at;
            }
        }
        return end;
    }
}
