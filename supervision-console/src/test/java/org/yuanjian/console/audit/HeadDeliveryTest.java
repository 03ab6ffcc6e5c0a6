package org.yuanjian.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.place.FolderPlace;
import org.yuanjian.console.audit.place.SecondPlace;

class HeadDeliveryTest {
    @TempDir Path folder;

    /// Takes heads while it is told to.
    private static final class MoodyPlace implements SecondPlace {
        private final BlockingQueue<TreeHead> heads = new LinkedBlockingQueue<>();
        private volatile boolean isWilling;

        @Override
        public String name() {
            return "moody";
        }

        @Override
        public void deliver(List<TreeHead> some) throws IOException {
            if (!isWilling) {
                throw new IOException("not now");
            }
            heads.addAll(some);
        }
    }

    @Test
    void deliver_placeFailsForAWhile_getsAllHeadsInOrderLater() throws Exception {
        SqlSettings settings = SqlSettings.sqlite(folder.resolve("ledger.db"));
        MoodyPlace place = new MoodyPlace();
        try (TestLedger test = new TestLedger(settings).started()) {
            HeadDelivery delivery = new HeadDelivery(test.store, place, test.clock);
            test.fill(0, 2_500);
            delivery.start();
            delivery.close();
            assertThat(delivery.failingSince()).isPresent();
            assertThat(delivery.delivered()).isZero();

            place.isWilling = true;
            HeadDelivery again = new HeadDelivery(test.store, place, test.clock);
            again.start();
            List<TreeHead> known = test.store.headsAfter(0, 100);
            List<TreeHead> told = new ArrayList<>();
            while (told.size() < known.size()) {
                told.add(place.heads.poll(20, TimeUnit.SECONDS));
            }
            assertThat(told).isEqualTo(known);
            TreeHead next = test.ledger.appendSealed(TestLedger.event(1));
            again.wake();
            assertThat(place.heads.poll(20, TimeUnit.SECONDS)).isEqualTo(next);
            again.close();
            assertThat(again.failingSince()).isEmpty();
            assertThat(again.delivered()).isEqualTo(next.size());
        }
    }

    @Test
    void place_folder_tellsWhereItIs() throws Exception {
        SqlSettings settings = SqlSettings.sqlite(folder.resolve("ledger.db"));
        try (TestLedger test = new TestLedger(settings).started()) {
            assertThat(health(test, null).place()).isEqualTo(LedgerHealth.Place.NONE);
            assertThat(health(test, new FolderPlace(folder)).place())
                    .isEqualTo(LedgerHealth.Place.SAME_DISK);
            assertThat(health(test, new FolderPlace(folder.resolve("away"))).place())
                    .isEqualTo(LedgerHealth.Place.MISSING);
            assertThat(health(test, new FolderPlace(Path.of("/proc"))).place())
                    .isEqualTo(LedgerHealth.Place.FINE);
            LedgerHealth.State state = health(test, null).state();
            assertThat(state.isLowOnDisk())
                    .isEqualTo(state.freeBytes() < LedgerHealth.LITTLE_BYTES);
            assertThat(state.head()).isNull();
        }
    }

    private LedgerHealth health(TestLedger test, @Nullable SecondPlace place) {
        HeadDelivery delivery = new HeadDelivery(test.store, place, test.clock);
        return new LedgerHealth(test.ledger, test.store, delivery, folder);
    }
}
