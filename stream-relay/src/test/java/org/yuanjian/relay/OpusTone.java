package org.yuanjian.relay;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Tone;
import org.yuanjian.relay.transcode.OpusTracks;

/// A rising tone as Opus, 20 ms a packet, no packet like another.
public final class OpusTone {
    private static final double LOWEST_HERTZ = 200;
    private static final double STEP_HERTZ = 5;

    private OpusTone() {}

    public static List<byte[]> packets(int count) {
        List<byte[]> packets = new ArrayList<>();
        try (OpusTracks opus = OpusTracks.ofG711()) {
            for (int i = 0; packets.size() < count; i++) {
                AccessUnit sound = Tone.unit(0, i, LOWEST_HERTZ + i * STEP_HERTZ, 0);
                for (AccessUnit turned : opus.turn(sound, Tone.format())) {
                    packets.add(ByteBufUtil.getBytes(turned.units().getFirst()));
                    turned.release();
                }
                sound.release();
            }
        }
        return packets;
    }
}
