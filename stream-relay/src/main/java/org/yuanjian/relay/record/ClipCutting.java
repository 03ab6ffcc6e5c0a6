package org.yuanjian.relay.record;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Codec;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.fmp4.FragmentCutter;
import org.yuanjian.media.fmp4.FragmentSink;
import org.yuanjian.media.fmp4.InitSegment;
import org.yuanjian.media.fmp4.MediaFragment;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.media.rtp.RtpPacket;
import org.yuanjian.media.rtp.RtpReader;
import org.yuanjian.relay.record.ClipEnd.Why;
import org.yuanjian.relay.transcode.OpusTracks;

/// Turns what a stream brings into fragments of a clip's file, from its first key frame to the end
/// of the clip. One thread.
final class ClipCutting implements FragmentSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClipCutting.class);

    /// Half of what may be lost: the picture that ends a fragment comes after it.
    private static final Duration FRAGMENT = Duration.ofMillis(500);

    private static final long NOT_YET = Long.MIN_VALUE;

    private final ClipFile file;
    private final ClipClock clock;
    private final long endNanos;
    private final long mostBytes;
    private final OpusTracks opus = OpusTracks.ofG711();
    private List<RtpReader> readers = List.of();
    private List<TrackFormat> told = List.of();
    private List<TrackFormat> recorded = List.of();
    private @Nullable FragmentCutter cutter;
    private @Nullable Why end;
    private long firstNanos = NOT_YET;
    private long lastNanos;
    private long malformed;
    private long lostBefore;
    private long keyTicks;
    private boolean leading;
    private boolean diskFailed;

    /// @param endNanos what arrives later is not in it, `System.nanoTime`
    /// @param mostBytes it ends when it is as large
    ClipCutting(ClipFile file, ClipClock clock, long endNanos, long mostBytes) {
        this.file = file;
        this.clock = clock;
        this.endNanos = endNanos;
        this.mostBytes = mostBytes;
    }

    /// Why it goes on no longer; null while it does.
    @Nullable Why end() {
        return end;
    }

    void end(Why why) {
        if (end == null) {
            end = why;
        }
    }

    void take(ClipQueue.Item item) {
        switch (item) {
            case ClipQueue.Tracks tracks -> onTracks(tracks.formats());
            case ClipQueue.Burst burst -> read(burst.burst());
            case ClipQueue.Lost _ -> end(Why.CAMERA_GONE);
            case ClipQueue.Stop _ -> end(Why.STOPPED);
        }
    }

    private void onTracks(List<TrackFormat> formats) {
        if (formats.equals(told)) {
            return;
        }
        if (cutter != null) {
            end(Why.PARAMETERS_CHANGED);
            return;
        }
        readers.forEach(RtpReader::close);
        List<RtpReader> fresh = new ArrayList<>();
        for (int track = 0; track < formats.size(); track++) {
            fresh.add(RtpReader.of(track, formats.get(track), this::onAccessUnit));
        }
        readers = fresh;
        told = formats;
    }

    private void read(RtpBurst burst) {
        try {
            burst.forEach((channel, index, length) -> read(burst, channel, index, length));
        } finally {
            burst.release();
        }
    }

    private void read(RtpBurst burst, int channel, int index, int length) {
        int track = channel >> 1;
        if ((channel & 1) != 0 || track >= readers.size() || end != null) {
            return;
        }
        try {
            RtpPacket packet = RtpPacket.parse(burst.frames(), index, length);
            readers.get(track).read(packet, burst.arrivalNanos());
        } catch (MalformedPacketException e) {
            malformed++;
        }
    }

    private void onAccessUnit(AccessUnit unit) {
        if (end != null) {
            return;
        }
        if (unit.arrivalNanos() - endNanos > 0) {
            end(Why.COMPLETE);
            return;
        }
        FragmentCutter running = cutter == null ? begin(unit) : cutter;
        if (running == null) {
            return;
        }
        if (!recorded.equals(formats())) {
            end(Why.PARAMETERS_CHANGED);
            return;
        }
        if (isLeading(unit)) {
            return;
        }
        if (isTimed(unit)) {
            firstNanos = firstNanos == NOT_YET ? unit.arrivalNanos() : firstNanos;
            lastNanos = unit.arrivalNanos();
        }
        pass(running, unit);
    }

    /// G.711 is turned into Opus here, on the clip's thread: each clip begins in a past of its own.
    private void pass(FragmentCutter running, AccessUnit unit) {
        TrackFormat format = recorded.get(unit.track());
        if (!opus.turns(format)) {
            running.onAccessUnit(unit);
            return;
        }
        for (AccessUnit turned : opus.turn(unit, format)) {
            running.onAccessUnit(turned);
            turned.release();
        }
    }

    /// With the first key frame whose parameter sets are known.
    private @Nullable FragmentCutter begin(AccessUnit unit) {
        TrackFormat format = readers.get(unit.track()).format();
        boolean canStart =
                format.codec().isVideo()
                        ? unit.isKeyFrame() && !format.parameterSets().isEmpty()
                        : !hasVideo();
        if (!canStart) {
            return null;
        }
        FragmentCutter begun = FragmentCutter.gathering(this, FRAGMENT, unit.arrivalNanos());
        cutter = begun;
        lostBefore = missed();
        keyTicks = unit.timestampTicks();
        leading = format.codec().isVideo();
        recorded = formats();
        begun.onTracks(opus.formats(recorded));
        return begun;
    }

    /// H.265 §3.77, H.264 alike: pictures behind the first key frame that are shown before it need
    /// others from before it, which are not here.
    private boolean isLeading(AccessUnit unit) {
        if (!leading || !isTimed(unit)) {
            return false;
        }
        long later = unit.timestampTicks() - keyTicks;
        leading = later <= 0;
        return later < 0;
    }

    private boolean hasVideo() {
        return told.stream().map(TrackFormat::codec).anyMatch(Codec::isVideo);
    }

    private boolean isTimed(AccessUnit unit) {
        return recorded.get(unit.track()).codec().isVideo() || !hasVideo();
    }

    private List<TrackFormat> formats() {
        return readers.stream().map(RtpReader::format).toList();
    }

    /// To be asked now and then: what waits for a picture that does not come is put on the disk.
    void tick() {
        FragmentCutter running = cutter;
        if (running != null && ClipClock.since(lastNanos) > FRAGMENT.toNanos()) {
            running.flush();
        }
    }

    /// Puts what is left on the disk.
    void finish() {
        FragmentCutter running = cutter;
        if (running != null) {
            running.flush();
        }
    }

    @Override
    public void onInit(InitSegment init) {
        if (file.isBegun()) {
            end(Why.PARAMETERS_CHANGED);
        } else {
            write(() -> file.begin(init));
        }
    }

    @Override
    public void onFragment(MediaFragment fragment) {
        long first = firstNanos == NOT_YET ? fragment.arrivalNanos() : firstNanos;
        long last = fragment.arrivalNanos();
        firstNanos = lastNanos - last > 0 ? lastNanos : NOT_YET;
        write(() -> file.add(fragment.bytes(), clock.at(first), clock.at(last)));
        if (file.bytes() >= mostBytes) {
            end(Why.SIZE);
        }
    }

    /// What the disk is given.
    private interface Writing {
        void write() throws IOException;
    }

    /// After a failure nothing more, as part of it may be there.
    private void write(Writing writing) {
        if (diskFailed) {
            return;
        }
        try {
            writing.write();
        } catch (IOException e) {
            LOG.warn("a clip cannot be written: {}", e.toString());
            diskFailed = true;
            end = Why.DISK;
        }
    }

    @Override
    public void onUnplayable() {
        end(Why.UNPLAYABLE);
    }

    /// Packets and access units that did not get into it since its first picture.
    long lost() {
        return cutter == null ? 0 : missed() - lostBefore;
    }

    private long missed() {
        return malformed
                + readers.stream()
                        .mapToLong(reader -> reader.droppedPackets() + reader.droppedUnits())
                        .sum();
    }

    /// What became of the sound so far.
    ClipEnd.Sound sound() {
        return new ClipEnd.Sound(
                names(track -> isCarried(track) && opus.turns(recorded.get(track))),
                names(track -> !isCarried(track) || opus.isSilent(track)));
    }

    private boolean isCarried(int track) {
        return cutter != null && cutter.carries(track);
    }

    /// Encoding names of the tracks of sound that are so.
    private String names(IntPredicate isSo) {
        return IntStream.range(0, recorded.size())
                .filter(track -> !recorded.get(track).codec().isVideo())
                .filter(isSo)
                .mapToObj(track -> recorded.get(track).codec().encodingName())
                .collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        readers.forEach(RtpReader::close);
        if (cutter != null) {
            cutter.close();
        }
        opus.close();
    }
}
