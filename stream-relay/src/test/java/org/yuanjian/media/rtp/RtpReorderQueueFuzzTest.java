package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.yuanjian.media.HostileInput;

/// Whatever sequence numbers come when: each packet is handed out once, or let go.
class RtpReorderQueueFuzzTest {
    private static final long MAX_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int STEP_BYTES = 3;

    /// Of each packet the sequence number and how many milliseconds it comes after the last.
    @FuzzTest(maxDuration = "2m")
    void add(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, RtpReorderQueueFuzzTest::queue);
    }

    private static void queue(byte[] bytes) {
        List<ByteBuf> sent = new ArrayList<>();
        List<ByteBuf> received = new ArrayList<>();
        RtpReorderQueue queue = new RtpReorderQueue(MAX_WAIT_NANOS, received::add);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long now = 0;
        int late = 0;
        while (in.remaining() >= STEP_BYTES) {
            ByteBuf packet = Unpooled.buffer(1);
            sent.add(packet);
            int sequence = in.getShort() & 0xFFFF;
            now += TimeUnit.MILLISECONDS.toNanos(in.get() & 0xFF);
            late += queue.add(sequence, packet, now) ? 0 : 1;
        }
        // Each gap is waited for anew, and there are fewer gaps than packets.
        for (int i = 0; i < sent.size() && queue.isWaiting(); i++) {
            now += MAX_WAIT_NANOS;
            queue.expire(now);
        }
        assertThat(queue.isWaiting()).isFalse();
        queue.close();
        assertThat(received).hasSize(sent.size() - late);
        received.forEach(ByteBuf::release);
        assertThat(sent).allMatch(packet -> packet.refCnt() == 0);
    }
}
