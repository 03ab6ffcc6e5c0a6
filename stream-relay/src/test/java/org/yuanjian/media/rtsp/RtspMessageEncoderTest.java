package org.yuanjian.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RtspMessageEncoderTest {
    private final EmbeddedChannel out = new EmbeddedChannel(new RtspMessageEncoder());
    private final EmbeddedChannel in = new EmbeddedChannel(new RtspMessageDecoder());

    @AfterEach
    void close() {
        out.finishAndReleaseAll();
        in.finishAndReleaseAll();
    }

    @Test
    void encode_request_writesLineAndFields() {
        RtspHeaders headers = new RtspHeaders().add("CSeq", "1").add("User-Agent", "Yuanjian");
        assertThat(encoded(new RtspRequest("OPTIONS", "rtsp://127.0.0.1/", headers)).lines())
                .containsExactly(
                        "OPTIONS rtsp://127.0.0.1/ RTSP/1.0",
                        "CSeq: 1",
                        "User-Agent: Yuanjian",
                        "");
    }

    @Test
    void encode_body_countsItsBytes() {
        String text = encoded(new RtspResponse(200, "OK", new RtspHeaders(), "é"));
        assertThat(text).isEqualTo("RTSP/1.0 200 OK\r\nContent-Length: 2\r\n\r\né");
    }

    @Test
    void encode_decodedResponse_isTheSameAgain() {
        RtspHeaders headers = new RtspHeaders().add("CSeq", "9").add("Session", "12;timeout=60");
        RtspResponse sent = new RtspResponse(200, "OK", headers, "v=0\r\n");
        String once = encoded(sent);
        in.writeInbound(Unpooled.copiedBuffer(once, StandardCharsets.UTF_8));
        RtspResponse read = in.readInbound();
        assertThat(read.body()).isEqualTo(sent.body());
        assertThat(read.headers().first("session")).contains("12;timeout=60");
        assertThat(encoded(read)).isEqualTo(once);
    }

    @Test
    void encode_lineEndInValueOrUri_makesNoNewField() {
        RtspHeaders headers = new RtspHeaders().add("X", "a\r\nEvil: 1");
        String text = encoded(new RtspRequest("PLAY", "rtsp://a/\r\nEvil: 2", headers));
        assertThat(text.lines().map(line -> line.split(":", 2)[0])).doesNotContain("Evil");
    }

    @Test
    void encode_framedPackets_passAsTheyAre() {
        ByteBuf frames = Unpooled.wrappedBuffer(new byte[] {'$', 0, 0, 1, 5});
        out.writeOutbound(frames);
        assertThat(out.<ByteBuf>readOutbound()).isSameAs(frames);
        frames.release();
    }

    private String encoded(RtspMessage message) {
        out.writeOutbound(message);
        ByteBuf bytes = out.readOutbound();
        try {
            return bytes.toString(StandardCharsets.UTF_8);
        } finally {
            bytes.release();
        }
    }
}
