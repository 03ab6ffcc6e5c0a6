package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.Consumer;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.TrackFormat;

/// Reads codecs whose packets stand alone: the payload is the access unit, and a lost one costs
/// nothing but itself.
abstract sealed class SampleReader extends RtpReader permits G711Reader, OpusReader {
    SampleReader(int track, TrackFormat format, Consumer<AccessUnit> receiver) {
        super(track, format, receiver);
    }

    @Override
    final void read(RtpPacket packet, long timestampTicks, long arrivalNanos) {
        if (packet.payloadLength() == 0) {
            return;
        }
        ByteBuf samples = packet.payload().copy();
        emit(new AccessUnit(track(), timestampTicks, arrivalNanos, true, List.of(samples)));
    }

    @Override
    final void lost() {
        countDroppedUnit();
    }
}
