package org.yuanjian.benchmark.fleet.onvif;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A simulated camera as its ONVIF side sees it. Any thread.
public interface OnvifCamera {
    int number();

    String address();

    OnvifDialect dialect();

    /// The account it takes at present.
    String user();

    String password();

    /// Values of WWW-Authenticate.
    List<String> challenges();

    /// Whether an Authorization field signs a request in.
    boolean accepts(String method, String authorization);

    /// One, or those of a recorder.
    List<Channel> channels();

    /// What it notices.
    OnvifEvents events();

    /// What moves its picture; empty if nothing does.
    Optional<OnvifHead> head();

    /// Whether it is silent: no answer, no end.
    boolean isSilent();

    /// Whether its answers are empty.
    boolean isEmpty();

    /// Whether connections are reset.
    boolean isRefusing();

    /// How late its answers come.
    long delayMillis();

    /// A picture with its streams.
    ///
    /// @param prefix of the tokens of its profiles; empty where there is only one
    /// @param keyFrames begins a key frame in who plays the sub stream, or the main stream
    /// @param snapshot makes a JPEG of what it sees; empty where it makes none
    record Channel(
            String prefix,
            Stream main,
            Stream sub,
            Consumer<Boolean> keyFrames,
            Optional<Supplier<CompletableFuture<byte[]>>> snapshot) {
        Stream stream(boolean wantsSub) {
            return wantsSub ? sub : main;
        }

        String token(boolean wantsSub) {
            return prefix + (wantsSub ? "sub" : "main");
        }
    }

    /// A stream it plays.
    ///
    /// @param path and query of its RTSP address
    record Stream(String codec, int width, int height, int fps, int kbps, String path) {}
}
