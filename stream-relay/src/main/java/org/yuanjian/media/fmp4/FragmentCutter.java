package org.yuanjian.media.fmp4;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

/// Cuts a stream into fragments. For live playing, one per picture, with the audio that came before
/// it; nothing is held back for a later picture. For files, as many pictures as a given time holds,
/// each lasting exactly until the next. One thread.
///
/// A track that is announced but silent would stop every player, so audio is in the init segment
/// only while it comes; in a file, if it came at the beginning. G.711 cannot be in fragments and is
/// left out.
public final class FragmentCutter implements AccessUnitSink, AutoCloseable {
    /// How long the first picture waits to see whether announced audio comes.
    private static final long AUDIO_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long AUDIO_SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final long AUDIO_ONLY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final double MAX_SKEW_NANOS = 150e6;
    private static final int MAX_WAITING = 500;

    /// Room before the first picture of a file for decode times earlier than it is shown.
    private static final long FILE_LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final FragmentSink sink;
    private final long gatherTicks;
    private final List<AccessUnit> held = new ArrayList<>();
    private @Nullable FragmentTrack video;
    private @Nullable FragmentTrack audio;
    private boolean open;
    private boolean withAudio;
    private long originNanos;
    private long audioNanos;
    private long cutNanos;
    private long takenNanos;
    private long sequence;

    public FragmentCutter(FragmentSink sink) {
        this.sink = sink;
        this.gatherTicks = 0;
    }

    private FragmentCutter(FragmentSink sink, Duration most, long originNanos) {
        this.sink = sink;
        this.gatherTicks = most.toMillis() * TrackFormat.VIDEO_CLOCK_RATE / 1000;
        this.originNanos = originNanos;
    }

    /// For a file, which has one init segment for each [#onTracks].
    ///
    /// @param most how long the pictures of a fragment may last together; a single one may last up
    ///   to a second
    /// @param firstNanos when the first access unit arrived, `System.nanoTime`
    public static FragmentCutter gathering(FragmentSink sink, Duration most, long firstNanos) {
        return new FragmentCutter(sink, most, firstNanos - FILE_LEAD_NANOS);
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        close();
        video = null;
        audio = null;
        open = false;
        // The timeline goes on over a change, one second above nothing for decode times before the
        // first.
        originNanos =
                originNanos == 0 ? System.nanoTime() - TimeUnit.MINUTES.toNanos(1) : originNanos;
        for (int i = 0; i < tracks.size(); i++) {
            choose(i, tracks.get(i));
        }
        if (video == null && audio == null) {
            sink.onUnplayable();
        }
    }

    private void choose(int index, TrackFormat format) {
        boolean isVideo = format.codec().isVideo();
        Optional<SampleEntry> entry = SampleEntry.of(format);
        if ((isVideo ? video : audio) != null || entry.isEmpty()) {
            return;
        }
        TrackClock clock = new TrackClock(entry.get().timescale(), originNanos);
        switch (entry.get()) {
            case VideoSampleEntry found -> video = new VideoTrack(index, found, clock);
            case AacSampleEntry found -> audio = new AudioTrack(index, Codec.AAC, found, clock);
            case OpusSampleEntry found -> audio = new AudioTrack(index, Codec.OPUS, found, clock);
        }
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        boolean isAudio = isOf(audio, unit);
        if (!isAudio && !isOf(video, unit)) {
            return;
        }
        audioNanos = isAudio ? unit.arrivalNanos() : audioNanos;
        if (open || isDecided(unit)) {
            releaseHeld(unit);
            take(unit);
        } else {
            hold(unit);
        }
    }

    private static boolean isOf(@Nullable FragmentTrack track, AccessUnit unit) {
        return track != null && track.index() == unit.track();
    }

    /// Whether the tracks of the first init segment are clear.
    private boolean isDecided(AccessUnit unit) {
        if (audio == null || video == null) {
            return true;
        }
        boolean waited =
                !held.isEmpty()
                        && unit.arrivalNanos() - held.getFirst().arrivalNanos() > AUDIO_WAIT_NANOS;
        return waited || held.size() >= MAX_WAITING || (isOf(audio, unit) && !held.isEmpty());
    }

    private void hold(AccessUnit unit) {
        if (!held.isEmpty() || (isOf(video, unit) && unit.isKeyFrame())) {
            held.add(unit.retain());
        }
    }

