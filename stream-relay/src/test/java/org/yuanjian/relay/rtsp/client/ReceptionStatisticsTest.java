package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.rtp.RtcpPacket.ReportBlock;

class ReceptionStatisticsTest {
    private static final int CLOCK_RATE = 8_000;
    private static final int SSRC = 0x11111111;

    private final ReceptionStatistics statistics = new ReceptionStatistics(CLOCK_RATE);

    private void receive(int ssrc, int sequence, int timestamp, long millis) {
        ByteBuf packet = Unpooled.buffer();
        packet.writeByte(0x80).writeByte(96).writeShort(sequence).writeInt(timestamp);
        packet.writeInt(ssrc);
        statistics.received(packet, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void receiveAll(int... sequences) {
        for (int sequence : sequences) {
            receive(SSRC, sequence, 0, 0);
        }
    }

    private ReportBlock block() {
        return statistics.block(0).orElseThrow();
    }

    @Test
    void block_nothingCame_isEmpty() {
        assertThat(statistics.block(0)).isEmpty();
    }

    @Test
    void block_nothingNewCame_isEmpty() {
        receiveAll(1, 2);
        block();

        assertThat(statistics.block(0)).isEmpty();
    }

    @Test
    void block_someAreMissing_tellsTheShareSinceTheLastAndAll() {
        receiveAll(10, 11, 13, 14, 16, 17, 18, 19);
        assertThat(block()).isEqualTo(new ReportBlock(SSRC, 2 * 256 / 10, 2, 19, 0, 0, 0));

        receiveAll(20, 21, 22, 23);
        assertThat(block().fractionLost()).isZero();
        receiveAll(27);
        assertThat(block()).isEqualTo(new ReportBlock(SSRC, 3 * 256 / 4, 5, 27, 0, 0, 0));
    }

    @Test
    void block_sequenceWraps_countsTheCycles() {
        receiveAll(65_534, 65_535, 0, 1);

        assertThat(block()).isEqualTo(new ReportBlock(SSRC, 0, 0, 0x1_0001, 0, 0, 0));
    }

    @Test
    void block_someCameTwice_mayBeNegative() {
        receiveAll(1, 2, 2, 2);

        assertThat(block()).isEqualTo(new ReportBlock(SSRC, 0, -2, 2, 0, 0, 0));
    }

    @Test
    void block_outOfOrder_isNoLoss() {
        receiveAll(1, 3, 2, 4);

        assertThat(block()).isEqualTo(new ReportBlock(SSRC, 0, 0, 4, 0, 0, 0));
    }

    @Test
    void block_oneStrayNumber_isNotBelieved() {
        receiveAll(1, 2, 30_000, 3);

        assertThat(block()).isEqualTo(new ReportBlock(SSRC, 0, 0, 3, 0, 0, 0));
    }

    @Test
    void block_numbersStartAnew_areBelievedFromTheSecondOn() {
        receiveAll(1, 2, 30_000, 30_001, 30_002);

        assertThat(block()).isEqualTo(new ReportBlock(SSRC, 0, 0, 30_002, 0, 0, 0));
    }

    @Test
    void block_cameraRestarts_isAboutTheNewSource() {
        receiveAll(1, 5);
        receive(0x22222222, 700, 0, 0);

        assertThat(block()).isEqualTo(new ReportBlock(0x22222222, 0, 0, 700, 0, 0, 0));
    }

    /// RFC 3550 §A.8, by hand: 20 ms a packet; the third and all after it come 4 ms, 32 ticks,
    /// late.
    @Test
    void block_arrivalChanges_jitterIsASixteenthOfIt() {
        receive(SSRC, 1, 1_000, 0);
        receive(SSRC, 2, 1_160, 20);
        assertThat(block().jitter()).isZero();

        receive(SSRC, 3, 1_320, 44);
        assertThat(block().jitter()).isEqualTo(2);
        receive(SSRC, 4, 1_480, 64);
        assertThat(block().jitter()).isEqualTo(1);
    }

    /// The example of RFC 3550 §6.4.1, figure 2: a report of 10 Nov 1995 11:33:25.125, 5.25 s old.
    @Test
    void block_afterASenderReport_tellsWhichAndHowOldItIs() {
        receiveAll(1, 2);
        ByteBuf report = Unpooled.buffer();
        report.writeByte(0x80).writeByte(200).writeShort(6).writeInt(SSRC);
        report.writeInt(0xB44D_B705).writeInt(0x2000_0000).writeZero(12);
        statistics.reported(report, 0);

        ReportBlock block = statistics.block(TimeUnit.MILLISECONDS.toNanos(5_250)).orElseThrow();

        assertThat(block.lastReport()).isEqualTo(0xB705_2000L);
        assertThat(block.delaySinceLastReport()).isEqualTo(0x0005_4000L);
    }

    @Test
    void block_reportOfAnotherSource_tellsOfNone() {
        receiveAll(1);
        ByteBuf report = Unpooled.buffer();
        report.writeByte(0x80).writeByte(200).writeShort(6).writeInt(9);
        statistics.reported(report.writeZero(20), 0);

        assertThat(block().lastReport()).isZero();
    }
}
