package org.yuanjian.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.rtsp.RtspException.Kind;

class RtspMessageDecoderTest {
    private static final String DESCRIBE =
            "DESCRIBE rtsp://127.0.0.1/main RTSP/1.0\r\nCSeq: 2\r\nAccept: application/sdp\r\n\r\n";
    private static final String ANSWER =
            "RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Length: 7\r\n\r\nv=0 é\n";

    /// Two frames: channel 0 with 4 bytes, channel 1 with none.
    private static final String FRAMES = "24 00 0004 80600001" + "24 01 0000";

    private final EmbeddedChannel channel = new EmbeddedChannel(new RtspMessageDecoder());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void decode_request_givesItsParts() {
        write(DESCRIBE);
        RtspRequest request = channel.readInbound();
        assertThat(request.method()).isEqualTo("DESCRIBE");
        assertThat(request.uri()).isEqualTo("rtsp://127.0.0.1/main");
        assertThat(request.cseq()).isEqualTo(2);
        assertThat(request.headers().first("accept")).contains("application/sdp");
        assertThat(request.body()).isEmpty();
    }

    @Test
    void decode_response_readsAsManyBytesAsItSays() {
        write(ANSWER + DESCRIBE);
        RtspResponse response = channel.readInbound();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.reason()).isEqualTo("OK");
        assertThat(response.body()).isEqualTo("v=0 é\n");
        assertThat(channel.<Object>readInbound()).isInstanceOf(RtspRequest.class);
    }

    @Test
    void decode_responseWithoutReason_isRead() {
        write("RTSP/1.0 200\r\nCSeq: 1\r\n\r\n");
        RtspResponse response = channel.readInbound();
        assertThat(response.reason()).isEmpty();
    }

    @Test
    void decode_byteByByte_givesTheSame() {
        for (byte one : (DESCRIBE + ANSWER).getBytes(StandardCharsets.UTF_8)) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {one}));
        }
        assertThat(channel.<RtspRequest>readInbound().method()).isEqualTo("DESCRIBE");
        assertThat(channel.<RtspResponse>readInbound().body()).isEqualTo("v=0 é\n");
    }

    @Test
    void decode_lineEndsWithoutCarriageReturn_areTaken() {
        write("OPTIONS * RTSP/1.0\nCSeq: 7\n\n");
        assertThat(channel.<RtspRequest>readInbound().cseq()).isEqualTo(7);
    }

    @Test
    void decode_blankLinesAndLineWithoutColon_areNoHarm() {
        write("\r\n\r\nRTSP/1.0 200 OK\r\nvendor nonsense\r\nCSeq: 3\r\n\r\n\r\n");
        assertThat(channel.<RtspResponse>readInbound().cseq()).isEqualTo(3);
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void decode_framesBackToBack_comeAsOneObject() {
        channel.writeInbound(hex(FRAMES + FRAMES));
        assertFrames(FRAMES + FRAMES);
    }

    @Test
    void decode_frameCutInTwo_waitsForTheRest() {
        channel.writeInbound(hex(FRAMES + "24 00 0002 AA"));
        assertFrames(FRAMES);
        assertThat(channel.<Object>readInbound()).isNull();
        channel.writeInbound(hex("BB"));
        assertFrames("24 00 0002 AABB");
    }

    @Test
    void decode_messageBetweenFrames_keepsTheOrder() {
        channel.writeInbound(hex(FRAMES), text(ANSWER), hex(FRAMES));
        assertFrames(FRAMES);
        assertThat(channel.<Object>readInbound()).isInstanceOf(RtspResponse.class);
        assertFrames(FRAMES);
    }

    @Test
    void decode_dollarInsideBody_isNoFrame() {
        write("RTSP/1.0 200 OK\r\nContent-Length: 4\r\n\r\n");
        write("$\0\0\0");
        assertThat(channel.<RtspResponse>readInbound().body()).isEqualTo("$\0\0\0");
    }

    @Test
    void decode_headWithoutEnd_isTooLarge() {
        assertThat(fails("A".repeat(RtspMessageDecoder.MAX_HEADER_BYTES)))
                .isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void decode_manyFields_isTooLarge() {
        String fields = "X: y\r\n".repeat(RtspMessageDecoder.MAX_HEADER_FIELDS + 1);
        assertThat(fails("RTSP/1.0 200 OK\r\n" + fields + "\r\n")).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void decode_largeBody_isRefusedBeforeItComes() {
        int length = RtspMessageDecoder.MAX_BODY_BYTES + 1;
        assertThat(fails("RTSP/1.0 200 OK\r\nContent-Length: " + length + "\r\n\r\n"))
                .isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void decode_lengthThatIsNoNumber_isMalformed() {
        for (String length : new String[] {"-1", "1e3", "", "9999999999", "٣"}) {
            assertThat(failsFresh("RTSP/1.0 200 OK\r\nContent-Length: " + length + "\r\n\r\n"))
                    .isEqualTo(Kind.MALFORMED);
        }
    }

    @Test
    void decode_strangeStartLine_isMalformed() {
        for (String line :
                new String[] {
                    "HTTP/1.1 200 OK", "RTSP/1.0 2x0 OK", "RTSP/1.0 2000 OK", "GET / HTTP/1.1",
                    "RTSP/1.0", " ", "PLAY rtsp://a b RTSP/1.0", "\u0000\u0001"
                }) {
            assertThat(failsFresh(line + "\r\n\r\n")).as(line).isEqualTo(Kind.MALFORMED);
        }
    }

    @Test
    void decode_afterFailure_readsNothingMore() {
        fails("HTTP/1.1 200 OK\r\n\r\n");
        write(DESCRIBE);
        channel.writeInbound(hex(FRAMES));
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void decode_randomBytes_failsWithTypedErrorsOnly() {
        Random random = new Random(2326);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            feed(bytes);
        }
    }

    @Test
    void decode_changedMessages_failWithTypedErrorsOnly() {
        Random random = new Random(7826);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = (DESCRIBE + ANSWER).getBytes(StandardCharsets.UTF_8);
            for (int change = 0; change < 4; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            feed(bytes);
        }
    }

    private static void feed(byte[] bytes) {
        EmbeddedChannel fresh = new EmbeddedChannel(new RtspMessageDecoder());
        try {
            fresh.writeInbound(Unpooled.wrappedBuffer(bytes));
        } catch (DecoderException e) {
            assertThat(e).hasCauseInstanceOf(RtspException.class);
        } finally {
            fresh.finishAndReleaseAll();
        }
    }

    private Kind fails(String message) {
        return fails(channel, message);
    }

    private static Kind failsFresh(String message) {
        EmbeddedChannel fresh = new EmbeddedChannel(new RtspMessageDecoder());
        try {
            return fails(fresh, message);
        } finally {
            fresh.finishAndReleaseAll();
        }
    }

    private static Kind fails(EmbeddedChannel channel, String message) {
        DecoderException failure =
                catchThrowableOfType(
                        DecoderException.class, () -> channel.writeInbound(text(message)));
        if (failure.getCause() instanceof RtspException cause) {
            return cause.kind();
        }
        throw failure;
    }

    private void assertFrames(String hex) {
        InterleavedFrames frames = channel.readInbound();
        assertThat(ByteBufUtil.hexDump(frames.content()))
                .isEqualToIgnoringCase(hex.replace(" ", ""));
        frames.release();
    }

    private void write(String message) {
        channel.writeInbound(text(message));
    }

    private static ByteBuf text(String message) {
        return Unpooled.copiedBuffer(message, StandardCharsets.UTF_8);
    }

    private static ByteBuf hex(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
    }
}
