package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
    /// V=2, marker, PT 96, sequence 0xFFFE, timestamp 0xFFFFFFF0, SSRC 0xDEADBEEF.
    private static final String HEADER = "80 E0 FFFE FFFFFFF0 DEADBEEF ";

    @Test
    void parse_fixedHeader_readsUnsignedFields() throws Exception {
        RtpPacket packet = parse(HEADER + "6588");
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.sequence()).isEqualTo(0xFFFE);
        assertThat(packet.timestamp()).isEqualTo(0xFFFFFFF0L);
        assertThat(packet.ssrc()).isEqualTo(0xDEADBEEFL);
        assertThat(packet.payloadLength()).isEqualTo(2);
        assertThat(packet.payloadByte(1)).isEqualTo(0x88);
        assertThat(ByteBufUtil.hexDump(packet.payload())).isEqualTo("6588");
    }

    @Test
    void parse_emptyPayload_isAPacket() throws Exception {
        assertThat(parse(HEADER).payloadLength()).isZero();
    }

    @Test
    void parse_contributingSourcesExtensionAndPadding_leavePayloadOnly() throws Exception {
        // P, X and CC=2; extension of profile 0xBEDE with one word; two bytes of padding.
        RtpPacket packet =
                parse(
                        "B2 60 0001 00000001 00000002"
                                + "00000003 00000004"
                                + "BEDE 0001 10FF0000"
                                + "414243"
                                + "0002");
        assertThat(ByteBufUtil.hexDump(packet.payload())).isEqualTo("414243");
        assertThat(packet.marker()).isFalse();
    }

    @Test
    void parse_insideABuffer_staysWithinItsLength() throws Exception {
        ByteBuf buffer = hex("FFFF" + HEADER + "0102" + "FFFF");
        RtpPacket packet = RtpPacket.parse(buffer, 2, 14);
        assertThat(ByteBufUtil.hexDump(packet.payload())).isEqualTo("0102");
        assertThat(packet.sequence()).isEqualTo(0xFFFE);
    }

    @Test
    void parse_notAPacket_isMalformed() {
        String[] packets = {
            "",
            "80 60 0001 00000001 000000", // one byte short
            "40 60 0001 00000001 00000002", // version 1
            "81 60 0001 00000001 00000002", // contributing source missing
            "90 60 0001 00000001 00000002 BEDE", // extension header cut off
            "90 60 0001 00000001 00000002 BEDE 0001", // extension body missing
            "90 60 0001 00000001 00000002 BEDE FFFF 00000000", // longest extension
            "A0 60 0001 00000001 00000002 00", // padding of none
            "A0 60 0001 00000001 00000002 41 03", // padding into the header
        };
        for (String packet : packets) {
            assertThatExceptionOfType(MalformedPacketException.class)
                    .as(packet)
                    .isThrownBy(() -> parse(packet));
        }
    }

    @Test
    void parse_randomBytes_failsTypedOrStaysInside() {
        Random random = new Random(3550);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) (0x80 | (bytes[0] & 0x3F));
            }
            ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
            try {
                RtpPacket packet = RtpPacket.parse(buffer, 0, bytes.length);
                assertThat(packet.payloadIndex()).isBetween(12, bytes.length);
                assertThat(packet.payloadIndex() + packet.payloadLength())
                        .isLessThanOrEqualTo(bytes.length);
            } catch (MalformedPacketException e) {
                assertThat(e.getStackTrace()).isEmpty();
            }
        }
    }

    private static RtpPacket parse(String hex) throws MalformedPacketException {
        ByteBuf buffer = hex(hex);
        return RtpPacket.parse(buffer, 0, buffer.readableBytes());
    }

    private static ByteBuf hex(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
    }
}
