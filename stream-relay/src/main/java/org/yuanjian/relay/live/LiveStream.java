package org.yuanjian.relay.live;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.fmp4.FragmentCutter;
import org.yuanjian.media.fmp4.FragmentSink;
import org.yuanjian.media.fmp4.InitSegment;
import org.yuanjian.media.fmp4.MediaFragment;
import org.yuanjian.relay.http.Problem;

/// One stream cut into fragments for all its viewers; keeps those of the current GOP, so that a new
/// viewer has a picture at once. On the tap's loop only.
final class LiveStream implements AccessUnitSink, FragmentSink {
    /// A longer GOP is not kept; a new viewer then waits for the next key frame.
    private static final int MAX_GOP_BYTES = 16 << 20;

    private static final Problem UNPLAYABLE =
            new Problem(415, "CODEC", "No track that fragments can carry");

    private final FragmentCutter cutter = new FragmentCutter(this);
    private final List<Fmp4Writer> viewers = new ArrayList<>();
    private final List<MediaFragment> gop = new ArrayList<>();
    private int gopBytes;
    private @Nullable InitSegment init;
    private @Nullable Problem problem;

    void add(Fmp4Writer viewer) {
        viewers.add(viewer);
        Problem known = problem;
        if (known != null) {
            viewer.problem(known);
            return;
        }
        InitSegment opened = init;
        if (opened != null) {
            viewer.init(opened);
            gop.forEach(viewer::fragment);
            viewer.flush();
        }
    }

    void remove(Fmp4Writer viewer) {
        viewers.remove(viewer);
    }

    void close() {
        cutter.close();
        clearGop();
        init = null;
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        problem = null;
        cutter.onTracks(tracks);
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        cutter.onAccessUnit(unit);
    }

    @Override
    public void onFault(StreamFault fault) {
        close();
        fail(Problem.of(fault));
    }

    @Override
    public void onInit(InitSegment opened) {
        clearGop();
        init = opened;
        each(viewer -> viewer.init(opened));
    }

    @Override
    public void onFragment(MediaFragment fragment) {
        keep(fragment);
        each(viewer -> viewer.fragment(fragment));
    }

    @Override
    public void onUnplayable() {
        fail(UNPLAYABLE);
    }

    private void fail(Problem found) {
        problem = found;
        List.copyOf(viewers).forEach(viewer -> viewer.problem(found));
    }

    private void keep(MediaFragment fragment) {
        if (fragment.startsKeyFrame()) {
            clearGop();
        } else if (gop.isEmpty()) {
            return;
        }
        gop.add(fragment.retain());
        gopBytes += fragment.bytes().readableBytes();
        if (gopBytes > MAX_GOP_BYTES) {
            clearGop();
        }
    }

    private void clearGop() {
        gop.forEach(MediaFragment::release);
        gop.clear();
        gopBytes = 0;
    }

    private void each(Consumer<Fmp4Writer> call) {
        for (Fmp4Writer viewer : viewers) {
            call.accept(viewer);
            viewer.flush();
        }
    }
}
