package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.yuanjian.relay.NettyTransport;

class DialBudgetTest {
    private static final int PER_SECOND = 10;

    private final EmbeddedChannel clockwork = new EmbeddedChannel();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> dialled = new ArrayList<>();
    private final DialBudget budget;

    DialBudgetTest() {
        clockwork.freezeTime();
        budget = new DialBudget(clockwork.eventLoop(), PER_SECOND, nanos::get);
    }

    private DialBudget.Dial request(boolean urgent, String name) {
        return budget.request(urgent, () -> dialled.add(name));
    }

    private void pass(long millis) {
        for (long i = 0; i < millis; i += 10) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
            clockwork.advanceTimeBy(10, TimeUnit.MILLISECONDS);
            clockwork.runPendingTasks();
        }
    }

    @Test
    void request_many_areSpreadOverTime() {
        for (int i = 0; i < 30; i++) {
            request(false, "d" + i);
        }
        pass(1000);

        assertThat(dialled).hasSizeBetween(PER_SECOND - 1, PER_SECOND);
        pass(3000);
        assertThat(dialled).hasSize(30).startsWith("d0", "d1").endsWith("d29");
        assertThat(budget.waiting()).isZero();
    }

    @Test
    void request_urgent_goesFirst() {
        for (int i = 0; i < 5; i++) {
            request(false, "patient" + i);
        }
        request(true, "urgent");
        pass(10);

        assertThat(dialled.getFirst()).isEqualTo("urgent");
    }

    @Test
    void hasten_waitingDial_goesFirst() {
        for (int i = 0; i < 5; i++) {
            request(false, "patient" + i);
        }
        DialBudget.Dial last = request(false, "last");
        last.hasten();
        pass(10);

        assertThat(dialled.getFirst()).isEqualTo("last");
    }

    @Test
    void cancel_waitingDial_isNeverMadeAndCostsNothing() {
        List<DialBudget.Dial> dials = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            dials.add(request(false, "cancelled"));
        }
        dials.forEach(DialBudget.Dial::cancel);
        request(false, "wanted");
        pass(200);

        assertThat(dialled).containsExactly("wanted");
    }

    @Test
    void start_ofSources_dialsThatWithAViewerFirst() {
        List<Integer> ports = new ArrayList<>();
        SourceEnvironment environment =
                new SourceEnvironment(
                        NettyTransport.best(),
                        UnpooledByteBufAllocator.DEFAULT,
                        budget,
                        address -> !ports.add(address.getPort()),
                        new Random(1),
                        InstantSource.system(),
                        nanos::get);
        start(1, environment);
        start(2, environment).hasten();
        pass(200);

        assertThat(ports).startsWith(2, 1);
    }

    private RtspSource start(int port, SourceEnvironment environment) {
        RtspAddress address =
                new RtspAddress("127.0.0.1", port, "/", "", "", RtspAddress.Transport.TCP);
        RtspAccess access = new RtspAccess(address, new SourceFixture.Latch());
        RtspSource source =
                new RtspSource(SourceFixture.STREAM, () -> Optional.of(access), environment);
        source.start(clockwork.eventLoop(), new RecordingReceiver());
        return source;
    }
}
