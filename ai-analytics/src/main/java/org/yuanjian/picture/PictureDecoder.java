package org.yuanjian.picture;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;
import org.yuanjian.picture.CodedPicture.Coding;
import org.yuanjian.picture.PictureException.Kind;

/// Decodes one coded picture and codes it as JPEG, no wider than asked for. One thread; keeps
/// nothing from one picture to the next.
final class PictureDecoder {
    private static final long MAX_PIXELS = 40_000_000;
    private static final long MAX_ALLOCATION = 256L << 20;
    private static final int QUALITY = 5;
    private static final int CODEC_FLAG_QSCALE = 2;

    PictureDecoder() {
        av_log_set_level(AV_LOG_QUIET);
        av_max_alloc(MAX_ALLOCATION);
    }

    /// @param maxWidth of the picture that comes out, in pixels; its height follows
    byte[] decode(CodedPicture coded, int maxWidth) throws PictureException {
        AVFrame frame = av_frame_alloc();
        try {
            read(coded, frame);
            int width = Math.min(frame.width(), maxWidth) & ~1;
            int height = (int) ((long) frame.height() * width / frame.width()) & ~1;
            if (width < 2 || height < 2) {
                throw new PictureException(Kind.MALFORMED, "a picture without extent");
            }
            AVFrame scaled = scaled(frame, width, height);
            try {
                return jpeg(scaled);
            } finally {
                av_frame_free(scaled);
            }
        } finally {
            av_frame_free(frame);
        }
    }

    private static void read(CodedPicture coded, AVFrame frame) throws PictureException {
        AVCodecContext context = decoder(coded.coding());
        AVPacket packet = av_packet_alloc();
        try {
            byte[] bytes = coded.bytes();
            if (av_new_packet(packet, bytes.length) < 0) {
                throw new PictureException(Kind.TOO_LARGE, bytes.length + " bytes");
            }
            packet.data().put(bytes, 0, bytes.length);
            // What can be shown of a damaged picture is shown.
            avcodec_send_packet(context, packet);
            avcodec_send_packet(context, null);
            if (avcodec_receive_frame(context, frame) < 0) {
                throw new PictureException(Kind.MALFORMED, "no picture in " + coded);
            }
        } finally {
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }

    private static AVCodecContext decoder(Coding coding) {
        int id =
                switch (coding) {
                    case H264 -> AV_CODEC_ID_H264;
                    case H265 -> AV_CODEC_ID_HEVC;
                    case JPEG -> AV_CODEC_ID_MJPEG;
                };
        AVCodec codec = avcodec_find_decoder(id);
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.thread_count(1).max_pixels(MAX_PIXELS);
        return open(context, codec);
    }

    private static AVCodecContext open(AVCodecContext context, @Nullable AVCodec codec) {
        if (codec == null || avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            avcodec_free_context(context);
            throw new IllegalStateException("this FFmpeg lacks a codec");
        }
        return context;
    }

    private static AVFrame scaled(AVFrame frame, int width, int height) throws PictureException {
        AVFrame scaled = av_frame_alloc();
        scaled.width(width).height(height).format(AV_PIX_FMT_YUVJ420P);
        scaled.color_range(AVCOL_RANGE_JPEG);
        SwsContext scaler =
                sws_getContext(
                        frame.width(),
                        frame.height(),
                        frame.format(),
                        width,
                        height,
                        AV_PIX_FMT_YUVJ420P,
                        SWS_AREA,
                        null,
                        null,
                        (DoublePointer) null);
        if (scaler == null || av_frame_get_buffer(scaled, 0) < 0) {
            av_frame_free(scaled);
            throw new PictureException(Kind.MALFORMED, "a picture that cannot be scaled");
        }
        sws_scale(
                scaler,
                frame.data(),
                frame.linesize(),
                0,
                frame.height(),
                scaled.data(),
                scaled.linesize());
        sws_freeContext(scaler);
        return scaled;
    }

    private static byte[] jpeg(AVFrame frame) {
        AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(frame.width()).height(frame.height()).pix_fmt(AV_PIX_FMT_YUVJ420P);
        context.time_base().num(1).den(1);
        context.flags(context.flags() | CODEC_FLAG_QSCALE);
        context.global_quality(FF_QP2LAMBDA * QUALITY);
        context.color_range(AVCOL_RANGE_JPEG).thread_count(1);
        open(context, codec);
        frame.quality(FF_QP2LAMBDA * QUALITY);
        AVPacket packet = av_packet_alloc();
        try {
            avcodec_send_frame(context, frame);
            if (avcodec_receive_packet(context, packet) < 0) {
                throw new IllegalStateException("no JPEG comes out");
            }
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            return bytes;
        } finally {
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }
}
