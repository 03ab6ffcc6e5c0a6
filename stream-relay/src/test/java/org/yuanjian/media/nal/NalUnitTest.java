package org.yuanjian.media.nal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;

/// Types, emulation prevention and start codes.
class NalUnitTest {
    @Test
    void payload_emulationPrevention_isTakenOut() {
        // header, 00 00 03 01 → 00 00 01, 00 00 03 at the end → 00 00, 00 03 stays.
        assertThat(h264("67 000003 01 0003 000003").payload())
                .isEqualTo(HexFormat.of().parseHex("00000100030000"));
    }

    @Test
    void payload_emptyUnits_areEmpty() {
        assertThat(h264("67").payload()).isEmpty();
        assertThat(NalUnit.of(Codec.H265, new byte[] {0x42}).payload()).isEmpty();
    }

    @Test
    void type_ofBothCodecs_isRead() {
        assertThat(h264("65").isKeyFrame()).isTrue();
        assertThat(h264("41").isKeyFrame()).isFalse();
        assertThat(h264("68").isParameterSet()).isTrue();
        assertThat(h264("06").isSlice()).isFalse();
        assertThat(NalUnit.of(Codec.H265, new byte[] {0x26, 1}).isKeyFrame()).isTrue();
        assertThat(NalUnit.of(Codec.H265, new byte[] {0x02, 1}).isSlice()).isTrue();
        assertThat(NalUnit.of(Codec.H265, new byte[] {0x40, 1}).isParameterSet()).isTrue();
    }

    @Test
    void isFirstSlice_readsTheFirstBitBehindTheHeader() {
        assertThat(h264("6588").isFirstSlice()).isTrue();
        assertThat(h264("6548").isFirstSlice()).isFalse();
        assertThat(h264("65").isFirstSlice()).isFalse();
    }

    @Test
    void split_startCodes_givesUnits() {
        ByteBuf stream = bytes("ff 00000001 6742 000001 68ee 00 00000001 000001 65");
        List<ByteBuf> units = AnnexB.split(stream);

        assertThat(units).extracting(ByteBufUtil::hexDump).containsExactly("6742", "68ee", "65");
        units.forEach(ByteBuf::release);
        stream.release();
    }

    private static NalUnit h264(String hex) {
        return new NalUnit(Codec.H264, bytes(hex));
    }

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
