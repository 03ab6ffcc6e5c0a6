package org.yuanjian.benchmark.fleet;

import org.yuanjian.benchmark.fleet.media.LoopKey.Coding;

/// What a camera is like, by its number alone, so that every fleet is the same.
///
/// @param main how its main stream is coded
/// @param sub how its sub stream is coded
/// @param setsInSdp whether the SDP holds the parameter sets
/// @param aggregates whether small NAL units share packets (STAP-A, AP)
/// @param audioMillis length of its audio packets, 0 without audio
/// @param keyFrameAtPlay whether it begins a session with a key frame and makes one on request
/// @param login which kinds of login it asks for
/// @param staleNonce whether its nonces grow old after half a minute
/// @param udpOnly whether it answers 461 to interleaved transport
/// @param getParameter whether it knows GET_PARAMETER; OPTIONS keeps a session alive at all
/// @param sessionSeconds how long a session lives without a request
/// @param paths how its URLs look
record CameraProfile(
        Coding main,
        Coding sub,
        boolean setsInSdp,
        boolean aggregates,
        int audioMillis,
        boolean keyFrameAtPlay,
        Login login,
        boolean staleNonce,
        boolean udpOnly,
        boolean getParameter,
        int sessionSeconds,
        Paths paths) {

    /// Cameras with H.265 on both streams, by number: each a counter's in the list of points or
    /// not, spread over the province.
    private static final int H265_BOTH_EVERY = 256;

    /// How a camera wants its users to log in, the challenges in the order it sends them.
    enum Login {
        BASIC,
        DIGEST_MD5,
        DIGEST_MD5_NO_QOP,
        DIGEST_SHA256,
        ALL
    }

    /// How the URLs of a camera look: base and control, as three makers would.
    enum Paths {
        /// Content-Base and relative control attributes.
        NUMBERED("/stream/101", "/stream/102"),
        /// A query in the path; relative control, no Content-Base.
        QUERY("/live?channel=1&subtype=0", "/live?channel=1&subtype=1"),
        /// Absolute control attributes.
        ABSOLUTE("/media/video1", "/media/video2");

        private final String main;
        private final String sub;

        Paths(String main, String sub) {
            this.main = main;
            this.sub = sub;
        }

        String of(boolean wantsSub) {
            return wantsSub ? sub : main;
        }
    }

    /// The camera of this number, from 1.
    static CameraProfile of(int number) {
        int i = number - 1;
        boolean h265 = i % 4 == 3;
        boolean h265Both = i % H265_BOTH_EVERY == H265_BOTH_EVERY - 1;
        boolean bFrames = i % 16 == 2;
        boolean getParameter = i % 3 != 1;
        return new CameraProfile(
                h265 ? Coding.H265 : bFrames ? Coding.H264_B_FRAMES : Coding.H264,
                h265Both ? Coding.H265 : Coding.H264,
                i % 8 != 5,
                i % 5 == 4,
                i % 3 != 0 ? 0 : i % 2 == 0 ? 20 : 40,
                (i / 2) % 2 == 0,
                login(i),
                i % 32 == 10 && login(i) != Login.BASIC,
                i % 20 == 13,
                getParameter,
                i % 7 == 6 ? 30 : 60,
                Paths.values()[(i / 3) % 3]);
    }

    private static Login login(int i) {
        return switch (i % 10) {
            case 0, 5 -> Login.DIGEST_SHA256;
            case 1, 6 -> Login.BASIC;
            case 2 -> Login.DIGEST_MD5_NO_QOP;
            case 9 -> Login.ALL;
            default -> Login.DIGEST_MD5;
        };
    }

    /// The same camera on a recorder, which has the manners of its first channel.
    CameraProfile on(CameraProfile recorder) {
        return new CameraProfile(
                main,
                sub,
                setsInSdp,
                aggregates,
                audioMillis,
                keyFrameAtPlay,
                recorder.login,
                recorder.staleNonce,
                false,
                recorder.getParameter,
                recorder.sessionSeconds,
                Paths.NUMBERED);
    }

    /// The same camera, but one that takes interleaved transport.
    CameraProfile withTcp() {
        return new CameraProfile(
                main,
                sub,
                setsInSdp,
                aggregates,
                audioMillis,
                keyFrameAtPlay,
                login,
                staleNonce,
                false,
                getParameter,
                sessionSeconds,
                paths);
    }

    Coding coding(boolean wantsSub) {
        return wantsSub ? sub : main;
    }

    boolean hasAudio() {
        return audioMillis > 0;
    }
}
