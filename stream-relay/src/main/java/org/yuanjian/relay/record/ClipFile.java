package org.yuanjian.relay.record;

import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.yuanjian.media.fmp4.InitSegment;

/// A clip's file as it grows: what a call returned from is on the disk. One thread.
final class ClipFile implements Closeable {
    private static final HexFormat HEX = HexFormat.of();

    private final ClipOutput out;
    private final MessageDigest all = ClipBoxes.sha256();
    private final List<RecordedFragment> fragments = new ArrayList<>();
    private String type = "";
    private String initSha256 = "";
    private long initBytes;
    private long bytes;

    /// @param out owned by the file
    ClipFile(ClipOutput out) {
        this.out = out;
    }

    void begin(InitSegment init) throws IOException {
        ByteBuffer boxes = init.bytes().nioBuffer();
        out.write(boxes.duplicate());
        out.force();
        type = init.mime();
        initBytes = boxes.remaining();
        initSha256 = sum(boxes.duplicate());
        all.update(boxes);
        bytes = initBytes;
    }

    /// @param fragment `moof` and `mdat`, borrowed
    void add(ByteBuf fragment, Instant first, Instant last) throws IOException {
        ByteBuffer boxes = fragment.nioBuffer();
        String hash = sum(boxes.duplicate());
        ByteBuffer times = ByteBuffer.wrap(ClipBoxes.write(new ClipBoxes.Times(first, last, hash)));
        out.write(times.duplicate(), boxes.duplicate());
        out.force();
        long length = times.remaining() + (long) boxes.remaining();
        String sha256 = sum(times.duplicate(), boxes.duplicate());
        fragments.add(new RecordedFragment(bytes, length, sha256, first, last));
        all.update(times);
        all.update(boxes);
        bytes += length;
    }

    private static String sum(ByteBuffer... parts) {
        MessageDigest digest = ClipBoxes.sha256();
        for (ByteBuffer part : parts) {
            digest.update(part);
        }
        return HEX.formatHex(digest.digest());
    }

    boolean isBegun() {
        return initBytes > 0;
    }

    long bytes() {
        return bytes;
    }

    /// What is on the disk for good; once.
    RecordIndex index() {
        return new RecordIndex(type, initBytes, initSha256, fragments, HEX.formatHex(all.digest()));
    }

    /// What was written of a fragment in part stays behind what [#index] tells.
    @Override
    public void close() throws IOException {
        out.close();
    }
}
