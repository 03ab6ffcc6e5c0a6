package org.yuanjian.relay.webrtc;

import io.netty.channel.EventLoop;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.StreamWriter;
import org.yuanjian.relay.Subscription;

/// One WebRTC viewer of a stream: starts with the current GOP, then sends what each burst brought
/// when the burst ends; a viewer whose way is full resumes at the next key frame.
final class WebRtcWriter extends StreamWriter {
    // A GOP goes out at this pace, for the sake of queues on the way.
    private static final int PACED_PACKETS = 10;
    private static final long PACE_MILLIS = 1;
    // Beyond this a viewer would decode old pictures for too long.
    private static final int MAX_GOP_SECONDS = 5;

    private final StreamFeed feed;
    private final Listener listener;
    private List<TrackSender> senders = List.of();
    private @Nullable Subscription subscription;
    private @Nullable SrtpSession srtp;
    private @Nullable PeerPath path;
    private long firstKey;
    private long seenLosses;
    private long waitsSinceNanos = System.nanoTime();
    private boolean pictured;
    private boolean pacing;
    private boolean ended;

    /// Hears what matters to the session. On the writer's loop.
    interface Listener {
        /// The formats are known, and whether the stream has B-frames. May come again.
        void onFormats();

        void onFault(StreamFault fault);

        /// The stream turned into one that this session cannot carry.
        void onUnplayable();

        /// The viewer gets nothing any more.
        void onEnd();
    }

    WebRtcWriter(EventLoop loop, StreamFeed feed, Listener listener) {
        super(loop);
        this.feed = feed;
        this.listener = listener;
    }

    StreamId stream() {
        return feed.id();
    }

    StreamFeed feed() {
        return feed;
    }

    List<TrackSender> senders() {
        return senders;
    }

    void joined(Subscription place) {
        subscription = place;
    }

    /// The tracks this viewer gets; the formats must be known.
    void choose(List<TrackSender> chosen) {
        senders = chosen;
    }

    @Override
    public boolean showsAtOnce() {
        return false;
    }

    /// The viewer wants a picture from now on, not before.
    void waitsFromNow() {
        waitsSinceNanos = System.nanoTime();
    }

    /// The viewer can be sent to from now on.
    void begin(SrtpSession session, PeerPath to) {
        srtp = session;
        path = to;
        firstKey = usableKey();
        send();
    }

    /// The viewer has moved.
    void moveTo(PeerPath to) {
        path = to;
    }

    /// The cached key frame, or the next one to come if its GOP is too long to catch up with.
    private long usableKey() {
        for (TrackSender sender : senders) {
            TrackFeed track = sender.feed();
            long key = track.keyIndex();
            if (key >= 0 && sender.choice().codec().isVideo()) {
                int age = track.timestampAt(System.nanoTime()) - track.ring().timestamp(key);
                if (age > MAX_GOP_SECONDS * TrackFormat.VIDEO_CLOCK_RATE) {
                    requestKeyFrame();
                    return track.ring().next();
                }
            }
        }
        return 0;
    }

    void requestKeyFrame() {
        if (subscription != null) {
            subscription.requestKeyFrame();
        }
    }

    void end() {
        if (ended) {
            return;
        }
        ended = true;
        senders = List.of();
        feed.unlisten(this);
        if (subscription != null) {
            subscription.leave();
        }
        listener.onEnd();
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        feed.onTracks(tracks);
        if (ended) {
            return;
        }
        if (senders.stream().allMatch(sender -> feed.tracks().contains(sender.feed()))) {
            senders.stream()
                    .filter(sender -> sender.choice().codec().isVideo())
                    .forEach(this::skipToKeyFrame);
            tell();
        } else {
            // The camera changed what it sends; the page opens a new session for that.
            listener.onUnplayable();
        }
    }

    @Override
    public void onGop(List<RtpBurst> gop) {
        if (!feed.isWarm()) {
            gop.forEach(feed::add);
        }
        tell();
        send();
    }

    @Override
    public void onBurst(RtpBurst burst) {
        feed.add(burst);
        if (senders.isEmpty()) {
            tell();
        } else {
            send();
        }
    }

    private void tell() {
        TrackFeed video = feed.track(true);
        if (ended || feed.tracks().isEmpty()) {
            return;
        }
        if (senders.isEmpty() && (video == null || video.isReorderingKnown())) {
            listener.onFormats();
        } else if (video != null && video.isReordering() && !senders.isEmpty()) {
            listener.onUnplayable();
        }
    }

    /// Sends what is new to this viewer.
    void send() {
        SrtpSession session = srtp;
        PeerPath to = path;
        if (session == null || to == null || senders.isEmpty()) {
            return;
        }
        int bytes = 0;
        try {
            for (int i = 0; i < senders.size(); i++) {
                TrackSender sender = senders.get(i);
                bytes +=
                        sender.choice().codec().isVideo()
                                ? sendVideo(sender, session, to)
                                : sendAudio(sender, session, to);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SRTP", e);
        }
        to.end();
        counters().sent(bytes);
    }

    private int sendVideo(TrackSender sender, SrtpSession session, PeerPath to)
            throws GeneralSecurityException {
        if (sender.feed().isReordering()) {
            loop().execute(listener::onUnplayable);
            return 0;
        }
        if (sender.feed().losses() != seenLosses) {
            // What was lost before us cannot be sent again; a key frame mends the picture.
            seenLosses = sender.feed().losses();
            requestKeyFrame();
        }
        if (!to.isWritable() || !sender.isInReach()) {
            skipToKeyFrame(sender);
        }
        if (!sender.isStarted() && !start(sender)) {
            return 0;
        }
        if (!pacing) {
            return sender.send(session, to, PacketRing.SIZE);
        }
        return 0;
    }

    private void skipToKeyFrame(TrackSender sender) {
        if (sender.isStarted()) {
            counters().dropped();
            sender.stop();
            firstKey = sender.feed().ring().next();
        }
    }

    private boolean start(TrackSender sender) {
        long key = sender.feed().keyIndex();
        if (key < firstKey || key < 0) {
            return false;
        }
        sender.startAt(key);
        tellFirstPicture();
        if (sender.backlog() > PACED_PACKETS && !pacing) {
            pacing = true;
            pace(sender);
        }
        return true;
    }

    private void tellFirstPicture() {
        if (!pictured && subscription != null) {
            pictured = true;
            subscription.meter().firstPicture(System.nanoTime() - waitsSinceNanos);
        }
    }

    private void pace(TrackSender sender) {
        SrtpSession session = srtp;
        PeerPath to = path;
        if (ended || session == null || to == null || !sender.isStarted() || !sender.isInReach()) {
            pacing = false;
            return;
        }
        try {
            int bytes = to.isWritable() ? sender.send(session, to, PACED_PACKETS) : 0;
            to.end();
            counters().sent(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SRTP", e);
        }
        pacing = sender.backlog() > 0;
        if (pacing) {
            loop().schedule(() -> pace(sender), PACE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /// Sound starts live, not with the GOP.
    private static int sendAudio(TrackSender sender, SrtpSession session, PeerPath to)
            throws GeneralSecurityException {
        if (!sender.isStarted() || !sender.isInReach() || !to.isWritable()) {
            sender.startAt(sender.feed().ring().next());
        }
        return sender.send(session, to, PacketRing.SIZE);
    }

    @Override
    public void onFault(StreamFault fault) {
        if (!ended) {
            listener.onFault(fault);
        }
    }

    @Override
    public String toString() {
        return "WebRtcWriter[" + feed.id() + "]";
    }
}
