package org.yuanjian.relay.transcode;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.Codec;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;

/// Stands before a sink that plays Opus and turns tracks of other codecs into it. All other tracks
/// pass, in order with what was turned; while there is nothing to turn they pass at once.
///
/// Calls come and go on one event loop, the work between is done by a worker of the stream's own. A
/// worker that falls behind costs access units up to the next key frame.
public final class OpusTranscoding implements AccessUnitSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpusTranscoding.class);

    private final AccessUnitSink sink;
    private final EventLoop loop;
    private final SerialWorker worker;
    private final Set<Codec> turned;
    private List<TrackFormat> tracks = List.of();
    private boolean active;
    private boolean opened;
    private boolean skipping;
    private boolean picturesCome;
    private volatile boolean closed;

    /// The transcoders by track; the worker's own.
    private final Map<Integer, AudioTranscoder> transcoders = new HashMap<>();

    private OpusTranscoding(
            AccessUnitSink sink, EventLoop loop, SerialWorker worker, Set<Codec> turned) {
        this.sink = sink;
        this.loop = loop;
        this.worker = worker;
        this.turned = turned;
    }

    /// For fragments, which cannot hold G.711.
    public static OpusTranscoding ofG711(
            AccessUnitSink sink, EventLoop loop, TranscodeWorkers workers) {
        return new OpusTranscoding(
                sink, loop, workers.worker(), EnumSet.of(Codec.PCMA, Codec.PCMU));
    }

    /// For WebRTC, which cannot carry AAC.
    public static OpusTranscoding ofAac(
            AccessUnitSink sink, EventLoop loop, TranscodeWorkers workers) {
        return new OpusTranscoding(sink, loop, workers.worker(), EnumSet.of(Codec.AAC));
    }

    @Override
    public void onTracks(List<TrackFormat> formats) {
        tracks = formats;
        active |= formats.stream().anyMatch(track -> turned.contains(track.codec()));
        if (active) {
            opened = worker.offer(() -> open(formats));
        } else {
            sink.onTracks(formats);
        }
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        if (!active) {
            sink.onAccessUnit(unit);
            return;
        }
        picturesCome |= tracks.get(unit.track()).codec().isVideo();
        skipping = skipping && !canResume(unit);
        if (skipping || !isOpened()) {
            return;
        }
        unit.retain();
        if (!worker.offer(() -> turn(unit))) {
            skipping = true;
            unit.release();
        }
    }

    /// Whether the worker knows the tracks; tells them again if it had no room for them.
    private boolean isOpened() {
        if (!opened) {
            List<TrackFormat> formats = tracks;
            opened = worker.offer(() -> open(formats));
        }
        return opened;
    }

    /// Pictures go on with a key frame; sound with any unit, but not before the picture.
    private boolean canResume(AccessUnit unit) {
        boolean video = tracks.get(unit.track()).codec().isVideo();
        return video ? unit.isKeyFrame() : !picturesCome;
    }

    @Override
    public void onFault(StreamFault fault) {
        sink.onFault(fault);
    }

    /// Frees the codecs once the worker is done; nothing comes out any more.
    @Override
    public void close() {
        closed = true;
        worker.close(this::free);
    }

    // The methods below run on the worker.

    private void open(List<TrackFormat> formats) {
        free();
        List<TrackFormat> made = new ArrayList<>();
        for (int track = 0; track < formats.size(); track++) {
            made.add(open(track, formats.get(track)));
        }
        deliver(() -> sink.onTracks(made));
    }

    /// What comes out of a track; one that cannot be turned stays what it is.
    private TrackFormat open(int track, TrackFormat format) {
        if (!turned.contains(format.codec())) {
            return format;
        }
        try {
            AudioTranscoder transcoder = new OpusTranscoder(format);
            transcoders.put(track, transcoder);
            return transcoder.format();
        } catch (TranscodeException e) {
            LOG.warn("track={} codec={} stays: {}", track, format.codec(), e.getMessage());
            return format;
        }
    }

    private void turn(AccessUnit unit) {
        AudioTranscoder transcoder = transcoders.get(unit.track());
        if (transcoder == null) {
            deliver(unit);
            return;
        }
        try {
            transcoder.transcode(unit).forEach(this::deliver);
        } finally {
            unit.release();
        }
    }

    private void free() {
        transcoders.values().forEach(AudioTranscoder::close);
        transcoders.clear();
    }

    /// Hands an owned access unit over to the sink.
    private void deliver(AccessUnit unit) {
        try {
            loop.execute(() -> {
                if (!closed) {
                    sink.onAccessUnit(unit);
                }
                unit.release();
            });
        } catch (RejectedExecutionException e) {
            unit.release();
        }
    }

    private void deliver(Runnable call) {
        try {
            loop.execute(() -> {
                if (!closed) {
                    call.run();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("loop ended before its stream");
        }
    }
}
