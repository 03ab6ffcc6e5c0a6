package org.yuanjian.media.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Codec;
import org.yuanjian.media.HostileInput;
import org.yuanjian.media.TrackFormat;

/// Whatever parameter sets, units and timestamps a camera has: whole boxes, and nothing held.
///
///     | sets 4 | audio 2 | H.265 | 0 |  then pieces: the sets, then units as | time 6 | key | track | bytes |
class FragmentCutterFuzzTest {
    private static final long START_NANOS = 1_000_000_000L;
    private static final long STEP_NANOS = 40_000_000L;

    /// A fragment's boxes and a track's sample entry, however small the picture.
    private static final long ALLOCATION_PER_UNIT = 16 << 10;

    @FuzzTest(maxDuration = "2m")
    void cut(byte[] bytes) throws Exception {
        if (bytes.length > 0) {
            int head = bytes[0];
            List<byte[]> pieces =
                    HostileInput.pieces(Arrays.copyOfRange(bytes, 1, bytes.length), 1);
            int sets = Math.min(head & 0x0F, pieces.size());
            List<TrackFormat> tracks = tracks(head, pieces.subList(0, sets));
            List<byte[]> units = pieces.subList(sets, pieces.size());
            long base = HostileInput.ALLOCATION_BASE + ALLOCATION_PER_UNIT * units.size();
            HostileInput.parse(bytes, base, _ -> cut(tracks, units));
        }
    }

    private static List<TrackFormat> tracks(int head, List<byte[]> sets) {
        Codec video = (head & 0x40) != 0 ? Codec.H265 : Codec.H264;
        Codec audio = List.of(Codec.AAC, Codec.OPUS, Codec.PCMA, Codec.AAC).get(head >> 4 & 3);
        int rate = sets.isEmpty() ? 8000 : 8000 * (sets.size() - 1);
        return List.of(
                TrackFormat.video(video, 96, sets),
                new TrackFormat(audio, 97, rate, sets.size(), Map.of(), sets));
    }

    private static void cut(List<TrackFormat> tracks, List<byte[]> pieces) {
        BoxCheck boxes = new BoxCheck();
        List<AccessUnit> units = new ArrayList<>();
        try (FragmentCutter cutter = new FragmentCutter(boxes)) {
            cutter.onTracks(tracks);
            long ticks = 0;
            for (byte[] piece : pieces) {
                if (piece.length > 1) {
                    ticks += (long) (piece[0] >> 2) * piece[0] * piece[0] * 256;
                    AccessUnit unit = unit(piece, ticks, START_NANOS + units.size() * STEP_NANOS);
                    units.add(unit);
                    cutter.onAccessUnit(unit);
                }
            }
        }
        for (AccessUnit unit : units) {
            ByteBuf bytes = unit.units().getFirst();
            assertThat(unit.release()).isTrue();
            assertThat(bytes.refCnt()).isZero();
        }
        boxes.assertNothingHeld();
    }

    private static AccessUnit unit(byte[] piece, long ticks, long arrivalNanos) {
        ByteBuf bytes = Unpooled.wrappedBuffer(piece, 1, piece.length - 1);
        boolean key = (piece[0] & 2) != 0;
        return new AccessUnit(piece[0] & 1, ticks, arrivalNanos, key, List.of(bytes));
    }
}
