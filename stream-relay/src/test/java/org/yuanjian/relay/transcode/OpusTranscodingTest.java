package org.yuanjian.relay.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Codec;
import org.yuanjian.media.Tone;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.RecordingUnits;

/// What passes, what is turned, and what a codec that fails costs.
class OpusTranscodingTest {
    private static final List<TrackFormat> TRACKS =
            List.of(TrackFormat.video(Codec.H264, 96, List.of()), Tone.format());
    private static final int PICTURE = 0;
    private static final int SOUND = 1;

    private final EventLoop loop = new DefaultEventLoop();
    private final RecordingUnits sink = new RecordingUnits();
    private final BlockingQueue<String> codecs = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /// Hands on what it is given, and writes down that it was opened and closed.
    private class Echo implements AudioTranscoder {
        Echo() {
            codecs.add("opened");
        }

        @Override
        public List<AccessUnit> transcode(AccessUnit unit) {
            return List.of(unit.retain());
        }

        @Override
        public void close() {
            codecs.add("closed");
        }
    }

    private final class Failing extends Echo {
        @Override
        public List<AccessUnit> transcode(AccessUnit unit) {
            throw new IllegalStateException("made to fail");
        }
    }

    @Test
    void onTracks_g711_isAnnouncedAsOpus() throws Exception {
        try (TranscodeWorkers workers = new TranscodeWorkers(1, _ -> new Echo())) {
            OpusTranscoding transcoding = opened(workers);

            assertThat(sink.next()).isEqualTo("tracks [H264, OPUS]");
            close(transcoding);
        }
        assertThat(codecs).isEmpty();
    }

    @Test
    void onAccessUnit_sound_isTurnedUntilClosed() throws Exception {
        TranscodeWorkers workers = new TranscodeWorkers(1, _ -> new Echo());
        OpusTranscoding transcoding = opened(workers);
        sink.next("tracks");
        give(transcoding, SOUND);

        assertThat(sink.next()).isEqualTo("unit 1");
        assertThat(workers.streams()).isEqualTo(1);
        close(transcoding);
        workers.close();
        assertThat(codecs).containsExactly("opened", "closed");
        assertThat(workers.streams()).isZero();
    }

    @Test
    void onAccessUnit_codecHangs_isOvertakenByThePictures() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        try (TranscodeWorkers workers =
                new TranscodeWorkers(
                        1,
                        _ -> {
                            awaited(hanging);
                            return new Echo();
                        })) {
            OpusTranscoding transcoding = opened(workers);
            sink.next("tracks");
            give(transcoding, SOUND);
            give(transcoding, PICTURE);
            while (sink.isEmpty()) {
                give(transcoding, PICTURE);
            }

            assertThat(sink.next()).isEqualTo("unit 0");
            hanging.countDown();
            assertThat(sink.next("unit 1")).isEqualTo("unit 1");
            close(transcoding);
        }
    }

    @Test
    void onAccessUnit_workerIsFull_costsTheSoundOnly() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        try (TranscodeWorkers workers =
                new TranscodeWorkers(
                        1,
                        _ -> {
                            awaited(hanging);
                            return new Echo();
                        })) {
            OpusTranscoding transcoding = opened(workers);
            for (int i = 0; i < 2 * SerialWorker.MAX_WAITING; i++) {
                give(transcoding, SOUND);
            }
            give(transcoding, PICTURE);
            hanging.countDown();
            sink.next("unit 0");
            close(transcoding);
        }
    }

    @Test
    void onAccessUnit_pictureBehindSound_comesBehindIt() throws Exception {
        try (TranscodeWorkers workers = new TranscodeWorkers(1, _ -> new Echo())) {
            OpusTranscoding transcoding = opened(workers);
            sink.next("tracks");
            for (int i = 0; i < 20; i++) {
                give(transcoding, SOUND);
                give(transcoding, PICTURE);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(sink.next()).isEqualTo("unit 1");
                assertThat(sink.next()).isEqualTo("unit 0");
            }
            close(transcoding);
        }
    }

    @Test
    void onAccessUnit_noCodec_costsTheSoundOnly() throws Exception {
        try (TranscodeWorkers workers =
                new TranscodeWorkers(
                        1,
                        _ -> {
                            codecs.add("refused");
                            throw new TranscodeException("made to fail");
                        })) {
            OpusTranscoding transcoding = opened(workers);
            sink.next("tracks");
            give(transcoding, SOUND);
            give(transcoding, SOUND);
            give(transcoding, PICTURE);

            assertThat(sink.next()).isEqualTo("unit 0");
            close(transcoding);
        }
        assertThat(codecs).containsExactly("refused");
    }

    @Test
    void onAccessUnit_codecThrows_isClosedAndFallsSilent() throws Exception {
        try (TranscodeWorkers workers = new TranscodeWorkers(1, _ -> new Failing())) {
            OpusTranscoding transcoding = opened(workers);
            sink.next("tracks");
            give(transcoding, SOUND);
            give(transcoding, SOUND);
            give(transcoding, PICTURE);

            assertThat(sink.next()).isEqualTo("unit 0");
            close(transcoding);
        }
        assertThat(codecs).containsExactly("opened", "closed");
    }

    @Test
    void onTracks_again_opensAnewAndDropsWhatWasUnderWay() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        TranscodeWorkers workers =
                new TranscodeWorkers(
                        1,
                        _ -> {
                            awaited(hanging);
                            return new Echo();
                        });
        OpusTranscoding transcoding = opened(workers);
        give(transcoding, SOUND);
        run(() -> transcoding.onTracks(List.of(Tone.format())));
        hanging.countDown();
        give(transcoding, 0);

        assertThat(sink.next()).isEqualTo("tracks [H264, OPUS]");
        assertThat(sink.next()).isEqualTo("tracks [OPUS]");
        assertThat(sink.next()).isEqualTo("unit 0");
        close(transcoding);
        workers.close();
        assertThat(codecs).containsExactly("opened", "closed", "opened", "closed");
    }

    private OpusTranscoding opened(TranscodeWorkers workers) throws Exception {
        OpusTranscoding transcoding = OpusTranscoding.ofG711(sink, loop, workers);
        run(() -> transcoding.onTracks(TRACKS));
        return transcoding;
    }

    private void give(OpusTranscoding transcoding, int track) throws Exception {
        run(() -> {
            AccessUnit unit =
                    new AccessUnit(
                            track, 0, 0, track == SOUND, List.of(Unpooled.buffer().writeByte(1)));
            transcoding.onAccessUnit(unit);
            unit.release();
        });
    }

    private void close(OpusTranscoding transcoding) throws Exception {
        run(transcoding::close);
    }

    private void run(Runnable task) throws Exception {
        loop.submit(task).get(20, TimeUnit.SECONDS);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
