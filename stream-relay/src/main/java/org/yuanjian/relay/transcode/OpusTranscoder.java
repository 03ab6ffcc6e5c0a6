package org.yuanjian.relay.transcode;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

/// AAC or G.711 in, Opus of 20 ms a packet out, with timestamps of 48 kHz that follow the source's.
final class OpusTranscoder implements AudioTranscoder {
    /// A step larger than this between what came and what comes is a gap, not rounding.
    private static final long MAX_STEP_TICKS = OpusEncoder.SAMPLE_RATE / 10;

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int PAYLOAD_TYPE = 111;
    private static final int BYTES_PER_SAMPLE = 2;

    private final TrackFormat source;
    private final AudioDecoder decoder;
    private final Resampler resampler;
    private final OpusEncoder encoder;
    private final byte[] frame;
    private int filled;
    private boolean started;
    private long nextTicks;
    private long errors;

    /// @param source AAC, PCMA or PCMU
    OpusTranscoder(TrackFormat source) throws TranscodeException {
        if (source.clockRate() <= 0) {
            throw new TranscodeException("no clock rate for " + source.codec());
        }
        // What a camera sends is hostile; its faults are counted here, not printed by the codec.
        av_log_set_level(AV_LOG_QUIET);
        int channels = AudioDecoder.channels(source);
        this.source = source;
        this.decoder = new AudioDecoder(source);
        this.resampler = new Resampler(channels);
        this.frame = new byte[OpusEncoder.FRAME_SAMPLES * channels * BYTES_PER_SAMPLE];
        try {
            this.encoder = new OpusEncoder(channels);
        } catch (TranscodeException e) {
            decoder.close();
            throw e;
        }
    }

    /// The format any track has that was turned into Opus. RFC 7587 §4.1: always 48 kHz, 2
    /// channels.
    static TrackFormat opusFormat() {
        return new TrackFormat(
                Codec.OPUS, PAYLOAD_TYPE, OpusEncoder.SAMPLE_RATE, 2, Map.of(), List.of());
    }

    @Override
    public List<AccessUnit> transcode(AccessUnit unit) {
        long ticks = unit.timestampTicks() * OpusEncoder.SAMPLE_RATE / source.clockRate();
        follow(ticks);
        Packets out = new Packets(unit, ticks);
        errors += decoder.decode(unit.units(), decoded -> encode(resampler.convert(decoded), out));
        return out.ready;
    }

    /// Takes the source's clock for the samples that come next, unless it only rounds.
    private void follow(long ticks) {
        long expected = nextTicks + filled / (frame.length / OpusEncoder.FRAME_SAMPLES);
        if (!started || Math.abs(ticks - expected) > MAX_STEP_TICKS) {
            started = true;
            filled = 0;
            nextTicks = ticks;
        }
    }

    private void encode(byte[] pcm, Packets out) {
        int at = 0;
        while (at < pcm.length) {
            int bytes = Math.min(frame.length - filled, pcm.length - at);
            System.arraycopy(pcm, at, frame, filled, bytes);
            at += bytes;
            filled += bytes;
            if (filled == frame.length) {
                filled = 0;
                encoder.encode(Arrays.copyOf(frame, frame.length), out::add);
            }
        }
    }

    /// What one access unit of the source brought. Each packet counts as read as much before or
    /// after it as it sounds before or after it, so that clocks learnt by arrival agree.
    private final class Packets {
        private final AccessUnit from;
        private final long ticks;
        private final List<AccessUnit> ready = new ArrayList<>();

        Packets(AccessUnit from, long ticks) {
            this.from = from;
            this.ticks = ticks;
        }

        void add(ByteBuf opus) {
            long nanos = (nextTicks - ticks) * SECOND_NANOS / OpusEncoder.SAMPLE_RATE;
            long arrival = from.arrivalNanos() + nanos;
            ready.add(new AccessUnit(from.track(), nextTicks, arrival, true, List.of(opus)));
            nextTicks += OpusEncoder.FRAME_SAMPLES;
        }
    }

    /// Units that could not be decoded so far.
    long errors() {
        return errors;
    }

    @Override
    public void close() {
        decoder.close();
        resampler.close();
        encoder.close();
    }
}
