package org.yuanjian.relay.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.yuanjian.media.fmp4.InitSegment;
import org.yuanjian.media.fmp4.MediaFragment;
import org.yuanjian.relay.WriterCounters;
import org.yuanjian.relay.http.Problem;

/// Puts a stream's fragments out to one viewer. A viewer that does not keep up loses fragments up
/// to the next key frame and is told how many.
///
/// Messages: text `{"mime":…}`, then binary, the init segment first; text `{"dropped":n}` with what
/// was left out so far; text `{"problem":{…}}` before the end. On the stream's loop only, but for
/// [#counters].
final class Fmp4Writer {
    /// Most bytes that wait for the viewer's socket: a few seconds of a main stream.
    static final int MAX_WAITING_BYTES = 4 << 20;

    private final Channel channel;
    private final WriterCounters counters = new WriterCounters();
    private final AtomicLong waitingBytes = new AtomicLong();
    private String mime = "";
    private final long joinedNanos = System.nanoTime();
    private LongConsumer onFirstPicture = _ -> {};
    private boolean isPictured;
    private boolean awaitsKeyFrame = true;
    private long told;

    Fmp4Writer(Channel channel) {
        this.channel = channel;
    }

    /// May be read from any thread.
    WriterCounters counters() {
        return counters;
    }

    /// @param nanos gets the time from the making of this writer to its first key frame; set before
    ///   the first fragment
    void onFirstPicture(LongConsumer nanos) {
        onFirstPicture = nanos;
    }

    /// The same MIME type is told once: the page goes on with the buffer it has.
    void init(InitSegment init) {
        if (!mime.equals(init.mime())) {
            mime = init.mime();
            text("{\"mime\":" + Json.quoted(mime) + "}");
        }
        send(init.bytes());
        awaitsKeyFrame = true;
    }

    void fragment(MediaFragment fragment) {
        ByteBuf bytes = fragment.bytes();
        boolean full = waitingBytes.get() + bytes.readableBytes() > MAX_WAITING_BYTES;
        awaitsKeyFrame = full || (awaitsKeyFrame && !fragment.startsKeyFrame());
        if (awaitsKeyFrame) {
            counters.dropped();
            return;
        }
        if (counters.droppedBursts() != told) {
            told = counters.droppedBursts();
            text("{\"dropped\":" + told + "}");
        }
        if (!isPictured) {
            isPictured = true;
            onFirstPicture.accept(System.nanoTime() - joinedNanos);
        }
        send(bytes.retainedDuplicate());
    }

    /// What was put out goes out.
    void flush() {
        channel.flush();
    }

    /// Says why, and ends.
    void problem(Problem problem) {
        text("{\"problem\":" + problem.json() + "}");
        channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void text(String text) {
        channel.write(new TextWebSocketFrame(text));
    }

    private void send(ByteBuf bytes) {
        int size = bytes.readableBytes();
        waitingBytes.addAndGet(size);
        counters.sent(size);
        channel.write(new BinaryWebSocketFrame(bytes))
                .addListener(_ -> waitingBytes.addAndGet(-size));
    }
}
