package org.yuanjian.media.fmp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/// Writes one `moof` and its `mdat` (ISO/IEC 14496-12 §8.8).
final class FragmentWriter {
    private static final int MOOF_BYTES = 256;
    private static final int SAMPLE_FIELDS_BYTES = 16;
    private static final int MDAT_HEADER_BYTES = 8;

    // ISO/IEC 14496-12 §8.8.3.1: depends on others or not, and non-sync.
    private static final int SYNC_SAMPLE = 0x0200_0000;
    private static final int OTHER_SAMPLE = 0x0101_0000;

    private static final int DEFAULT_BASE_IS_MOOF = 0x02_0000;

    /// Data offset; each sample's duration, size, flags and composition offset.
    private static final int RUN_FLAGS = 0x01 | 0x100 | 0x200 | 0x400 | 0x800;

    private final BoxWriter boxes;
    private final List<List<Sample>> tracks;
    private final int[] offsetPositions;

    private FragmentWriter(ByteBuf out, List<List<Sample>> tracks) {
        this.boxes = new BoxWriter(out);
        this.tracks = tracks;
        this.offsetPositions = new int[tracks.size()];
    }

    /// @param sequence counts fragments from 1
    /// @param tracks the samples of each track in decoding order; tracks without any are left out
    /// @return owned by the caller
    static ByteBuf write(long sequence, List<List<Sample>> tracks) {
        int samples = tracks.stream().mapToInt(List::size).sum();
        int payload = tracks.stream().flatMap(List::stream).mapToInt(Sample::bytes).sum();
        int bytes = MOOF_BYTES + samples * SAMPLE_FIELDS_BYTES + payload;
        ByteBuf out = ByteBufAllocator.DEFAULT.buffer(bytes);
        new FragmentWriter(out, tracks).write(sequence, payload);
        return out;
    }

    private void write(long sequence, int payload) {
        ByteBuf out = boxes.out();
        boxes.box(
                "moof",
                () -> {
                    boxes.box("mfhd", 0, 0, () -> boxes.u32(sequence));
                    for (int track = 0; track < tracks.size(); track++) {
                        if (!tracks.get(track).isEmpty()) {
                            writeTrack(track);
                        }
                    }
                });
        int at = out.writerIndex() + MDAT_HEADER_BYTES;
        boxes.u32(MDAT_HEADER_BYTES + (long) payload).text("mdat");
        for (int track = 0; track < tracks.size(); track++) {
            if (!tracks.get(track).isEmpty()) {
                out.setInt(offsetPositions[track], at);
            }
            for (Sample sample : tracks.get(track)) {
                sample.writeTo(out);
                at += sample.bytes();
            }
        }
    }

    private void writeTrack(int track) {
        List<Sample> samples = tracks.get(track);
        boxes.box(
                "traf",
                () -> {
                    boxes.box("tfhd", 0, DEFAULT_BASE_IS_MOOF, () -> boxes.u32(track + 1L));
                    boxes.box("tfdt", 1, 0, () -> boxes.u64(samples.getFirst().decodeTicks()));
                    boxes.box("trun", 1, RUN_FLAGS, () -> writeRun(track, samples));
                });
    }

    private void writeRun(int track, List<Sample> samples) {
        boxes.u32(samples.size());
        offsetPositions[track] = boxes.out().writerIndex();
        boxes.u32(0);
        for (Sample sample : samples) {
            boxes.u32(sample.durationTicks()).u32(sample.bytes());
            boxes.u32(sample.keyFrame() ? SYNC_SAMPLE : OTHER_SAMPLE);
            boxes.u32(sample.offsetTicks());
        }
    }
}
