package org.yuanjian.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.BurstAssembler;
import org.yuanjian.media.Clip;
import org.yuanjian.media.Codec;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.media.Tone;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.RtpPacketizer;

/// A camera in the relay's own process: plays a clip in a loop, 25 pictures a second, with a tone
/// of G.711 if told. Its stream is `camera/main`.
public final class ClipCamera implements StreamCatalog {
    public static final StreamId STREAM = new StreamId("camera", "main");

    private static final int FRAME_TICKS = 3600;
    private static final int FRAME_MILLIS = 40;
    private static final long AAC_FRAME_TICKS = 1024;
    private static final int AAC_MILLIS = 64;

    private final String clip;
    private final @Nullable TrackFormat sound;
    private final AtomicInteger playing = new AtomicInteger();
    private final CompletableFuture<Boolean> silent = new CompletableFuture<>();
    private final CompletableFuture<Boolean> keyFrameAsked = new CompletableFuture<>();
    private final Set<Source> sources = ConcurrentHashMap.newKeySet();

    /// @param tone whether a tone of G.711 sounds
    public ClipCamera(String clip, boolean tone) {
        this(clip, tone ? Tone.format() : null);
    }

    private ClipCamera(String clip, @Nullable TrackFormat sound) {
        this.clip = clip;
        this.sound = sound;
    }

    /// With a tone of AAC.
    public static ClipCamera withAac(String clip) {
        return new ClipCamera(clip, Clip.aacFormat());
    }

    /// With AAC of which it says what no decoder takes.
    public static ClipCamera withBrokenAac(String clip) {
        return new ClipCamera(clip, Clip.aacFormat().withParameterSets(List.of(new byte[2])));
    }

    /// With a tone of G.711 µ-law.
    public static ClipCamera withMulaw(String clip) {
        return new ClipCamera(clip, Tone.mulawFormat());
    }

    /// With G.711 A-law of which it says what no decoder takes.
    public static ClipCamera withBrokenAlaw(String clip) {
        TrackFormat format = Tone.format();
        return new ClipCamera(
                clip,
                new TrackFormat(
                        format.codec(), format.payloadType(), 0, 1, format.fmtp(), List.of()));
    }

    /// How many sources play now.
    public int playing() {
        return playing.get();
    }

    /// Loses every source that plays and has it back at once, telling its formats anew.
    public void restart() {
        sources.forEach(Source::restart);
    }

    /// Done when a source that played has been let go.
    public CompletableFuture<Boolean> silent() {
        return silent;
    }

    /// Done when it was first asked for a key frame.
    public CompletableFuture<Boolean> keyFrameAsked() {
        return keyFrameAsked;
    }

    @Override
    public Optional<StreamSource> open(StreamId id) {
        return id.equals(STREAM) ? Optional.of(new Source()) : Optional.empty();
    }

    @Override
    public List<StreamId> streams(String point) {
        return List.of(STREAM);
    }

    private final class Source implements StreamSource {
        private final List<RtpPacketizer> packetizers = new ArrayList<>();
        private final BurstAssembler assembler = new BurstAssembler(ByteBufAllocator.DEFAULT);
        private @Nullable EventLoop loop;
        private @Nullable Receiver receiver;
        private @Nullable Future<?> ticking;
        private List<AccessUnit> pictures = List.of();
        private List<AccessUnit> frames = List.of();
        private int frame;
        private int heard;

        @Override
        public void start(EventLoop ownLoop, Receiver receiver) {
            loop = ownLoop;
            ownLoop.execute(() -> play(ownLoop, receiver));
        }

        private List<TrackFormat> tracks() {
            List<TrackFormat> tracks = new ArrayList<>(List.of(Clip.format(clip)));
            if (sound != null) {
                tracks.add(sound);
            }
            return tracks;
        }

        void restart() {
            Receiver told = Objects.requireNonNull(receiver);
            Objects.requireNonNull(loop)
                    .execute(() -> {
                        told.onLost(new StreamFault(StreamFault.Kind.NO_FRAMES, "restart"));
                        told.onTracks(tracks());
                        // On to where the clip begins again, with a key frame.
                        frame = (frame / pictures.size() + 1) * pictures.size();
                    });
        }

        private void play(EventLoop ownLoop, Receiver receiver) {
            playing.incrementAndGet();
            this.receiver = receiver;
            sources.add(this);
            List<TrackFormat> tracks = tracks();
            tracks.forEach(track -> packetizers.add(new RtpPacketizer(track, 7, 65_500, 1200)));
            pictures = Clip.video(clip, 0, 0);
            frames = Clip.aac(1, 0);
            receiver.onTracks(tracks);
            ticking =
                    ownLoop.scheduleAtFixedRate(
                            () -> tick(receiver), 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void tick(Receiver receiver) {
            AccessUnit picture = pictures.get(frame % pictures.size());
            long round = frame / pictures.size() * (long) pictures.size() * FRAME_TICKS;
            AccessUnit now =
                    new AccessUnit(
                            0,
                            picture.timestampTicks() + round,
                            0,
                            picture.isKeyFrame(),
                            picture.units().stream().map(ByteBuf::retain).toList());
            assembler.begin(now.payloadBytes() * 2 + 4096);
            if (now.isKeyFrame()) {
                assembler.keyFrameAt(assembler.buffer().writerIndex() + RtpBurst.HEADER_BYTES);
            }
            send(0, now);
            sound();
            frame++;
            RtpBurst burst = assembler.end(System.nanoTime());
            if (burst != null) {
                receiver.onBurst(burst);
                burst.release();
            }
        }

        private void sound() {
            if (sound == null) {
                return;
            }
            if (sound.codec() == Codec.AAC) {
                while (heard * AAC_MILLIS <= frame * FRAME_MILLIS) {
                    aac(heard++);
                }
            } else {
                send(1, tone(sound.codec(), 2 * frame));
                send(1, tone(sound.codec(), 2 * frame + 1));
            }
        }

        private static AccessUnit tone(Codec codec, int index) {
            return codec == Codec.PCMU
                    ? Tone.mulawUnit(1, index, 440, 0)
                    : Tone.unit(1, index, 440, 0);
        }

        private void aac(int index) {
            ByteBuf bytes = frames.get(index % frames.size()).units().getFirst().retain();
            send(1, new AccessUnit(1, index * AAC_FRAME_TICKS, 0, true, List.of(bytes)));
        }

        private void send(int track, AccessUnit unit) {
            packetizers
                    .get(track)
                    .write(
                            unit,
                            packet -> {
                                assembler.append(
                                        2 * track,
                                        packet,
                                        packet.readerIndex(),
                                        packet.readableBytes());
                                packet.release();
                            });
            unit.release();
        }

        @Override
        public void stop() {
            if (loop != null) {
                loop.execute(this::end);
            }
        }

        private void end() {
            playing.decrementAndGet();
            sources.remove(this);
            if (ticking != null) {
                ticking.cancel(false);
            }
            pictures.forEach(AccessUnit::release);
            frames.forEach(AccessUnit::release);
            assembler.close();
            silent.complete(true);
        }

        @Override
        public void requestKeyFrame() {
            keyFrameAsked.complete(true);
        }

        @Override
        public void hasten() {}
    }
}
