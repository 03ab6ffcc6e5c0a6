package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

class RtpRefragmenterTest {
    private static final int MAX = 1168;
    private static final byte[] SPS = {0x67, 0x42, (byte) 0xE0, 0x1F, 1, 2};
    private static final byte[] PPS = {0x68, (byte) 0xCE, 3};
    private static final byte[] SEI = {0x06, 5, 20, 1, 2, 3};

    private final Recorder output = new Recorder();

    @Test
    void packet_smallPicture_isOnePayload() throws Exception {
        RtpRefragmenter cutter = cutter(List.of());
        write(cutter, 0, false, SEI);
        write(cutter, 0, true, slice(500));

        assertThat(output.payloads).hasSize(1);
        assertThat(output.payloads.getFirst()[0] & 0x1F).isEqualTo(24);
        assertThat(output.markers).containsExactly(true);
    }

    @Test
    void packet_largeUnit_isCutIntoEqualFragments() throws Exception {
        RtpRefragmenter cutter = cutter(List.of());
        write(cutter, 0, true, slice(5000));

        assertThat(output.payloads).hasSize(5);
        assertThat(output.payloads.subList(0, 4)).allMatch(payload -> payload.length == MAX);
        assertThat(output.markers).containsExactly(false, false, false, false, true);
    }

    @Test
    void flush_unitNotWhole_givesWhatIsThere() throws Exception {
        RtpRefragmenter cutter = cutter(List.of());
        byte[] nal = slice(4000);
        feed(cutter, fragment(nal, 1, 1400, 0x80), 0, false);
        cutter.flush();
        int before = output.payloads.size();
        feed(cutter, fragment(nal, 1401, 2600, 0x40), 0, true);

        assertThat(before).isEqualTo(2);
        assertThat(output.units(Codec.H264))
                .usingElementComparator(java.util.Arrays::compare)
                .containsExactly(nal);
    }

    @Test
    void packet_keyFrameWithoutSets_getsThem() throws Exception {
        RtpRefragmenter cutter = cutter(List.of(SPS, PPS));
        byte[] idr = slice(3000);
        idr[0] = 0x65;
        write(cutter, 0, false, SEI);
        write(cutter, 0, true, idr);

        assertThat(output.units(Codec.H264))
                .usingElementComparator(java.util.Arrays::compare)
                .containsExactly(SEI, SPS, PPS, idr);
        assertThat(output.keys).containsExactly(0L);
    }

    @Test
    void packet_keyFrameWithSets_keepsItsOwn() throws Exception {
        RtpRefragmenter cutter = cutter(List.of(new byte[] {0x67, 9}, new byte[] {0x68, 9}));
        byte[] idr = slice(100);
        idr[0] = 0x65;
        write(cutter, 0, false, SPS);
        write(cutter, 0, false, PPS);
        write(cutter, 0, true, idr);

        assertThat(output.units(Codec.H264))
                .usingElementComparator(java.util.Arrays::compare)
                .containsExactly(SPS, PPS, idr);
        assertThat(output.sets)
                .usingElementComparator(java.util.Arrays::compare)
                .containsExactly(SPS);
    }

    @Test
    void packet_setsWithoutEnd_keepsABoundedNumber() throws Exception {
        RtpRefragmenter cutter = cutter(List.of());
        for (int i = 0; i < 1000; i++) {
            write(cutter, 0, i == 999, new byte[] {0x68, (byte) (i >> 8), (byte) i});
        }
        output.payloads.clear();
        write(cutter, 3600, true, new byte[] {0x65, 1, 2});

        assertThat(output.units(Codec.H264)).hasSizeBetween(2, 50);
    }

    @Test
    void packet_lostFragment_spoilsItsUnitOnly() throws Exception {
        RtpRefragmenter cutter = cutter(List.of());
        byte[] nal = slice(4000);
        feed(cutter, fragment(nal, 1, 1000, 0x80), 0, false);
        sequence++;
        feed(cutter, fragment(nal, 2001, 1000, 0), 0, false);
        feed(cutter, fragment(nal, 3001, 999, 0x40), 0, true);
        write(cutter, 3600, true, slice(50));

        assertThat(output.losses).isEqualTo(1);
        assertThat(output.payloads.getLast()).hasSize(50);
    }

    @ParameterizedTest
    @EnumSource(
            value = Codec.class,
            names = {"H264", "H265"},
            mode = Mode.INCLUDE)
    void packet_anyPictures_comeOutWhole(Codec codec) throws Exception {
        Random random = new Random(6184);
        TrackFormat format = TrackFormat.video(codec, 96, List.of());
        for (int incoming : new int[] {300, 1200, 1460, 9000}) {
            Recorder recorder = new Recorder();
            RtpRefragmenter cutter = new RtpRefragmenter(format, MAX, recorder);
            RtpPacketizer camera = new RtpPacketizer(format, 1, 65_000, incoming);
            List<byte[]> sent = new ArrayList<>();
            for (int picture = 0; picture < 30; picture++) {
                List<ByteBuf> units = units(random, codec, sent);
                AccessUnit unit = new AccessUnit(0, 3600L * picture, 0, false, units);
                camera.write(
                        unit, packet -> feedAndRelease(cutter, packet, random.nextInt(4) == 0));
                unit.release();
            }
            cutter.flush();
            assertThat(recorder.payloads).allMatch(payload -> payload.length <= MAX);
            assertThat(recorder.units(codec))
                    .usingElementComparator(java.util.Arrays::compare)
                    .containsExactlyElementsOf(sent);
        }
    }

