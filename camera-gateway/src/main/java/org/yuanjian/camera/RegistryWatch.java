package org.yuanjian.camera;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.media.StreamId;

/// Takes over what changes in the registry while the node runs, by whichever process: another
/// password, address or path counts from then on, without a restart. Safe from any thread.
public final class RegistryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);
    private static final long PERIOD_SECONDS = 2;

    private final PointRegistry registry;
    private final CredentialVault vault;
    private final CameraGateway gateway;
    private final StreamBudgets budgets;
    private final Consumer<StreamId> onChanged;
    private @Nullable ScheduledExecutorService timer;

    /// @param onChanged hears of every stream that is reached another way from now on, or no longer
    public RegistryWatch(
            PointRegistry registry,
            CredentialVault vault,
            CameraGateway gateway,
            StreamBudgets budgets,
            Consumer<StreamId> onChanged) {
        this.registry = registry;
        this.vault = vault;
        this.gateway = gateway;
        this.budgets = budgets;
        this.onChanged = onChanged;
        registry.onChange(this::take);
    }

    private synchronized void take(PointList list) {
        budgets.update(list);
        List<StreamId> changed = gateway.update(RegisteredCameras.of(list, vault));
        if (!changed.isEmpty()) {
            LOG.info("points={} changed streams={}", list.points().size(), changed.size());
        }
        changed.forEach(onChanged);
    }

    /// Looks every two seconds from now on.
    public synchronized void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("registry-watch").factory());
        started.scheduleWithFixedDelay(
                this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        timer = started;
    }

    /// A database that does not answer changes nothing; the next look may find it again.
    void look() {
        try {
            registry.refresh();
        } catch (RuntimeException e) {
            LOG.warn("the registry cannot be read: {}", e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }
}
