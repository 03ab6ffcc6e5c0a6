package org.yuanjian.relay.rtsp.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.yuanjian.media.rtsp.RtspRequest;

/// How a [FakeCamera] behaves. Every field may be changed while it runs.
public final class FakeCameraScript {
    public static final String USER = "admin";
    public static final String PASSWORD = "p@ss:wörd/?#\"\\ %41密码";

    /// How the camera asks who calls.
    public enum Auth {
        NONE,
        BASIC,
        MD5,
        MD5_QOP,
        SHA256,
        SHA256_QOP,
        /// Basic, MD5 and SHA-256 at once.
        SEVERAL
    }

    /// What it shows, from the next session on.
    public volatile TestClip clip = TestClip.load();

    public volatile Auth auth = Auth.NONE;
    public volatile String password = PASSWORD;

    /// Requests answered with `stale=true` and a new nonce before the next is accepted.
    public final AtomicInteger staleAnswers = new AtomicInteger();

    public volatile boolean refusesTcp;
    public volatile boolean refusesUdp;
    public volatile boolean hasAudio;

    /// Packets of 20 ms that are its audio, again and again, instead of G.711.
    public volatile List<byte[]> opus = List.of();

    public volatile boolean parameterSetsInBandOnly;
    public volatile boolean sendsFrames = true;
    public volatile boolean sendsKeyFrames = true;
    public volatile boolean sendsReports = true;
    public volatile boolean namesServerPort = true;
    public volatile boolean writesCseq = true;
    public volatile boolean answersKeepAlive = true;

    /// The picture of the clip a session begins with.
    public volatile int firstPicture;

    public volatile int frameMillis = 10;
    public volatile Optional<String> redirect = Optional.empty();
    public volatile String sessionControl = "*";

    /// `{base}` stands for the URI of the stream, `{track}` for the number of the track.
    public volatile String trackControl = "trackID={track}";

    public volatile Optional<String> contentBase = Optional.empty();
    public volatile String session = "12345678;timeout=60";
    public volatile String methods = "OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY, GET_PARAMETER";

    /// Whole answers by method, instead of the camera's own.
    public final Map<String, String> answers = new ConcurrentHashMap<>();

    private volatile Optional<RtpFeed> feed = Optional.empty();

    /// Plays what another program sends as RTP to the returned port, instead of the clip.
    public int feed() {
        RtpFeed opened = new RtpFeed();
        feed = Optional.of(opened);
        return opened.port();
    }

    Optional<RtpFeed> openFeed() {
        return feed;
    }

    Optional<String> answer(RtspRequest request) {
        return Optional.ofNullable(answers.get(request.method()));
    }
}