    private static void stayInBounds(byte[] bytes) {
        for (Codec codec : List.of(Codec.H264, Codec.H265)) {
            Recorder recorder = new Recorder();
            RtpRefragmenter cutter =
                    new RtpRefragmenter(
                            TrackFormat.video(codec, 96, List.of(SPS, PPS)), MAX, recorder);
            ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
            // Packets of up to 64 bytes, then the rest as one.
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(at < 512 ? 64 : bytes.length, bytes.length - at);
                try {
                    cutter.packet(RtpPacket.parse(buffer, at, length));
                } catch (MalformedPacketException e) {
                    assertThat(e).hasMessageNotContaining("null");
                }
                at += length;
            }
            cutter.flush();
            assertThat(recorder.payloads).allMatch(payload -> payload.length <= MAX);
        }
    }

    @Test
    void packet_randomBytes_staysInBounds() {
        Random random = new Random(7798);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[random.nextInt(3000)];
            random.nextBytes(bytes);
            for (int at = 0; at < bytes.length; at += 64) {
                bytes[at] = (byte) 0x80;
            }
            stayInBounds(bytes);
        }
    }

    private int sequence = 100;

    private RtpRefragmenter cutter(List<byte[]> sets) {
        return new RtpRefragmenter(TrackFormat.video(Codec.H264, 96, sets), MAX, output);
    }

    private void write(RtpRefragmenter cutter, long timestamp, boolean marker, byte[] nal)
            throws MalformedPacketException {
        feed(cutter, nal, timestamp, marker);
    }

    private void feed(RtpRefragmenter cutter, byte[] payload, long timestamp, boolean marker)
            throws MalformedPacketException {
        ByteBuf packet = Unpooled.buffer();
        packet.writeByte(0x80).writeByte((marker ? 0x80 : 0) | 96).writeShort(sequence++);
        packet.writeInt((int) timestamp).writeInt(1).writeBytes(payload);
        cutter.packet(RtpPacket.parse(packet, 0, packet.readableBytes()));
    }

    private static void feedAndRelease(RtpRefragmenter cutter, ByteBuf packet, boolean burstEnds) {
        try {
            cutter.packet(RtpPacket.parse(packet, packet.readerIndex(), packet.readableBytes()));
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        } finally {
            packet.release();
        }
        if (burstEnds) {
            cutter.flush();
        }
    }

    private static byte[] fragment(byte[] nal, int from, int length, int bits) {
        byte[] payload = new byte[2 + length];
        payload[0] = (byte) ((nal[0] & 0xE0) | 28);
        payload[1] = (byte) (bits | (nal[0] & 0x1F));
        System.arraycopy(nal, from, payload, 2, Math.min(length, nal.length - from));
        return java.util.Arrays.copyOf(payload, 2 + Math.min(length, nal.length - from));
    }

    private static byte[] slice(int length) {
        byte[] nal = new byte[length];
        new Random(length).nextBytes(nal);
        nal[0] = 0x41;
        return nal;
    }

    private static List<ByteBuf> units(Random random, Codec codec, List<byte[]> sent) {
        List<ByteBuf> units = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            byte[] nal = new byte[3 + random.nextInt(random.nextBoolean() ? 60 : 6000)];
            random.nextBytes(nal);
            nal[0] = codec == Codec.H265 ? (byte) 2 : 0x41;
            nal[1] = codec == Codec.H265 ? 1 : nal[1];
            sent.add(nal);
            units.add(Unpooled.wrappedBuffer(nal));
        }
        return units;
    }

    /// Keeps what was cut and puts it together again with the reader of RFC 6184 and RFC 7798.
    private static final class Recorder implements RtpRefragmenter.Output {
        final List<byte[]> payloads = new ArrayList<>();
        final List<Long> timestamps = new ArrayList<>();
        final List<Boolean> markers = new ArrayList<>();
        final List<Long> keys = new ArrayList<>();
        final List<byte[]> sets = new ArrayList<>();
        int losses;

        @Override
        public void payload(byte[] payload, long timestamp, boolean marker) {
            payloads.add(payload);
            timestamps.add(timestamp);
            markers.add(marker);
        }

        @Override
        public void keyFrame(long timestamp) {
            keys.add(timestamp);
        }

        @Override
        public void sequenceParameterSet(byte[] nal) {
            sets.add(nal);
        }

        @Override
        public void lost() {
            losses++;
        }

        List<byte[]> units(Codec codec) {
            List<byte[]> units = new ArrayList<>();
            ByteBuf open = Unpooled.buffer();
            NalFraming framing = NalFraming.of(codec);
            for (byte[] bytes : payloads) {
                ByteBuf payload = Unpooled.wrappedBuffer(bytes);
                int type = org.yuanjian.media.nal.NalUnit.type(codec, bytes[0] & 0xFF);
                if (type == framing.aggregation()) {
                    payload.skipBytes(framing.headerBytes());
                    while (payload.isReadable()) {
                        byte[] unit = new byte[payload.readUnsignedShort()];
                        payload.readBytes(unit);
                        units.add(unit);
                    }
                } else if (type == framing.fragmentation()) {
                    int bits = bytes[framing.headerBytes()];
                    if ((bits & 0x80) != 0) {
                        open.clear().writeBytes(framing.unitHeader(payload, bits & 0xFF));
                    }
                    open.writeBytes(payload.skipBytes(framing.headerBytes() + 1));
                    if ((bits & 0x40) != 0) {
                        byte[] unit = new byte[open.readableBytes()];
                        open.readBytes(unit);
                        units.add(unit);
                    }
                } else {
                    units.add(bytes);
                }
            }
            return units;
        }
    }
}
