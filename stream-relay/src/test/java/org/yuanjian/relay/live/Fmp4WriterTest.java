package org.yuanjian.relay.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.fmp4.InitSegment;
import org.yuanjian.media.fmp4.MediaFragment;
import org.yuanjian.relay.http.Problem;

/// What one viewer is sent, and what is left out when it does not keep up.
class Fmp4WriterTest {
    private static final int MEGABYTE = 1 << 20;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Fmp4Writer writer = new Fmp4Writer(channel);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void init_sameTypeAgain_isToldOnce() {
        writer.init(new InitSegment("video/mp4; codecs=\"avc1\"", new byte[8]));
        writer.init(new InitSegment("video/mp4; codecs=\"avc1\"", new byte[9]));
        writer.init(new InitSegment("video/mp4; codecs=\"hvc1\"", new byte[10]));

        assertThat(sent())
                .containsExactly(
                        "{\"mime\":\"video/mp4; codecs=\\\"avc1\\\"\"}",
                        "8 bytes",
                        "9 bytes",
                        "{\"mime\":\"video/mp4; codecs=\\\"hvc1\\\"\"}",
                        "10 bytes");
    }

    @Test
    void fragment_beforeAKeyFrame_isLeftOut() {
        send(1, false);
        send(2, true);
        send(3, false);

        assertThat(sent()).containsExactly("{\"dropped\":1}", "2 bytes", "3 bytes");
    }

    @Test
    void fragment_viewerTooSlow_resumesAtAKeyFrameAndIsTold() {
        send(MEGABYTE, true);
        for (int i = 0; i < 5; i++) {
            send(MEGABYTE, false);
        }
        assertThat(writer.counters().droppedBursts()).isEqualTo(2);
        assertThat(sent()).hasSize(4);
        send(5, false);
        send(6, true);
        send(7, false);

        assertThat(sent()).containsExactly("{\"dropped\":3}", "6 bytes", "7 bytes");
    }

    @Test
    void problem_isSaidBeforeTheEnd() {
        writer.problem(Problem.TICKET);

        assertThat(sent())
                .containsExactly("{\"problem\":" + Problem.TICKET.json() + "}", "close 1000");
        assertThat(channel.isOpen()).isFalse();
    }

    private void send(int bytes, boolean key) {
        MediaFragment fragment =
                new MediaFragment(ByteBufAllocator.DEFAULT.buffer(bytes).writeZero(bytes), key, 0);
        writer.fragment(fragment);
        fragment.release();
    }

    private List<String> sent() {
        writer.flush();
        List<String> texts = new ArrayList<>();
        for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            WebSocketFrame frame = (WebSocketFrame) out;
            texts.add(
                    switch (frame) {
                        case TextWebSocketFrame text -> text.text();
                        case BinaryWebSocketFrame binary ->
                                binary.content().readableBytes() + " bytes";
                        case CloseWebSocketFrame close -> "close " + close.statusCode();
                        default -> frame.toString();
                    });
            frame.release();
        }
        return texts;
    }
}
