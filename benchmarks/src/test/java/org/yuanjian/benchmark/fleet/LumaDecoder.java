package org.yuanjian.benchmark.fleet;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.RtpPacket;
import org.yuanjian.media.rtp.RtpReader;

/// Decodes pictures as a player would.
final class LumaDecoder implements AutoCloseable {
    private static final int PAYLOAD_TYPE = 96;

    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final List<LumaPicture> pictures = new ArrayList<>();

    private LumaDecoder(Codec codec) {
        var decoder =
                avcodec_find_decoder(codec == Codec.H265 ? AV_CODEC_ID_HEVC : AV_CODEC_ID_H264);
        context = avcodec_alloc_context3(decoder);
        context.thread_count(1);
        if (avcodec_open2(context, decoder, (AVDictionary) null) < 0) {
            throw new IllegalStateException("decoder does not open");
        }
    }

    /// What the packets show, the first of them beginning a key frame.
    static List<LumaPicture> decode(Codec codec, List<RtpPacket> packets) {
        try (LumaDecoder decoder = new LumaDecoder(codec)) {
            TrackFormat format = TrackFormat.video(codec, PAYLOAD_TYPE, List.of());
            try (RtpReader reader = RtpReader.of(0, format, decoder::decode)) {
                packets.forEach(packet -> reader.read(packet, 0));
            }
            decoder.end();
            return decoder.pictures;
        }
    }

    private void decode(AccessUnit unit) {
        ByteBuf stream = Unpooled.buffer();
        for (ByteBuf nal : unit.units()) {
            stream.writeInt(1).writeBytes(nal, nal.readerIndex(), nal.readableBytes());
        }
        // Decoders read some bytes beyond the end.
        int length = stream.readableBytes();
        stream.writeZero(64);
        try (BytePointer bytes = new BytePointer(stream.array())) {
            packet.data(bytes).size(length);
            avcodec_send_packet(context, packet);
            receive();
        }
    }

    private void end() {
        avcodec_send_packet(context, (AVPacket) null);
        receive();
    }

    private void receive() {
        while (avcodec_receive_frame(context, frame) >= 0) {
            byte[] luma = new byte[frame.width() * frame.height()];
            for (int row = 0; row < frame.height(); row++) {
                frame.data(0)
                        .position((long) row * frame.linesize(0))
                        .get(luma, row * frame.width(), frame.width());
            }
            frame.data(0).position(0);
            pictures.add(new LumaPicture(frame.width(), frame.height(), luma));
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
