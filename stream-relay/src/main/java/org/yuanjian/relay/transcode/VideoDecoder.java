package org.yuanjian.relay.transcode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.yuanjian.media.Codec;

/// Decodes the access units of one track into pictures, in the order in which they are shown.
final class VideoDecoder implements AutoCloseable {
    /// What a camera of eight million pixels has, and a margin.
    private static final long MAX_PIXELS = 10_000_000;

    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();

    VideoDecoder(Codec codec) throws TranscodeException {
        AVCodec decoder =
                avcodec_find_decoder(codec == Codec.H265 ? AV_CODEC_ID_HEVC : AV_CODEC_ID_H264);
        context = avcodec_alloc_context3(decoder);
        // Threads of the decoder work on several pictures at once, each of which comes later by it.
        context.thread_count(1).max_pixels(MAX_PIXELS);
        if (decoder == null || avcodec_open2(context, decoder, (AVDictionary) null) < 0) {
            close();
            throw new TranscodeException("no decoder for " + codec);
        }
    }

    /// Decodes an access unit; each picture that comes out is lent to `receiver`. What cannot be
    /// decoded is left out, what can be shown of damaged pictures is shown.
    void decode(ByteBuffer bytes, long ticks, Consumer<AVFrame> receiver) {
        int length = bytes.remaining();
        if (av_new_packet(packet, length) < 0) {
            return;
        }
        packet.data().put(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
        packet.pts(ticks);
        avcodec_send_packet(context, packet);
        av_packet_unref(packet);
        while (avcodec_receive_frame(context, frame) >= 0) {
            receiver.accept(frame);
        }
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
