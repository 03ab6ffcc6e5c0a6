package org.yuanjian.relay.transcode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_ALAW;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_MULAW;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
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
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.yuanjian.media.TrackFormat;

/// Decodes AAC and G.711 into frames of samples.
final class AudioDecoder implements AutoCloseable {
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();

    AudioDecoder(TrackFormat format) throws TranscodeException {
        AVCodec codec = avcodec_find_decoder(id(format));
        context = avcodec_alloc_context3(codec);
        context.sample_rate(format.clockRate());
        av_channel_layout_default(context.ch_layout(), channels(format));
        format.parameterSets().stream().findFirst().ifPresent(this::setConfig);
        if (codec == null || avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            close();
            throw new TranscodeException("no decoder for " + format.codec());
        }
    }

    private static int id(TrackFormat format) throws TranscodeException {
        return switch (format.codec()) {
            case AAC -> AV_CODEC_ID_AAC;
            case PCMA -> AV_CODEC_ID_PCM_ALAW;
            case PCMU -> AV_CODEC_ID_PCM_MULAW;
            case OPUS, H264, H265 -> throw new TranscodeException("nothing to decode");
        };
    }

    /// Channels of a track, for which some cameras tell nothing.
    static int channels(TrackFormat format) {
        return Math.clamp(format.channels(), 1, 2);
    }

    private void setConfig(byte[] config) {
        int bytes = config.length + AV_INPUT_BUFFER_PADDING_SIZE;
        BytePointer data = new BytePointer(av_mallocz(bytes)).capacity(bytes);
        data.put(config, 0, config.length);
        context.extradata(data); // freed with the context
        context.extradata_size(config.length);
    }

    /// Decodes the units; each frame is lent to `receiver`. Returns how many could not be decoded.
    int decode(List<ByteBuf> units, Consumer<AVFrame> receiver) {
        int failed = 0;
        for (ByteBuf unit : units) {
            byte[] bytes = ByteBufUtil.getBytes(unit);
            if (av_new_packet(packet, bytes.length) < 0) {
                failed++;
                continue;
            }
            packet.data().put(bytes, 0, bytes.length);
            failed += avcodec_send_packet(context, packet) < 0 ? 1 : 0;
            av_packet_unref(packet);
            while (avcodec_receive_frame(context, frame) >= 0) {
                receiver.accept(frame);
            }
        }
        return failed;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
