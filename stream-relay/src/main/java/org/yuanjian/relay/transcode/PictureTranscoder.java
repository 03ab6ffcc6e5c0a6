package org.yuanjian.relay.transcode;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.yuanjian.relay.transcode.TranscodeProtocol.Order;
import org.yuanjian.relay.transcode.TranscodeProtocol.Setup;
import org.yuanjian.relay.transcode.TranscodeProtocol.Turned;

/// Turns pictures of H.264 or H.265 into H.264 without B-frames, in the order in which they are
/// shown. One thread; meant for a process of its own.
final class PictureTranscoder implements AutoCloseable {
    private static final long MAX_ALLOCATION = 256L << 20;

    private final PictureScaler scaler;
    private final VideoDecoder decoder;
    private @Nullable H264Encoder encoder;
    private boolean keyWanted = true;

    PictureTranscoder(Setup setup) throws TranscodeException {
        av_log_set_level(AV_LOG_QUIET);
        av_max_alloc(MAX_ALLOCATION);
        scaler = new PictureScaler(setup.widest());
        decoder = new VideoDecoder(setup.codec());
    }

    /// What came out for an order, which may belong to orders before it.
    List<Turned> turn(Order order) {
        keyWanted |= order.keyWanted();
        List<Turned> pictures = new ArrayList<>();
        decoder.decode(order.bytes(), order.ticks(), frame -> take(frame, order, pictures));
        return pictures;
    }

    private void take(AVFrame frame, Order order, List<Turned> pictures) {
        // Where the camera begins anew, whoever joins here may begin as well.
        keyWanted |= (frame.flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0;
        if (!order.shown()) {
            return;
        }
        AVFrame scaled = scaler.scale(frame);
        H264Encoder ready = scaled == null ? null : encoder(scaled);
        if (scaled != null
                && ready != null
                && ready.encode(scaled, frame.pts(), keyWanted, pictures::add)) {
            keyWanted = false;
        }
    }

    /// One for pictures of this size; none where they are too small or too large to be encoded.
    private @Nullable H264Encoder encoder(AVFrame frame) {
        H264Encoder current = encoder;
        if (current != null && current.fits(frame)) {
            return current;
        }
        closeEncoder();
        try {
            H264Encoder opened = new H264Encoder(frame.width(), frame.height());
            encoder = opened;
            return opened;
        } catch (TranscodeException e) {
            return null;
        }
    }

    private void closeEncoder() {
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }

    @Override
    public void close() {
        closeEncoder();
        decoder.close();
        scaler.close();
    }
}
