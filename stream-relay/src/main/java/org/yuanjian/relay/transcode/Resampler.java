package org.yuanjian.relay.transcode;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/// Brings decoded samples of any kind to 16 bits at 48 kHz; follows a source that changes its kind.
final class Resampler implements AutoCloseable {
    private static final int MIN_RATE = 4_000;
    private static final int MAX_RATE = 192_000;
    private static final int MAX_SAMPLES = 16_384;
    private static final int MAX_CHANNELS = 8;
    private static final int BYTES_PER_SAMPLE = 2;

    private final int channels;
    private @Nullable SwrContext context;
    private Kind kind = new Kind(0, 0, 0);

    private record Kind(int format, int sampleRate, int channels) {}

    Resampler(int channels) {
        this.channels = channels;
    }

    /// The samples of a frame, interleaved; empty if the frame is of no kind that sound has.
    byte[] convert(AVFrame frame) {
        int samples = frame.nb_samples();
        SwrContext ready = open(frame);
        if (ready == null || samples <= 0 || samples > MAX_SAMPLES) {
            return new byte[0];
        }
        int room = (int) ((long) samples * OpusEncoder.SAMPLE_RATE / frame.sample_rate()) + 1024;
        try (BytePointer out = new BytePointer((long) room * channels * BYTES_PER_SAMPLE);
                PointerPointer<BytePointer> outs = new PointerPointer<>(1)) {
            outs.put(0, out);
            PointerPointer<?> ins = frame.extended_data();
            int converted = swr_convert(ready, outs, room, ins, samples);
            byte[] pcm = new byte[Math.max(0, converted) * channels * BYTES_PER_SAMPLE];
            out.get(pcm);
            return pcm;
        }
    }

    private @Nullable SwrContext open(AVFrame frame) {
        int inputs = frame.ch_layout().nb_channels();
        Kind now = new Kind(frame.format(), frame.sample_rate(), inputs);
        boolean sane =
                now.sampleRate() >= MIN_RATE
                        && now.sampleRate() <= MAX_RATE
                        && inputs > 0
                        && inputs <= MAX_CHANNELS;
        if (!sane) {
            return null;
        }
        if (context == null || !now.equals(kind)) {
            close();
            kind = now;
            context = open(frame, now);
        }
        return context;
    }

    private @Nullable SwrContext open(AVFrame frame, Kind from) {
        try (AVChannelLayout layout = new AVChannelLayout();
                PointerPointer<SwrContext> made = new PointerPointer<>(1)) {
            made.put(0, (Pointer) null);
            av_channel_layout_default(layout, channels);
            int result =
                    swr_alloc_set_opts2(
                            made,
                            layout,
                            AV_SAMPLE_FMT_S16,
                            OpusEncoder.SAMPLE_RATE,
                            frame.ch_layout(),
                            from.format(),
                            from.sampleRate(),
                            0,
                            null);
            av_channel_layout_uninit(layout);
            if (result < 0) {
                return null;
            }
            SwrContext opened = made.get(SwrContext.class, 0);
            if (swr_init(opened) < 0) {
                swr_free(opened);
                return null;
            }
            return opened;
        }
    }

    @Override
    public void close() {
        SwrContext open = context;
        context = null;
        if (open != null) {
            swr_free(open);
        }
    }
}
