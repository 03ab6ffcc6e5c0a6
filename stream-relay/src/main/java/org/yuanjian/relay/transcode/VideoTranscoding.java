package org.yuanjian.relay.transcode;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamFault.Kind;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.AccessUnitTaps;
import org.yuanjian.relay.TapSubscription;
import org.yuanjian.relay.transcode.TranscodeProtocol.Setup;
import org.yuanjian.relay.transcode.TranscodeProtocol.Turned;

/// One stream while it is turned: holds the original as a viewer does, hands its pictures to a
/// process, and sound on as it came. A process that ends is started again, later each time. Event
/// loop of the turned stream only; the sink's calls come on another and are handed over.
final class VideoTranscoding implements AccessUnitSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VideoTranscoding.class);
    private static final int MAX_ARRIVALS = 512;
    private static final int MAX_PAUSE_SECONDS = 32;
    private static final long STEADY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final StreamFault FULL =
            new StreamFault(Kind.OVERLOADED, "as many streams are turned as may be");
    private static final StreamFault NO_PICTURE =
            new StreamFault(Kind.PROTOCOL, "nothing that could be turned");
    private static final StreamFault PROCESS_ENDED =
            new StreamFault(Kind.ENDED, "the transcoder ended");

    private final Surroundings around;
    private final EventLoop loop;
    private final StreamSource.Receiver receiver;
    private final Map<Long, Long> arrivals =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
                    return size() > MAX_ARRIVALS;
                }
            };
    private @Nullable TapSubscription tap;
    private @Nullable ScheduledFuture<?> looking;
    private @Nullable TurnedTracks tracks;
    private @Nullable TranscoderProcess process;
    private List<TrackFormat> sources = List.of();
    private int video;
    private int processes;
    private int failures;
    private long startedNanos;
    private boolean closed;

    /// What a transcoding needs of its node.
    record Surroundings(
            StreamId original,
            AccessUnitTaps taps,
            TranscodeSettings settings,
            TranscodeCounters counters) {}

    VideoTranscoding(Surroundings around, EventLoop loop, StreamSource.Receiver receiver) {
        this.around = around;
        this.loop = loop;
        this.receiver = receiver;
    }

    /// Runs a task on the loop, if it still runs any.
    void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("stream={} nothing runs any more", around.original());
        }
    }

    /// Begins, or tells that too many run; harmless when done twice.
    void open() {
        if (closed || tap != null) {
            return;
        }
        if (!around.counters().enter(around.settings().most())) {
            receiver.onLost(FULL);
            return;
        }
        LOG.info("stream={} is turned into H.264 from now on", around.original());
        tap = around.taps().join(around.original(), this);
        looking = loop.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
    }

    // The sink's calls, on the tap's loop.

    @Override
    public void onTracks(List<TrackFormat> formats) {
        execute(() -> begin(formats));
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        unit.retain();
        try {
            loop.execute(() -> take(unit));
        } catch (RejectedExecutionException e) {
            unit.release();
        }
    }

    @Override
    public void onFault(StreamFault fault) {
        execute(() -> lost(fault));
    }

    // On our own loop from here on.

    private void begin(List<TrackFormat> formats) {
        if (closed || formats.equals(sources)) {
            return;
        }
        end();
        sources = formats;
        video = videoOf(formats);
        if (video < 0) {
            receiver.onLost(NO_PICTURE);
            return;
        }
        tracks = new TurnedTracks(formats, video, receiver);
        startProcess();
    }

    private static int videoOf(List<TrackFormat> formats) {
        return IntStream.range(0, formats.size())
                .filter(track -> formats.get(track).codec().isVideo())
                .findFirst()
                .orElse(-1);
    }

    private void startProcess() {
        TrackFormat format = sources.get(video);
        Setup setup = new Setup(format.codec(), around.settings().widest());
        TranscoderProcess started =
                new TranscoderProcess(
                        setup, format.parameterSets(), around.counters(), listener(++processes));
        startedNanos = System.nanoTime();
        process = started;
        started.start();
    }

    private TranscoderProcess.Listener listener(int number) {
        return new TranscoderProcess.Listener() {
            @Override
            public void onPicture(Turned picture) {
                execute(() -> ifCurrent(number, open -> out(open, picture)));
            }

            @Override
            public void onEnd() {
                execute(() -> ifCurrent(number, VideoTranscoding.this::processEnded));
            }
        };
    }

    private void ifCurrent(int number, Consumer<TurnedTracks> call) {
        TurnedTracks open = tracks;
        if (number == processes && open != null) {
            call.accept(open);
        }
    }

    private void take(AccessUnit owned) {
        TranscoderProcess running = process;
        TurnedTracks open = tracks;
        if (open != null && owned.track() != video) {
            open.send(owned);
            return;
        }
        if (open != null && running != null) {
            arrivals.put(owned.timestampTicks(), owned.arrivalNanos());
            running.offer(owned);
        }
        owned.release();
    }

    private void out(TurnedTracks open, Turned picture) {
        long now = System.nanoTime();
        Long arrival = arrivals.remove(picture.ticks());
        long arrived = arrival == null ? now : arrival;
        around.counters().out(now - arrived);
        open.picture(picture, arrived);
    }

    private void processEnded(TurnedTracks open) {
        failures = System.nanoTime() - startedNanos > STEADY_NANOS ? 0 : failures + 1;
        long pause = Math.min(MAX_PAUSE_SECONDS, 1L << Math.min(failures, MAX_PAUSE_SECONDS));
        LOG.warn("stream={} transcoder ended, again in {} s", around.original(), pause);
        process = null;
        open.forget();
        receiver.onLost(PROCESS_ENDED);
        int ended = processes;
        loop.schedule(() -> ifCurrent(ended, _ -> again()), pause, TimeUnit.SECONDS);
    }

    private void again() {
        startProcess();
        requestKeyFrame();
    }

    private void lost(StreamFault fault) {
        if (closed) {
            return;
        }
        arrivals.clear();
        if (tracks != null) {
            tracks.forget();
        }
        receiver.onLost(fault);
    }

    void requestKeyFrame() {
        if (process != null) {
            process.requestKeyFrame();
        }
        if (tap != null && (tracks == null || !tracks.areTold())) {
            tap.requestKeyFrame();
        }
    }

    private void look() {
        if (process != null) {
            process.look();
        }
    }

    private void end() {
        processes++;
        arrivals.clear();
        if (process != null) {
            process.close();
            process = null;
        }
        if (tracks != null) {
            tracks.close();
            tracks = null;
        }
    }

    /// Ends it for good.
    @Override
    public void close() {
        closed = true;
        end();
        if (looking != null) {
            looking.cancel(false);
        }
        if (tap != null) {
            tap.leave();
            tap = null;
            around.counters().leave();
        }
    }
}
