package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.BurstAssembler;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.NtpTime;
import org.yuanjian.media.rtsp.RtspException;

/// Keeps one camera's stream alive: dials within the node's budget, watches the age of frames,
/// comes back with back-off.
public final class RtspSource implements StreamSource {
    private static final Logger LOG = LoggerFactory.getLogger(RtspSource.class);
    private static final long FRAME_AGE_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final long KEY_FRAME_AGE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long WATCH_SECONDS = 1;

    private final StreamId id;
    private final RtspAddress address;
    private final RefusalLatch latch;
    private final SourceEnvironment environment;
    private final Backoff backoff;

    private @Nullable Life life;

    public RtspSource(
            StreamId id, RtspAddress address, RefusalLatch latch, SourceEnvironment environment) {
        this.id = id;
        this.address = address;
        this.latch = latch;
        this.environment = environment;
        this.backoff = new Backoff(environment.random());
    }

    @Override
    public synchronized void start(EventLoop loop, Receiver receiver) {
        Life started = new Life(loop, receiver);
        life = started;
        loop.execute(() -> started.dial(true));
    }

    @Override
    public void stop() {
        run(Life::stop);
    }

    @Override
    public void requestKeyFrame() {
        run(Life::requestKeyFrame);
    }

    @Override
    public void hasten() {
        run(Life::hasten);
    }

    @Override
    public synchronized long malformedPackets() {
        return life == null ? 0 : life.packets.malformed();
    }

    private synchronized void run(Consumer<Life> action) {
        Life current = life;
        if (current != null) {
            current.loop.execute(() -> action.accept(current));
        }
    }

    /// Everything between start and stop; event loop only.
    private final class Life implements RtspClient.Listener {
        private final EventLoop loop;
        private final Receiver receiver;
        private final PacketReceiver packets;
        private @Nullable RtspClient client;
        private DialBudget.@Nullable Dial dial;
        private @Nullable ScheduledFuture<?> timer;
        private long playingSince;
        private boolean playing;
        private boolean stopped;

        Life(EventLoop loop, Receiver receiver) {
            this.loop = loop;
            this.receiver = receiver;
            this.packets =
                    new PacketReceiver(
                            receiver,
                            new BurstAssembler(environment.allocator()),
                            new NtpTime(environment.clock()));
        }

        void dial(boolean isUrgent) {
            timer = null;
            if (stopped || isRefused()) {
                return;
            }
            if (client == null && dial == null) {
                dial = environment.dials().request(isUrgent, () -> loop.execute(this::connect));
            }
        }

        /// Whether the device refused us, or another stream of it; then the viewers are told.
        private boolean isRefused() {
            if (latch.isRefused()) {
                String words = latch.words().orElse("");
                receiver.onLost(new StreamFault(StreamFault.Kind.REFUSED_CREDENTIALS, words));
            }
            return latch.isRefused();
        }

        private void connect() {
            dial = null;
            if (stopped || isRefused()) {
                return;
            }
            RtspClient opened =
                    new RtspClient(
                            loop, environment.sockets(), address, environment.isAllowed(), this);
            client = opened;
            opened.open();
        }

        void hasten() {
            if (dial != null) {
                dial.hasten();
            } else if (client == null && timer != null) {
                timer.cancel(false);
                dial(true);
            }
        }

        void stop() {
            stopped = true;
            if (dial != null) {
                dial.cancel();
            }
            cancelTimer();
            if (client != null) {
                client.close();
                client = null;
            }
            packets.close();
        }

        private void cancelTimer() {
            if (timer != null) {
                timer.cancel(false);
                timer = null;
            }
        }

        void requestKeyFrame() {
            RtspClient current = client;
            if (current != null && playing) {
                packets.keyFrameRequest(environment.allocator())
                        .ifPresent(pli -> current.sendRtcp(pli.track(), pli.packet()));
            }
        }

        @Override
        public void onReady(List<TrackFormat> tracks) {
            long now = now();
            playingSince = now;
            playing = true;
            packets.begin(tracks, now);
            LOG.info("stream={} playing from={} tracks={}", id, address, tracks.size());
            timer = loop.schedule(this::watch, WATCH_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void onFrames(ByteBuf frames, int[] channels) {
            packets.frames(frames, channels, now());
        }

        @Override
        public UdpTracks openUdp(InetSocketAddress camera, List<TrackFormat> formats)
                throws RtspException {
            return new UdpTracks(loop, environment, camera, formats, packets);
        }

        private long now() {
            return environment.nanoTime().getAsLong();
        }

        /// Liveness is the age of the last frame, whatever the connection says.
        private void watch() {
            RtspClient current = client;
            if (stopped || current == null) {
                return;
            }
            long now = now();
            if (now - packets.lastFrameNanos() > FRAME_AGE_NANOS) {
                lose(current, new StreamFault(StreamFault.Kind.NO_FRAMES, "no frame for 8 s"));
            } else if (now - packets.lastKeyFrameNanos() > KEY_FRAME_AGE_NANOS) {
                lose(current, new StreamFault(StreamFault.Kind.NO_FRAMES, "no key frame for 60 s"));
            } else {
                if (now - playingSince > STEADY_NANOS) {
                    backoff.reset();
                }
                timer = loop.schedule(this::watch, WATCH_SECONDS, TimeUnit.SECONDS);
            }
        }

        private void lose(RtspClient current, StreamFault fault) {
            current.close();
            lost(fault);
        }

        @Override
        public void onClosed(RtspException why) {
            if (!stopped) {
                lost(fault(why));
            }
        }

        private StreamFault fault(RtspException why) {
            String words = String.valueOf(why.getMessage());
            StreamFault.Kind kind =
                    switch (why.kind()) {
                        case REFUSED -> StreamFault.Kind.REFUSED_CREDENTIALS;
                        case UNREACHABLE ->
                                playing ? StreamFault.Kind.ENDED : StreamFault.Kind.UNREACHABLE;
                        case MALFORMED, TOO_LARGE, STATUS, DESCRIPTION -> StreamFault.Kind.PROTOCOL;
                    };
            return new StreamFault(kind, words);
        }

        private void lost(StreamFault fault) {
            client = null;
            playing = false;
            packets.end();
            cancelTimer();
            LOG.info("stream={} lost kind={} detail={}", id, fault.kind(), fault.detail());
            if (fault.kind() == StreamFault.Kind.REFUSED_CREDENTIALS) {
                latch.refuse(fault.detail());
            } else {
                timer =
                        loop.schedule(
                                () -> dial(false), backoff.nextMillis(), TimeUnit.MILLISECONDS);
            }
            receiver.onLost(fault);
        }
    }
}
