package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Compound packets, there and back.
class RtcpPacketTest {
    private static final RtcpPacket.ReportBlock BLOCK =
            new RtcpPacket.ReportBlock(0xFFFF_FFF1L, 128, -3, 0x1_0005, 90, 0xABCD_EF01L, 65_536);

    @Test
    void parse_written_isTheSame() throws MalformedPacketException {
        List<RtcpPacket> packets =
                List.of(
                        new RtcpPacket.SenderReport(
                                1, 0xE000_0000_8000_0000L, 0xFFFF_FFFFL, 5, 6, List.of(BLOCK)),
                        new RtcpPacket.ReceiverReport(2, List.of(BLOCK, BLOCK)),
                        new RtcpPacket.PictureLoss(3, 4),
                        new RtcpPacket.FullIntra(5, List.of(6L)),
                        new RtcpPacket.Nack(7, 8, List.of(65_535, 0, 15, 16, 100)),
                        new RtcpPacket.Remb(9, 2_097_144, List.of(10L, 11L)),
                        new RtcpPacket.Bye(List.of(12L)));
        ByteBuf out = Unpooled.buffer();
        packets.forEach(packet -> packet.writeTo(out));

        assertThat(RtcpPacket.parse(out, 0, out.readableBytes())).isEqualTo(packets);
    }

    @Test
    void parse_unknownKinds_areLeftOut() throws MalformedPacketException {
        // SDES of one chunk, then a picture loss indication.
        assertThat(parse("81ca0002 00000001 01026162 81ce0002 00000001 00000002"))
                .containsExactly(new RtcpPacket.PictureLoss(1, 2));
    }

    @Test
    void parse_cutOff_isRefused() {
        assertThatThrownBy(() -> parse("81c90007 00000001"))
                .isInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> parse("81c90001 00000001"))
                .isInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> parse("01c9")).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void parse_rembBeyondALong_isNoLimit() throws MalformedPacketException {
        assertThat(parse("8fce0005 00000001 00000000 52454d42 01ffffff 00000002"))
                .containsExactly(new RtcpPacket.Remb(1, Long.MAX_VALUE, List.of(2L)));
    }

    private static List<RtcpPacket> parse(String hex) throws MalformedPacketException {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return RtcpPacket.parse(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
    }
}
