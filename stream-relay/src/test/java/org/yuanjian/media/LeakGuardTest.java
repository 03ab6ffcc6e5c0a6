package org.yuanjian.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakGuardTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void collect_bufferNeverReleased_isFound(boolean pooled) throws Exception {
        ByteBufAllocator allocator =
                pooled ? PooledByteBufAllocator.DEFAULT : ByteBufAllocator.DEFAULT;
        forget(allocator);

        assertThat(LeakGuard.collect()).hasSize(1).first().asString().contains("forget");
    }

    private static void forget(ByteBufAllocator allocator) {
        ByteBuf forgotten = allocator.directBuffer(16);
        forgotten.writeByte(1);
    }

    @Test
    void collect_everyBufferReleased_findsNothing() throws Exception {
        List<ByteBuf> buffers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            buffers.add(PooledByteBufAllocator.DEFAULT.directBuffer(16));
        }
        buffers.forEach(ByteBuf::release);
        buffers.clear();

        assertThat(LeakGuard.collect()).isEmpty();
    }
}
