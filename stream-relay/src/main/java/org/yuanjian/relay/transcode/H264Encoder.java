package org.yuanjian.relay.transcode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.transcode.TranscodeProtocol.Turned;

/// Encodes pictures of one size as H.264 of the baseline profile, each at once, with OpenH264.
final class H264Encoder implements AutoCloseable {
    private static final int USUAL_RATE = 25;

    /// Who joins waits no longer than this for a key frame.
    private static final int GOP_PICTURES = 2 * USUAL_RATE;

    private static final double BITS_PER_PIXEL = 0.1;
    private static final long MIN_BITS_PER_SECOND = 100_000;

    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();

    H264Encoder(int width, int height) throws TranscodeException {
        AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
        context = avcodec_alloc_context3(codec);
        context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base().num(1).den(TrackFormat.VIDEO_CLOCK_RATE);
        context.framerate().num(USUAL_RATE).den(1);
        context.gop_size(GOP_PICTURES).max_b_frames(0).thread_count(1);
        long bits = (long) (BITS_PER_PIXEL * USUAL_RATE * width * height);
        context.bit_rate(Math.max(MIN_BITS_PER_SECOND, bits));
        av_opt_set(context.priv_data(), "rc_mode", "bitrate", 0);
        av_opt_set(context.priv_data(), "allow_skip_frames", "0", 0);
        if (codec == null || avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            close();
            throw new TranscodeException("no H.264 encoder for " + width + "x" + height);
        }
    }

    boolean fits(AVFrame frame) {
        return frame.width() == context.width() && frame.height() == context.height();
    }

    /// @param isKey whether a decoder shall be able to begin with it
    /// @return whether a picture came out
    boolean encode(AVFrame frame, long ticks, boolean isKey, Consumer<Turned> receiver) {
        frame.pts(ticks);
        frame.pict_type(isKey ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
        boolean came = false;
        avcodec_send_frame(context, frame);
        while (avcodec_receive_packet(context, packet) >= 0) {
            byte[] bytes = new byte[packet.size()];
            packet.data().position(0).get(bytes);
            boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
            receiver.accept(new Turned(key, packet.pts(), ByteBuffer.wrap(bytes)));
            av_packet_unref(packet);
            came = true;
        }
        return came;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
