package org.yuanjian.relay.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.yuanjian.media.AccessUnit;

/// Decodes Opus again and measures the tone in it.
final class OpusPitch {
    private OpusPitch() {}

    /// The frequency by the tone's crossings of zero, the first 200 ms left out.
    static double hertz(List<AccessUnit> opus) {
        List<Float> samples = samples(opus);
        int from = 9600;
        int crossings = 0;
        int first = 0;
        int last = 0;
        for (int i = from; i < samples.size(); i++) {
            if (samples.get(i - 1) < 0 && samples.get(i) >= 0) {
                first = crossings == 0 ? i : first;
                last = i;
                crossings++;
            }
        }
        return 48_000.0 * (crossings - 1) / (last - first);
    }

    private static List<Float> samples(List<AccessUnit> opus) {
        AVCodecContext context =
                avcodec.avcodec_alloc_context3(avcodec.avcodec_find_decoder_by_name("opus"));
        context.sample_rate(48_000);
        avutil.av_channel_layout_default(context.ch_layout(), 1);
        assertThat(avcodec.avcodec_open2(context, null, (AVDictionary) null)).isZero();
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = avutil.av_frame_alloc();
        List<Float> samples = new ArrayList<>();
        for (AccessUnit unit : opus) {
            ByteBuf bytes = unit.units().getFirst();
            byte[] copy = new byte[bytes.readableBytes()];
            bytes.getBytes(bytes.readerIndex(), copy);
            avcodec.av_new_packet(packet, copy.length);
            packet.data().put(copy, 0, copy.length);
            avcodec.avcodec_send_packet(context, packet);
            avcodec.av_packet_unref(packet);
            while (avcodec.avcodec_receive_frame(context, frame) >= 0) {
                float[] decoded = new float[frame.nb_samples()];
                new FloatPointer(frame.data(0)).get(decoded);
                for (float sample : decoded) {
                    samples.add(sample);
                }
            }
        }
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
        return samples;
    }
}
