package org.yuanjian.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.media.TrackFormat;

class StreamBudgetsTest {
    private static final String KEY = CredentialVault.freshKey("k1");
    private static final String ALONE = "44023201021326000001";
    private static final String CHANNEL_1 = "44023201021326000002";
    private static final String CHANNEL_2 = "44023201021326000003";

    @TempDir Path folder;
    private SqlStore store;
    private PointRegistry registry;

    @BeforeEach
    void setUp() throws Exception {
        store = SqlStore.open(SqlSettings.sqlite(folder.resolve("test.db")));
        registry = new PointRegistry(store, new CredentialVault(() -> KEY), InstantSource.system());
        registry.takeRegions(
                Files.writeString(
                        folder.resolve("regions.csv"),
                        "code,name,parent,level\n440000,广东省,,province\n"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /// @param line what the site's line carries; empty: no limit
    private PointList list(String line) throws Exception {
        String rows =
                "code,name,place,site,site_kind,region,line_kbps,address,main_path,sub_path\n"
                        + ALONE
                        + ",一,gate,甲所,office,440000,"
                        + line
                        + ",10.0.0.1,/m,/s\n"
                        + CHANNEL_1
                        + ",二,gate,甲所,office,440000,"
                        + line
                        + ",10.0.0.2,/m1,/s1\n"
                        + CHANNEL_2
                        + ",三,gate,甲所,office,440000,"
                        + line
                        + ",10.0.0.2,/m2,/s2\n";
        registry.importPoints("list", rows.getBytes(StandardCharsets.UTF_8), false);
        return registry.list();
    }

    private static StreamId main(String point) {
        return new StreamId(point, StreamId.MAIN);
    }

    private static StreamId sub(String point) {
        return new StreamId(point, StreamId.SUB);
    }

    @Test
    void take_moreSessionsThanTheDeviceAllows_isRefusedUntilOneIsClosed() throws Exception {
        StreamBudgets budgets = new StreamBudgets(list(""));
        StreamBudgets.Lease first = budgets.take(main(ALONE)).orElseThrow();
        assertThat(budgets.take(sub(ALONE))).isPresent();
        assertThat(budgets.take(main(ALONE))).isEmpty();
        first.close();
        assertThat(budgets.take(main(ALONE))).isPresent();
    }

    @Test
    void take_channelsOfARecorder_haveTwoEach() throws Exception {
        StreamBudgets budgets = new StreamBudgets(list(""));
        for (StreamId stream :
                new StreamId[] {main(CHANNEL_1), sub(CHANNEL_1), main(CHANNEL_2), sub(CHANNEL_2)}) {
            assertThat(budgets.take(stream)).isPresent();
        }
        assertThat(budgets.take(main(CHANNEL_1))).isEmpty();
    }

    @Test
    void take_lineOfTheSiteIsFull_subStreamMayStillFit() throws Exception {
        StreamBudgets budgets = new StreamBudgets(list("3000"));
        StreamBudgets.Lease first = budgets.take(main(ALONE)).orElseThrow();
        assertThat(budgets.take(main(CHANNEL_1))).isEmpty();
        assertThat(budgets.take(sub(CHANNEL_1))).isPresent();
        first.measured(400);
        assertThat(budgets.take(main(CHANNEL_2))).isPresent();
        assertThat(budgets.usage().values())
                .singleElement()
                .returns(3, StreamBudgets.Usage::streams)
                .returns(400 + 512 + 2_048, StreamBudgets.Usage::kbps)
                .returns(3_000, StreamBudgets.Usage::limitKbps)
                .returns(1L, StreamBudgets.Usage::refused);
    }

    @Test
    void update_moreIsAllowed_countsAtOnce() throws Exception {
        StreamBudgets budgets = new StreamBudgets(list("1000"));
        assertThat(budgets.take(main(ALONE))).isEmpty();
        budgets.update(list("5000"));
        assertThat(budgets.take(main(ALONE))).isPresent();
    }

    @Test
    void take_unknownPoint_isNotLimited() {
        StreamBudgets budgets = new StreamBudgets(PointList.EMPTY);
        for (int i = 0; i < 5; i++) {
            assertThat(budgets.take(main("x"))).isPresent();
        }
    }

    @Test
    void source_thatWaitedForABudget_learnsThatItIsWatched() throws Exception {
        StreamBudgets budgets = new StreamBudgets(list("100"));
        List<String> told = new ArrayList<>();
        EmbeddedChannel clockwork = new EmbeddedChannel();
        clockwork.freezeTime();
        BudgetedSource source = new BudgetedSource(sub(ALONE), new Telling(told), budgets);
        source.start(clockwork.eventLoop(), new Nobody());
        clockwork.runPendingTasks();
        source.watched(true);
        source.hasten();
        told.clear();

        budgets.update(list("5000"));
        clockwork.advanceTimeBy(2, TimeUnit.SECONDS);
        clockwork.runScheduledPendingTasks();

        assertThat(told).containsExactly("start", "watched true", "hasten");
    }

    /// Writes down what it is told.
    private record Telling(List<String> told) implements StreamSource {
        @Override
        public void start(EventLoop loop, Receiver receiver) {
            told.add("start");
        }

        @Override
        public void stop() {}

        @Override
        public void requestKeyFrame() {}

        @Override
        public void hasten() {
            told.add("hasten");
        }

        @Override
        public void watched(boolean isWatched) {
            told.add("watched " + isWatched);
        }
    }

    private record Nobody() implements StreamSource.Receiver {
        @Override
        public void onTracks(List<TrackFormat> tracks) {}

        @Override
        public void onBurst(RtpBurst burst) {}

        @Override
        public void onLost(StreamFault fault) {}
    }
}
