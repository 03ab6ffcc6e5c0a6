package org.yuanjian.relay.rtsp;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.TrackFormat;

/// Which interleaved channel a player gave each track. Players that took what was offered get the
/// hub's bytes as they are; others get a copy with their own channel numbers, tracks not set up
/// left out.
final class ChannelMap {
    private static final int NONE = -1;

    private final List<TrackFormat> described;
    private final int[] channels;
    private boolean identity;

    ChannelMap(List<TrackFormat> described) {
        this.described = described;
        this.channels = new int[described.size()];
        Arrays.fill(channels, NONE);
    }

    /// @param channel of RTP; RTCP has the next
    /// @return false, and nothing is set, if another track has one of the two
    boolean set(int track, int channel) {
        for (int other = 0; other < channels.length; other++) {
            boolean taken = channels[other] != NONE && Math.abs(channels[other] - channel) < 2;
            if (taken && other != track) {
                return false;
            }
        }
        channels[track] = channel;
        identity = true;
        for (int i = 0; i < channels.length; i++) {
            identity &= channels[i] == 2 * i;
        }
        return true;
    }

    /// Whether packets of these tracks still mean what the player was told.
    boolean fits(List<TrackFormat> tracks) {
        boolean fits = tracks.size() == described.size();
        for (int i = 0; fits && i < tracks.size(); i++) {
            TrackFormat then = described.get(i);
            TrackFormat now = tracks.get(i);
            fits =
                    then.codec() == now.codec()
                            && then.payloadType() == now.payloadType()
                            && then.clockRate() == now.clockRate();
        }
        return fits;
    }

    /// Whether the player takes the hub's bytes as they are.
    boolean isIdentity() {
        return identity;
    }

    /// The burst's frames for this player; the caller releases them.
    ByteBuf map(RtpBurst burst) {
        return identity ? burst.frames().retainedDuplicate() : copy(burst);
    }

    private ByteBuf copy(RtpBurst burst) {
        ByteBuf from = burst.frames();
        ByteBuf to = from.alloc().buffer(burst.bytes());
        burst.forEach((channel, index, length) -> {
            int mine = channels[channel >> 1];
            if (mine != NONE) {
                to.writeByte('$').writeByte(mine + (channel & 1)).writeShort(length);
                to.writeBytes(from, index, length);
            }
        });
        return to;
    }
}
