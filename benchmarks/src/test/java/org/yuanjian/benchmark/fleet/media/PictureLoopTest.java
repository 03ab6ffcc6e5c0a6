package org.yuanjian.benchmark.fleet.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.benchmark.fleet.media.LoopKey.Coding;
import org.yuanjian.benchmark.fleet.scene.Look;
import org.yuanjian.benchmark.fleet.scene.Place;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.media.rtp.RtpPacket;

class PictureLoopTest {
    private final LoopLibrary library = new LoopLibrary(java.nio.file.Path.of("unused"), 2, 1);

    @AfterEach
    void close() {
        library.close();
    }

    private PictureLoop loop(LoopKey key, boolean aggregates) throws Exception {
        return library.loop(key, aggregates).get(30, TimeUnit.SECONDS);
    }

    @Test
    void loop_everyLoopMadeBeforehand_isThere() throws Exception {
        for (Place place : Place.values()) {
            PictureLoop b =
                    loop(LoopKey.clear(place, PictureSize.MAIN, Coding.H264_B_FRAMES), false);
            assertThat(b.parameterSets()).hasSize(2);
            for (Look look : Look.values()) {
                if (look.isView()) {
                    continue;
                }
                for (PictureSize size : PictureSize.values()) {
                    LoopKey key = new LoopKey(place, look, size, Coding.H265);
                    PictureLoop loop = loop(key, false);
                    assertThat(loop.parameterSets()).as(key.fileName()).hasSize(3);
                    assertThat(loop.length() % size.gopPictures()).isZero();
                    assertThat(loop.picture(0).keyFrame()).isTrue();
                }
            }
        }
    }

    @Test
    void cut_bFrames_areShownInAnotherOrderThanSent() throws Exception {
        PictureLoop loop =
                loop(LoopKey.clear(Place.GATE, PictureSize.MAIN, Coding.H264_B_FRAMES), false);
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < loop.length(); i++) {
            shown.add(i + loop.picture(i).displayOffset());
        }
        assertThat(shown).doesNotHaveDuplicates();
        assertThat(shown.subList(0, 4)).containsExactly(1, 4, 2, 3);
        assertThat(loop.pictures()).allMatch(picture -> picture.displayOffset() >= 0);
    }

    @Test
    void cut_smallMadeLoop_isFilledUpToTheBitRate() throws Exception {
        PictureLoop loop = loop(LoopKey.clear(Place.COUNTER, PictureSize.MAIN, Coding.H265), false);
        long bytes = loop.pictures().stream().mapToLong(CodedPicture::length).sum();
        double kilobits = bytes * 8.0 / 1000 * 25 / loop.length();
        assertThat(kilobits).isBetween(1900.0, 2200.0);
    }

    @Test
    void cut_packets_areSmallWholeAndMarkedAtTheEnd() throws Exception {
        for (boolean aggregates : new boolean[] {false, true}) {
            PictureLoop loop =
                    loop(LoopKey.clear(Place.STUDY, PictureSize.SUB, Coding.H265), aggregates);
            CodedPicture key = loop.picture(0);
            List<RtpPacket> packets = packets(key.bytes());
            assertThat(packets).allMatch(packet -> packet.payloadLength() <= 1400);
            assertThat(packets.getLast().marker()).isTrue();
            assertThat(packets.subList(0, packets.size() - 1)).noneMatch(RtpPacket::marker);
            int type = packets.getFirst().payloadByte(0) >> 1;
            assertThat(type).isEqualTo(aggregates ? NalType.H265_AP : 32);
            assertThat(FrameStamp.find(key.bytes(), 0, key.length())).isPresent();
        }
    }

    private static List<RtpPacket> packets(ByteBuf frames) throws MalformedPacketException {
        List<RtpPacket> packets = new ArrayList<>();
        int at = 0;
        while (at < frames.readableBytes()) {
            int length = frames.getUnsignedShort(at + 2);
            packets.add(RtpPacket.parse(frames, at + 4, length));
            at += 4 + length;
        }
        return packets;
    }
}
