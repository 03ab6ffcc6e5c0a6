package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.media.rtp.RtpPacket;

class TrackNumberingTest {
    private static final TrackFormat FORMAT = TrackFormat.video(Codec.H264, 96, List.of());

    private final TrackNumbering numbering = new TrackNumbering(FORMAT);

    /// The packet as it goes out.
    private RtpPacket out(long ssrc, int sequence, int timestamp, long nowNanos)
            throws MalformedPacketException {
        ByteBuf bytes = Unpooled.buffer();
        bytes.writeByte(0x80).writeByte(96).writeShort(sequence).writeInt(timestamp);
        bytes.writeInt((int) ssrc).writeByte(0x41).writeByte(1);
        ByteBuf copy = bytes.copy();
        numbering.renumber(RtpPacket.parse(bytes, 0, 14), copy, 0, 1, nowNanos);
        return RtpPacket.parse(copy, 0, 14);
    }

    @Test
    void renumber_firstSession_staysAsItIs() throws Exception {
        RtpPacket packet = out(7, 65_535, -1, 0);

        assertThat(packet.sequence()).isEqualTo(65_535);
        assertThat(packet.timestamp()).isEqualTo(0xFFFFFFFFL);
        assertThat(packet.ssrc()).isEqualTo(7);
    }

    @Test
    void renumber_newSessionAtTheWrap_goesOnByOneAndByThePause() throws Exception {
        out(7, 65_535, -90_000, 0);
        numbering.sessionBegins(FORMAT);
        RtpPacket packet = out(9, 1234, 55, TimeUnit.SECONDS.toNanos(2));

        assertThat(packet.sequence()).isZero();
        assertThat(packet.timestamp()).isEqualTo(90_000);
        assertThat(packet.ssrc()).isEqualTo(7);
    }

    @Test
    void renumber_pauseOfDays_staysForward() throws Exception {
        out(7, 1, 0, 0);
        numbering.sessionBegins(FORMAT);
        long days = TimeUnit.DAYS.toNanos(10);
        RtpPacket packet = out(7, 1, 0, days);

        assertThat(packet.timestamp()).isEqualTo(10L * 86_400 * 90_000 & 0xFFFFFFFFL);
    }

    @Test
    void renumber_lossInASession_staysAGap() throws Exception {
        out(7, 10, 0, 0);

        assertThat(out(7, 13, 3600, 0).sequence()).isEqualTo(13);
    }

    @Test
    void renumber_rebootBehindAPictureOutOfOrder_goesOnFromTheLatest() throws Exception {
        out(7, 1, 9000, 0);
        out(7, 2, 3000, 0);

        assertThat(out(8, 500, 0, 0).timestamp()).isEqualTo(9001);
    }
}
