package org.yuanjian.relay.webrtc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.yuanjian.media.rtp.NtpTime;

/// Writes one compound RTCP packet: a sender report for each track, then their SDES with the common
/// name, so that the viewer can bring sound and picture together (RFC 3550 §6.4.1, §6.5).
final class SenderReports {
    private static final int VERSION_2 = 0x80;
    private static final int SENDER_REPORT = 200;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int CNAME_ITEM = 1;
    private static final byte[] CNAME = SdpAnswer.CNAME.getBytes(StandardCharsets.US_ASCII);

    private final NtpTime time;

    SenderReports(NtpTime time) {
        this.time = time;
    }

    /// @param out large enough for the tracks
    /// @return bytes written; 0 if no track was sent yet
    int write(List<TrackSender> tracks, byte[] out) {
        List<TrackSender> sent = tracks.stream().filter(track -> track.packets() > 0).toList();
        if (sent.isEmpty()) {
            return 0;
        }
        ByteBuffer packet = ByteBuffer.wrap(out);
        long ntp = time.now();
        long nanos = System.nanoTime();
        for (TrackSender track : sent) {
            packet.put((byte) VERSION_2).put((byte) SENDER_REPORT).putShort((short) 6);
            packet.putInt(track.choice().ssrcs().media()).putLong(ntp);
            packet.putInt(track.feed().timestampAt(nanos));
            packet.putInt((int) track.packets()).putInt((int) track.octets());
        }
        int start = packet.position();
        packet.put((byte) (VERSION_2 | sent.size())).put((byte) SOURCE_DESCRIPTION);
        packet.putShort((short) 0);
        sent.forEach(track -> describe(track, packet));
        packet.putShort(start + 2, (short) ((packet.position() - start) / 4 - 1));
        return packet.position();
    }

    private static void describe(TrackSender track, ByteBuffer packet) {
        packet.putInt(track.choice().ssrcs().media());
        packet.put((byte) CNAME_ITEM).put((byte) CNAME.length).put(CNAME);
        // A zero byte ends the items, more of them fill the word.
        int end = packet.position() + 1;
        packet.put((byte) 0).put(new byte[-end & 3]);
    }
}
