package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    private static final long WATCH_SECONDS = 1;
    private static final int OTHER_WAY_MILLIS = 500;

    private final StreamId id;
    private final Supplier<Optional<RtspAccess>> ways;
    private final SourceEnvironment environment;
    private final Runnable onKeyFrameRequest;
    private final Backoff backoff;

    private @Nullable Life life;

    /// @param ways how the stream is reached, asked at each dial; empty if it is there no longer.
    ///   Must not block
    public RtspSource(
            StreamId id, Supplier<Optional<RtspAccess>> ways, SourceEnvironment environment) {
        this(id, ways, environment, () -> {});
    }

    /// @param onKeyFrameRequest asks for a key frame by another way, where none has come half a
    ///   second after the PLI. Called on the event loop, while the stream plays; must not block
    public RtspSource(
            StreamId id,
            Supplier<Optional<RtspAccess>> ways,
            SourceEnvironment environment,
            Runnable onKeyFrameRequest) {
        this.id = id;
        this.ways = ways;
        this.environment = environment;
        this.onKeyFrameRequest = onKeyFrameRequest;
        this.backoff = new Backoff(environment.random());
    }

    @Override
    public synchronized void start(EventLoop loop, Receiver receiver) {
        Life started = new Life(loop, receiver);
        life = started;
        loop.execute(() -> started.dial(false));
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
    public void reopen() {
        run(Life::reopen);
    }

    @Override
    public void watched(boolean isWatched) {
        run(found -> found.watched(isWatched));
    }

    @Override
    public synchronized long malformedPackets() {
        return life == null ? 0 : life.packets.malformed();
    }

    @Override
    public synchronized long latePackets() {
        return life == null ? 0 : life.packets.late();
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
        private Optional<RtspAccess> way = Optional.empty();
        private @Nullable RtspClient client;
        private DialBudget.@Nullable Dial dial;
        private @Nullable ScheduledFuture<?> timer;
        private boolean watched;
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
            if (!stopped && client == null && dial == null && findWay()) {
                dial = environment.dials().request(isUrgent, () -> loop.execute(this::connect));
            }
        }

        /// Whether there is one; if not, or if the device refused us or another stream of it, the
        /// viewers are told, and nothing is tried before [RtspSource#reopen].
        private boolean findWay() {
            way = ways.get();
            if (way.isEmpty()) {
                receiver.onLost(new StreamFault(StreamFault.Kind.UNKNOWN_STREAM, id.toString()));
            } else if (way.get().isRefused()) {
                String words = way.get().latch().words().orElse("");
                receiver.onLost(new StreamFault(StreamFault.Kind.REFUSED_CREDENTIALS, words));
            } else {
                return true;
            }
            return false;
        }

        private void connect() {
            dial = null;
            if (stopped || !findWay()) {
                return;
            }
            RtspAccess found = way.orElseThrow();
            RtspClient opened =
                    new RtspClient(
                            loop, environment.sockets(), found, environment.isAllowed(), this);
            client = opened;
            opened.open();
        }

        /// A dial that waits for its turn looks the way up when it comes.
        void reopen() {
            RtspClient current = client;
            if (stopped || (current != null && way.equals(ways.get()))) {
                return;
            }
            backoff.reset();
            cancelTimer();
            if (current != null) {
                current.close();
                ended(new StreamFault(StreamFault.Kind.ENDED, "reached another way from now on"));
            }
            dial(false);
        }

        void hasten() {
            if (dial != null) {
                dial.hasten();
            } else if (client == null && timer != null) {
                timer.cancel(false);
                dial(true);
            }
        }

        void watched(boolean isWatched) {
            watched = isWatched;
            pace();
        }

        /// What nobody watches is read in rounds.
        private void pace() {
            @Nullable Channel channel = client == null ? null : client.channel();
            if (playing && channel != null) {
                ReadRounds rounds = environment.rounds(loop);
                if (watched) {
                    rounds.remove(channel);
                } else {
                    rounds.add(channel);
                }
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
                long asked = environment.nanoTime().getAsLong();
                loop.schedule(() -> askOtherwise(asked), OTHER_WAY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        /// Most cameras heed the PLI, and for those that do not half a second is soon enough.
        private void askOtherwise(long asked) {
            if (client != null && playing && packets.lastKeyFrameNanos() - asked < 0) {
                onKeyFrameRequest.run();
            }
        }

        @Override
        public void onReady(List<TrackFormat> tracks) {
            playing = true;
            packets.begin(tracks, now());
            String from = way.map(RtspAccess::address).map(RtspAddress::toString).orElse("");
            LOG.info("stream={} playing from={} tracks={}", id, from, tracks.size());
            timer = loop.schedule(this::watch, WATCH_SECONDS, TimeUnit.SECONDS);
            pace();
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

        private void ended(StreamFault fault) {
            backoff.played(playing ? packets.playedNanos() : 0);
            client = null;
            playing = false;
            packets.end();
            cancelTimer();
            LOG.info("stream={} lost kind={} detail={}", id, fault.kind(), fault.detail());
            receiver.onLost(fault);
        }

        private void lost(StreamFault fault) {
            boolean refused = fault.kind() == StreamFault.Kind.REFUSED_CREDENTIALS;
            if (refused) {
                way.ifPresent(access -> access.latch().refuse(fault.detail()));
            }
            ended(fault);
            if (!refused) {
                timer =
                        loop.schedule(
                                () -> dial(watched), backoff.nextMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
