package org.yuanjian.relay.rtsp.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The clip of the tests as access units (RFC 6184's NAL units, without start codes).
public final class TestClip {
    public static final int FRAME_TICKS = 3600;
    private static final int DELIMITER = 9;
    private static final int IDR = 5;

    private final List<List<byte[]>> pictures = new ArrayList<>();

    private TestClip(byte[] annexB) {
        int start = next(annexB, 0);
        while (start < annexB.length) {
            int end = next(annexB, start);
            add(nal(annexB, start, end));
            start = end;
        }
    }

    public static TestClip load() {
        try (InputStream in = TestClip.class.getResourceAsStream("clip.h264")) {
            return new TestClip(Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A clip of H.264 with start codes whose pictures begin with a delimiter.
    public static TestClip of(byte[] annexB) {
        return new TestClip(annexB);
    }

    /// The index behind the next start code; the end if there is none.
    private static int next(byte[] bytes, int from) {
        for (int at = from; at + 3 <= bytes.length; at++) {
            if (bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 1) {
                return at + 3;
            }
        }
        return bytes.length;
    }

    private static byte[] nal(byte[] bytes, int start, int end) {
        int stop = end == bytes.length ? end : end - 3;
        while (stop > start && bytes[stop - 1] == 0) {
            stop--;
        }
        return Arrays.copyOfRange(bytes, start, stop);
    }

    private void add(byte[] nal) {
        if (type(nal) == DELIMITER) {
            pictures.add(new ArrayList<>());
        }
        pictures.getLast().add(nal);
    }

    private static int type(byte[] nal) {
        return nal[0] & 0x1F;
    }

    public int pictures() {
        return pictures.size();
    }

    /// The NAL units of a picture; the clip repeats for ever.
    public List<byte[]> picture(int index) {
        return pictures.get(index % pictures.size());
    }

    public boolean isKeyFrame(int index) {
        return picture(index).stream().anyMatch(nal -> type(nal) == IDR);
    }

    public byte[] sps() {
        return pictures.getFirst().get(1);
    }

    public byte[] pps() {
        return pictures.getFirst().get(2);
    }
}
