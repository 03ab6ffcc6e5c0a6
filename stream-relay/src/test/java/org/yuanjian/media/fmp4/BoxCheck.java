package org.yuanjian.media.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Checks that what a cutter gives out is made of whole boxes, one in the other (ISO/IEC 14496-12
/// §4.2).
final class BoxCheck implements FragmentSink {
    private static final int HEADER_BYTES = 8;
    private static final Set<String> CONTAINERS =
            Set.of("moov", "trak", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf");

    private final List<ByteBuf> fragments = new ArrayList<>();

    @Override
    public void onInit(InitSegment init) {
        assertThat(init.mime()).matches("(video|audio)/mp4; codecs=\"[A-Za-z0-9.,]+\"");
        check(init.bytes());
    }

    @Override
    public void onFragment(MediaFragment fragment) {
        fragments.add(fragment.bytes());
        check(fragment.bytes().slice());
    }

    @Override
    public void onUnplayable() {}

    private static void check(ByteBuf boxes) {
        while (boxes.isReadable()) {
            int size = boxes.readInt();
            String type = boxes.readCharSequence(4, StandardCharsets.US_ASCII).toString();
            assertThat(size - HEADER_BYTES).as(type).isBetween(0, boxes.readableBytes());
            ByteBuf content = boxes.readSlice(size - HEADER_BYTES);
            if (CONTAINERS.contains(type)) {
                check(content);
            }
        }
    }

    void assertNothingHeld() {
        assertThat(fragments).allMatch(bytes -> bytes.refCnt() == 0);
    }
}
