package org.yuanjian.benchmark.fleet.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_CLOSED_GOP;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.yuanjian.benchmark.fleet.scene.Look;
import org.yuanjian.benchmark.fleet.scene.ScenePainter;

/// Codes a scene as H.264 with OpenH264, the encoder the LGPL build of FFmpeg has.
final class SceneEncoder {
    private final LoopKey key;
    private final int pictures;
    private final AVCodecContext context;
    private final AVFrame frame;
    private final AVPacket packet;
    private final Planes planes;
    private final ByteArrayOutputStream coded = new ByteArrayOutputStream(1 << 20);

    private SceneEncoder(LoopKey key, int pictures) {
        this.key = key;
        this.pictures = pictures;
        this.planes = Planes.withGrain(key.size().width(), key.size().height());
        this.context = open(key.size());
        this.frame = av_frame_alloc();
        this.packet = av_packet_alloc();
        frame.format(AV_PIX_FMT_YUV420P).width(key.size().width()).height(key.size().height());
        check(av_frame_get_buffer(frame, 0), "no frame buffer");
    }

    /// `pictures` pictures of the scene as an Annex B byte stream, parameter sets before each key
    /// frame. Takes seconds; frees all native memory.
    static byte[] encode(LoopKey key, int pictures) {
        SceneEncoder encoder = new SceneEncoder(key, pictures);
        try {
            return encoder.run();
        } finally {
            encoder.free();
        }
    }

    private byte[] run() {
        PictureSize size = key.size();
        ScenePainter painter =
                new ScenePainter(key.place().scene(), key.look(), size.width(), size.height());
        for (int i = 0; i < pictures; i++) {
            long millis = i * 1000L / size.framesPerSecond();
            BufferedImage picture = painter.paint((double) i / pictures, millis);
            // A sensor that stands still brings no new grain either.
            planes.take(picture, key.look() == Look.FROZEN ? 0 : i);
            check(av_frame_make_writable(frame), "frame in use");
            planes.put(frame);
            frame.pts(i);
            send(frame);
        }
        send(null);
        return coded.toByteArray();
    }

    private void send(@org.jspecify.annotations.Nullable AVFrame next) {
        check(avcodec_send_frame(context, next), "picture refused");
        while (avcodec_receive_packet(context, packet) >= 0) {
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            coded.writeBytes(bytes);
            av_packet_unref(packet);
        }
    }

    private static AVCodecContext open(PictureSize size) {
        av_log_set_level(AV_LOG_ERROR);
        AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
        if (codec == null) {
            throw new IllegalStateException("this FFmpeg has no libopenh264");
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(size.width()).height(size.height()).pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base().num(1).den(size.framesPerSecond());
        context.framerate().num(size.framesPerSecond()).den(1);
        context.gop_size(size.gopPictures()).max_b_frames(0).thread_count(1);
        context.bit_rate(size.kilobitsPerSecond() * 1000L);
        context.rc_max_rate(size.kilobitsPerSecond() * 1500L);
        context.flags(context.flags() | AV_CODEC_FLAG_CLOSED_GOP);
        AVDictionary options = new AVDictionary(null);
        if (size == PictureSize.MAIN) {
            av_dict_set(options, "profile", "main", 0);
        }
        av_dict_set(options, "rc_mode", "bitrate", 0);
        av_dict_set(options, "allow_skip_frames", "0", 0);
        check(avcodec_open2(context, codec, options), "encoder does not open");
        return context;
    }

    private static void check(int result, String what) {
        if (result < 0) {
            throw new IllegalStateException(what + " (" + result + ")");
        }
    }

    private void free() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
