package org.yuanjian.media.rtsp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;

/// Whatever a connection brings: messages, frames or a typed error.
class RtspMessageDecoderFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void decode(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, RtspMessageDecoderFuzzTest::decodeHalves);
    }

    private static void decodeHalves(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new RtspMessageDecoder());
        try {
            int half = bytes.length / 2;
            channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, half));
            channel.writeInbound(Unpooled.copiedBuffer(bytes, half, bytes.length - half));
        } catch (DecoderException e) {
            if (!(e.getCause() instanceof RtspException)) {
                throw e;
            }
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    @Test
    void decode_corpus_givesMessagesOrTypedErrors() throws Exception {
        HostileCorpus.replay("rtsp", this::decode);
    }
}
