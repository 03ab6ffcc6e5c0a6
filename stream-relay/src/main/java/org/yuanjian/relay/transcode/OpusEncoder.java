package org.yuanjian.relay.transcode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/// Encodes 16-bit samples at 48 kHz into Opus packets of 20 ms (RFC 6716).
final class OpusEncoder implements AutoCloseable {
    static final int SAMPLE_RATE = 48_000;
    static final int FRAME_SAMPLES = 960;

    private static final int BITS_PER_SECOND_AND_CHANNEL = 32_000;
    private static final int BYTES_PER_SAMPLE = 2;

    private final int channels;
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private long samples;

    OpusEncoder(int channels) throws TranscodeException {
        this.channels = channels;
        AVCodec codec = avcodec_find_encoder_by_name("libopus");
        context = avcodec_alloc_context3(codec);
        context.sample_rate(SAMPLE_RATE);
        context.sample_fmt(AV_SAMPLE_FMT_S16);
        context.bit_rate((long) BITS_PER_SECOND_AND_CHANNEL * channels);
        av_channel_layout_default(context.ch_layout(), channels);
        av_opt_set(context.priv_data(), "application", "lowdelay", 0);
        frame.nb_samples(FRAME_SAMPLES);
        frame.format(AV_SAMPLE_FMT_S16);
        frame.sample_rate(SAMPLE_RATE);
        av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
        if (codec == null
                || avcodec_open2(context, codec, (AVDictionary) null) < 0
                || av_frame_get_buffer(frame, 0) < 0) {
            close();
            throw new TranscodeException("no Opus encoder");
        }
    }

    /// Encodes [#FRAME_SAMPLES] samples of each channel, interleaved; the packet, once there is
    /// one, is the receiver's.
    void encode(byte[] pcm, Consumer<ByteBuf> receiver) {
        if (av_frame_make_writable(frame) < 0) {
            return;
        }
        frame.data(0).position(0).put(pcm, 0, FRAME_SAMPLES * channels * BYTES_PER_SAMPLE);
        frame.pts(samples);
        samples += FRAME_SAMPLES;
        avcodec_send_frame(context, frame);
        while (avcodec_receive_packet(context, packet) >= 0) {
            byte[] bytes = new byte[packet.size()];
            packet.data().position(0).get(bytes);
            av_packet_unref(packet);
            receiver.accept(Unpooled.wrappedBuffer(bytes));
        }
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
