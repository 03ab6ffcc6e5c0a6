package org.yuanjian.media.fmp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Keeps what a cutter gives out, init segments and fragments back to back as one file.
final class RecordingFragments implements FragmentSink {
    final List<String> mimes = new ArrayList<>();
    final List<Boolean> keys = new ArrayList<>();
    final ByteArrayOutputStream file = new ByteArrayOutputStream();
    int unplayable;

    @Override
    public void onInit(InitSegment init) {
        mimes.add(init.mime());
        write(init.bytes());
    }

    @Override
    public void onFragment(MediaFragment fragment) {
        keys.add(fragment.startsKeyFrame());
        write(fragment.bytes());
    }

    @Override
    public void onUnplayable() {
        unplayable++;
    }

    private void write(ByteBuf bytes) {
        file.writeBytes(ByteBufUtil.getBytes(bytes));
    }
}
