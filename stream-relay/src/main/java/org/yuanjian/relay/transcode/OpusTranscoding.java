package org.yuanjian.relay.transcode;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;

/// Stands before a sink that plays Opus and turns tracks of other codecs into it. All other tracks
/// pass, in order with what was turned; while nothing is being turned they pass at once.
///
/// Calls come and go on one event loop, codecs run on a worker of the stream's own. A codec that
/// fails costs sound and nothing else: the track is announced as Opus and stays silent. A worker
/// that falls behind holds pictures up for [UnitOrder#MAX_WAIT_NANOS] at most.
public final class OpusTranscoding implements AccessUnitSink, AutoCloseable {
    private final AccessUnitSink sink;
    private final EventLoop loop;
    private final TranscodeWorkers workers;
    private final UnitOrder order;
    private List<TrackFormat> tracks = List.of();
    private int announced;
    private @Nullable SerialWorker worker;
    private boolean closed;

    /// The codecs, and the announcement they are of; the worker's own.
    private final OpusTracks opus;

    private int opened;

    private OpusTranscoding(
            AccessUnitSink sink, EventLoop loop, TranscodeWorkers workers, OpusTracks opus) {
        this.sink = sink;
        this.loop = loop;
        this.workers = workers;
        this.opus = opus;
        this.order = new UnitOrder(sink::onAccessUnit);
    }

    /// For fragments, which cannot hold G.711.
    public static OpusTranscoding ofG711(
            AccessUnitSink sink, EventLoop loop, TranscodeWorkers workers) {
        return new OpusTranscoding(sink, loop, workers, OpusTracks.ofG711(workers::open));
    }

    /// For WebRTC, which cannot carry AAC.
    public static OpusTranscoding ofAac(
            AccessUnitSink sink, EventLoop loop, TranscodeWorkers workers) {
        return new OpusTranscoding(sink, loop, workers, OpusTracks.ofAac(workers::open));
    }

    /// The format of every track that is turned: access units of one packet of 20 ms, timestamps at
    /// 48 kHz.
    public static TrackFormat format() {
        return OpusTranscoder.opusFormat();
    }

    @Override
    public void onTracks(List<TrackFormat> formats) {
        order.finish();
        tracks = formats;
        announced++;
        sink.onTracks(opus.formats(formats));
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        TrackFormat format = tracks.get(unit.track());
        if (closed) {
            return;
        }
        if (opus.turns(format)) {
            hand(unit.retain(), format);
        } else {
            order.pass(unit);
        }
    }

    private void hand(AccessUnit owned, TrackFormat format) {
        SerialWorker ready = worker == null ? workers.worker() : worker;
        worker = ready;
        UnitOrder.Place place = order.keep();
        int of = announced;
        if (!ready.offer(() -> deliver(place, turn(owned, format, of)))) {
            owned.release();
            place.fill(List.of());
        }
    }

    @Override
    public void onFault(StreamFault fault) {
        sink.onFault(fault);
    }

    /// Frees the codecs once the worker is done; nothing comes out any more. On the loop.
    @Override
    public void close() {
        closed = true;
        order.clear();
        if (worker != null) {
            workers.end(worker, opus::close);
        }
    }

    // The methods below run on the worker.

    private List<AccessUnit> turn(AccessUnit owned, TrackFormat format, int of) {
        if (of != opened) {
            opus.close();
            opened = of;
        }
        try {
            return opus.turn(owned, format);
        } finally {
            owned.release();
        }
    }

    private void deliver(UnitOrder.Place place, List<AccessUnit> owned) {
        try {
            loop.execute(() -> place.fill(owned));
        } catch (RejectedExecutionException e) {
            owned.forEach(AccessUnit::release);
        }
    }
}