    private void releaseHeld(AccessUnit last) {
        if (held.isEmpty()) {
            return;
        }
        List<AccessUnit> units = List.copyOf(held);
        held.clear();
        withAudio = last.arrivalNanos() - audioNanos < AUDIO_SILENT_NANOS;
        units.forEach(unit -> {
            take(unit);
            unit.release();
        });
    }

    private void take(AccessUnit unit) {
        if (isOf(video, unit)) {
            takeVideo(unit);
        } else if (video == null) {
            takeAudioOnly(unit);
        } else if (open && withAudio) {
            takeAudio(unit);
        }
    }

    private void takeVideo(AccessUnit unit) {
        FragmentTrack track = video;
        if (track == null || (!open && !unit.isKeyFrame())) {
            return;
        }
        if (unit.isKeyFrame()) {
            boolean sounds = audio != null && (mayChange() ? isHeard(unit) : withAudio);
            if (!open || sounds != withAudio) {
                openWith(sounds);
            }
        }
        track.add(unit);
        if (gatherTicks == 0) {
            cut(unit.arrivalNanos());
        } else {
            gather(track, unit);
        }
    }

    /// Whether audio may still come or go.
    private boolean mayChange() {
        return open && gatherTicks == 0;
    }

    private boolean isHeard(AccessUnit unit) {
        return unit.arrivalNanos() - audioNanos < AUDIO_SILENT_NANOS;
    }

    /// Cuts before the picture just added once those before it are enough; a key frame likes to be
    /// the first.
    private void gather(FragmentTrack track, AccessUnit unit) {
        long span = track.spanTicks();
        if (span > gatherTicks || (unit.isKeyFrame() && span > gatherTicks / 2)) {
            Sample next = track.takeLast();
            cut(takenNanos);
            track.keep(next);
        }
        takenNanos = unit.arrivalNanos();
    }

    /// Cuts what was gathered, though more could follow.
    public void flush() {
        if (open) {
            cut(takenNanos);
        }
    }

    private void takeAudio(AccessUnit unit) {
        FragmentTrack track = audio;
        FragmentTrack picture = video;
        if (track == null || picture == null) {
            return;
        }
        double skew = track.clock().lagNanos() - picture.clock().lagNanos();
        if (Math.abs(skew) > MAX_SKEW_NANOS) {
            track.clock().shift(skew);
        }
        track.add(unit);
        if (track.waiting().size() > MAX_WAITING) {
            cut(unit.arrivalNanos());
        }
    }

    private void takeAudioOnly(AccessUnit unit) {
        FragmentTrack track = audio;
        if (track == null) {
            return;
        }
        if (!open) {
            openWith(true);
            cutNanos = unit.arrivalNanos();
        }
        track.add(unit);
        takenNanos = unit.arrivalNanos();
        if (unit.arrivalNanos() - cutNanos >= AUDIO_ONLY_NANOS) {
            cut(unit.arrivalNanos());
        }
    }

    private void openWith(boolean sounds) {
        withAudio = sounds;
        open = true;
        tracks().forEach(FragmentTrack::clear);
        sink.onInit(InitWriter.write(tracks().stream().map(FragmentTrack::entry).toList()));
    }

    private List<FragmentTrack> tracks() {
        List<FragmentTrack> tracks = new ArrayList<>(2);
        if (video != null) {
            tracks.add(video);
        }
        if (audio != null && withAudio) {
            tracks.add(audio);
        }
        return tracks;
    }

    /// Whether the init segment cut last has this track.
    ///
    /// @param index of the track in the list of formats
    public boolean carries(int index) {
        return open && tracks().stream().anyMatch(track -> track.index() == index);
    }

    /// @param lastNanos when the last of what is cut arrived
    private void cut(long lastNanos) {
        cutNanos = lastNanos;
        List<FragmentTrack> tracks = tracks();
        if (tracks.stream().allMatch(FragmentTrack::isEmpty)) {
            return;
        }
        boolean key = video == null || video.startsKeyFrame();
        List<List<Sample>> samples = tracks.stream().map(FragmentTrack::waiting).toList();
        MediaFragment fragment =
                new MediaFragment(FragmentWriter.write(++sequence, samples), key, lastNanos);
        tracks.forEach(FragmentTrack::clear);
        try {
            sink.onFragment(fragment);
        } finally {
            fragment.release();
        }
    }

    /// Lets go of what waits for the next fragment.
    @Override
    public void close() {
        held.forEach(AccessUnit::release);
        held.clear();
        if (video != null) {
            video.clear();
        }
        if (audio != null) {
            audio.clear();
        }
    }
}
