package org.yuanjian.benchmark.fleet.media;

import java.util.ArrayList;
import java.util.List;
import org.yuanjian.media.Codec;

/// A loop of coded pictures, ready to be sent over and over. Begins with a key frame.
///
/// @param key what it shows and how
/// @param parameterSets as in [org.yuanjian.media.TrackFormat]
public record PictureLoop(LoopKey key, List<byte[]> parameterSets, List<CodedPicture> pictures) {
    private static final int SMALLEST_FILLER = 64;

    /// Cuts a byte stream into the packets of a loop.
    ///
    /// @param aggregates whether small NAL units share a packet
    static PictureLoop cut(LoopKey key, byte[] byteStream, boolean aggregates) {
        boolean h265 = key.coding() == LoopKey.Coding.H265;
        List<List<byte[]>> units = ByteStream.pictures(byteStream, h265);
        if (units.isEmpty()) {
            throw new IllegalArgumentException(key.fileName() + " holds no picture");
        }
        int[] offsets = displayOffsets(units, key.coding() == LoopKey.Coding.H264_B_FRAMES);
        fill(units, key);
        PictureCutter cutter = new PictureCutter(h265, aggregates);
        List<CodedPicture> pictures = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            pictures.add(cutter.cut(units.get(i), offsets[i]));
        }
        List<byte[]> sets =
                units.getFirst().stream().filter(u -> NalType.isParameterSet(u, h265)).toList();
        return new PictureLoop(key, sets, List.copyOf(pictures));
    }

    /// Fills pictures of loops that were made small up to the bit rate of their size, as cameras
    /// with a constant bit rate do: with filler data NAL units, which decoders skip (ITU-T H.264
    /// §7.3.2.7, H.265 §7.3.2.8).
    private static void fill(List<List<byte[]>> pictures, LoopKey key) {
        if (key.coding() == LoopKey.Coding.H264) {
            return;
        }
        long bits = key.size().kilobitsPerSecond() * 1000L / key.size().framesPerSecond();
        long total = pictures.stream().flatMap(List::stream).mapToLong(unit -> unit.length).sum();
        long missing = bits / 8 * pictures.size() - total;
        int each = (int) (missing / pictures.size());
        if (each > SMALLEST_FILLER) {
            byte[] filler = NalType.filler(each, key.coding() == LoopKey.Coding.H265);
            pictures.forEach(picture -> picture.add(filler));
        }
    }

    /// Between two reference pictures stand the B-frames that are shown before the second: a
    /// reference picture is shown when the next one comes, a B-frame at once.
    private static int[] displayOffsets(List<List<byte[]>> pictures, boolean bFrames) {
        int[] offsets = new int[pictures.size()];
        if (!bFrames) {
            return offsets;
        }
        int shown = 0;
        int held = -1;
        for (int i = 0; i < offsets.length; i++) {
            if (NalType.isB(slice(pictures.get(i)))) {
                offsets[i] = shown++ - i + 1;
            } else {
                if (held >= 0) {
                    offsets[held] = shown++ - held + 1;
                }
                held = i;
            }
        }
        offsets[held] = shown - held + 1;
        return offsets;
    }

    private static byte[] slice(List<byte[]> picture) {
        return picture.stream()
                .filter(unit -> NalType.isSlice(unit, false))
                .findFirst()
                .orElseThrow();
    }

    public Codec codec() {
        return key.coding() == LoopKey.Coding.H265 ? Codec.H265 : Codec.H264;
    }

    public PictureSize size() {
        return key.size();
    }

    public CodedPicture picture(int index) {
        return pictures.get(index);
    }

    public int length() {
        return pictures.size();
    }

    /// The index of the key frame at or before `index`.
    public int keyFrameBefore(int index) {
        int at = index;
        while (!pictures.get(at).keyFrame()) {
            at--;
        }
        return at;
    }
}
