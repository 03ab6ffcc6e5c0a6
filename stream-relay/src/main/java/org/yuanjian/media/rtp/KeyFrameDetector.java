package org.yuanjian.media.rtp;

import org.yuanjian.media.Codec;

/// Tells from one packet whether its access unit is one a decoder can start at: it holds an IDR
/// picture or parameter sets.
public final class KeyFrameDetector {
    private static final int H264_IDR = 5;
    private static final int H264_SPS = 7;
    private static final int H264_STAP_A = 24;
    private static final int H264_FU_A = 28;
    private static final int H265_FIRST_IRAP = 16;
    private static final int H265_LAST_IRAP = 21;
    private static final int H265_VPS = 32;
    private static final int H265_SPS = 33;
    private static final int H265_AGGREGATION = 48;
    private static final int H265_FRAGMENT = 49;

    private KeyFrameDetector() {}

    public static boolean startsKeyFrame(Codec codec, RtpPacket packet) {
        return switch (codec) {
            case H264 -> h264(packet);
            case H265 -> h265(packet);
            case PCMA, PCMU, AAC, OPUS -> false;
        };
    }

    private static boolean h264(RtpPacket packet) {
        int length = packet.payloadLength();
        if (length < 2) {
            return false;
        }
        int type = packet.payloadByte(0) & 0x1F;
        return switch (type) {
            case H264_STAP_A -> h264Aggregate(packet);
            // RFC 6184 §5.8: the start bit of the FU header.
            case H264_FU_A ->
                    (packet.payloadByte(1) & 0x80) != 0 && isH264Key(packet.payloadByte(1) & 0x1F);
            default -> isH264Key(type);
        };
    }

    /// RFC 6184 §5.7.1: after one byte, each unit behind its 16-bit size. A delimiter or SEI may
    /// come first.
    private static boolean h264Aggregate(RtpPacket packet) {
        int length = packet.payloadLength();
        int at = 1;
        while (at + 2 < length) {
            if (isH264Key(packet.payloadByte(at + 2) & 0x1F)) {
                return true;
            }
            at += 2 + size(packet, at);
        }
        return false;
    }

    private static int size(RtpPacket packet, int at) {
        return packet.payloadByte(at) << 8 | packet.payloadByte(at + 1);
    }

    private static boolean isH264Key(int type) {
        return type == H264_IDR || type == H264_SPS;
    }

    private static boolean h265(RtpPacket packet) {
        int length = packet.payloadLength();
        if (length < 3) {
            return false;
        }
        int type = (packet.payloadByte(0) >> 1) & 0x3F;
        return switch (type) {
            case H265_AGGREGATION -> h265Aggregate(packet);
            // RFC 7798 §4.4.3
            case H265_FRAGMENT ->
                    (packet.payloadByte(2) & 0x80) != 0 && isH265Key(packet.payloadByte(2) & 0x3F);
            default -> isH265Key(type);
        };
    }

    /// RFC 7798 §4.4.2: after two bytes, each unit behind its 16-bit size.
    private static boolean h265Aggregate(RtpPacket packet) {
        int length = packet.payloadLength();
        int at = 2;
        while (at + 2 < length) {
            if (isH265Key((packet.payloadByte(at + 2) >> 1) & 0x3F)) {
                return true;
            }
            at += 2 + size(packet, at);
        }
        return false;
    }

    private static boolean isH265Key(int type) {
        return (type >= H265_FIRST_IRAP && type <= H265_LAST_IRAP)
                || type == H265_VPS
                || type == H265_SPS;
    }
}
