package org.yuanjian.media;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails the test class during which Netty found a buffer that nobody released. By itself Netty
/// only logs it. Registered for every class by `META-INF/services`.
public final class LeakGuard implements AfterAllCallback {
    private static final long WAIT_MILLIS = 5_000;
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    static {
        // Extensions are made before a test class is initialised, and so before the first buffer.
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Detectors());
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        List<String> leaks = collect();
        if (!leaks.isEmpty()) {
            throw new AssertionError(
                    leaks.size() + " leaked, the first of them: " + leaks.getFirst());
        }
    }

    /// The leaks of what has become garbage, taken off the list.
    static List<String> collect() throws InterruptedException {
        awaitCollection();
        // A detector looks at what was collected when it is to watch something new.
        ByteBufAllocator.DEFAULT.directBuffer(1).release();
        List<String> leaks = new ArrayList<>();
        for (String leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
            leaks.add(leak);
        }
        return leaks;
    }

    private static void awaitCollection() throws InterruptedException {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        for (int round = 0; round < 2; round++) {
            // The second reference is put on its queue after all that the first round cleared.
            WeakReference<Object> sign = new WeakReference<>(new Object(), collected);
            System.gc();
            if (collected.remove(WAIT_MILLIS) == null || !sign.refersTo(null)) {
                throw new AssertionError("the collector did not run");
            }
        }
    }

    /// The one method there is to implement is deprecated for its callers.
    @SuppressWarnings("deprecation")
    private static final class Detectors extends ResourceLeakDetectorFactory {
        @Override
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                Class<T> resource, int samplingInterval, long maxActive) {
            return new Detector<>(resource, samplingInterval);
        }
    }

    private static final class Detector<T> extends ResourceLeakDetector<T> {
        Detector(Class<?> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resource, String records) {
            super.reportTracedLeak(resource, records);
            LEAKS.add(resource + records);
        }

        @Override
        protected void reportUntracedLeak(String resource) {
            super.reportUntracedLeak(resource);
            LEAKS.add(resource);
        }
    }
}
