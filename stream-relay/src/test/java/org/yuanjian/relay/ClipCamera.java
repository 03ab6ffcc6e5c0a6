package org.yuanjian.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.BurstAssembler;
import org.yuanjian.media.Clip;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamCatalog;
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

    private final String clip;
    private final boolean tone;
    private final AtomicInteger playing = new AtomicInteger();

    public ClipCamera(String clip, boolean tone) {
        this.clip = clip;
        this.tone = tone;
    }

    /// How many sources play now.
    public int playing() {
        return playing.get();
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
        private @Nullable Future<?> ticking;
        private List<AccessUnit> pictures = List.of();
        private int frame;

        @Override
        public void start(EventLoop ownLoop, Receiver receiver) {
            loop = ownLoop;
            ownLoop.execute(() -> play(ownLoop, receiver));
        }

        private void play(EventLoop ownLoop, Receiver receiver) {
            playing.incrementAndGet();
            List<TrackFormat> tracks = new ArrayList<>(List.of(Clip.format(clip)));
            if (tone) {
                tracks.add(Tone.format());
            }
            tracks.forEach(track -> packetizers.add(new RtpPacketizer(track, 7, 65_500, 1200)));
            pictures = Clip.video(clip, 0, 0);
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
            for (int i = 0; tone && i < 2; i++) {
                send(1, Tone.unit(1, 2 * frame + i, 440, 0));
            }
            frame++;
            RtpBurst burst = assembler.end(System.nanoTime());
            if (burst != null) {
                receiver.onBurst(burst);
                burst.release();
            }
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
            if (ticking != null) {
                ticking.cancel(false);
            }
            pictures.forEach(AccessUnit::release);
            assembler.close();
        }

        @Override
        public void requestKeyFrame() {}

        @Override
        public void hasten() {}
    }
}
