package org.yuanjian.relay.transcode;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FAST_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/// Brings pictures to what the encoder takes: YUV 4:2:0 of 8 bits, no wider than set.
final class PictureScaler implements AutoCloseable {
    private final int widest;
    private @Nullable SwsContext context;
    private @Nullable AVFrame scaled;

    /// @param widest pixels in a line
    PictureScaler(int widest) {
        this.widest = widest;
    }

    /// The picture itself where it fits; borrowed until the next call. None where it cannot be had.
    @Nullable AVFrame scale(AVFrame frame) {
        int width = Math.min(frame.width(), widest) & ~1;
        int height = (int) ((long) frame.height() * width / Math.max(1, frame.width())) & ~1;
        boolean isAsWanted =
                width == frame.width()
                        && height == frame.height()
                        && frame.format() == AV_PIX_FMT_YUV420P;
        if (isAsWanted) {
            return frame;
        }
        AVFrame target = width < 2 || height < 2 ? null : target(width, height);
        SwsContext scaler = target == null ? null : scaler(frame, width, height);
        if (target == null || scaler == null) {
            return null;
        }
        sws_scale(
                scaler,
                frame.data(),
                frame.linesize(),
                0,
                frame.height(),
                target.data(),
                target.linesize());
        return target;
    }

    private @Nullable SwsContext scaler(AVFrame frame, int width, int height) {
        context =
                sws_getCachedContext(
                        context,
                        frame.width(),
                        frame.height(),
                        frame.format(),
                        width,
                        height,
                        AV_PIX_FMT_YUV420P,
                        SWS_FAST_BILINEAR,
                        null,
                        null,
                        (DoublePointer) null);
        return context;
    }

    private @Nullable AVFrame target(int width, int height) {
        AVFrame target = scaled;
        if (target != null && target.width() == width && target.height() == height) {
            return av_frame_make_writable(target) < 0 ? null : target;
        }
        free();
        AVFrame made = av_frame_alloc();
        made.width(width).height(height).format(AV_PIX_FMT_YUV420P);
        scaled = made;
        return av_frame_get_buffer(made, 0) < 0 ? null : made;
    }

    private void free() {
        if (scaled != null) {
            av_frame_free(scaled);
            scaled = null;
        }
    }

    @Override
    public void close() {
        free();
        sws_freeContext(context);
        context = null;
    }
}
