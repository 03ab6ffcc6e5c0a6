package org.yuanjian.benchmark.load;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.yuanjian.benchmark.load.FacePhotos.Photos;
import org.yuanjian.face.FaceException;
import org.yuanjian.face.FaceVerifier;

/// People whose reports come at once: each has two pictures compared, and then the next.
public final class FaceCallers {
    private static final double NANOS_PER_MILLI = 1e6;

    private final FaceVerifier verifier;
    private final List<Photos> photos;

    public FaceCallers(FaceVerifier verifier, List<Photos> photos) {
        this.verifier = verifier;
        this.photos = photos;
    }

    /// What a stretch of verifications took.
    ///
    /// @param millis of each, sorted
    /// @param seconds for all
    /// @param failed how many had no answer
    public record Report(List<Double> millis, double seconds, int failed) {
        public double percentile(double share) {
            return Percentiles.of(millis).at(share);
        }

        public double perSecond() {
            return millis.size() / seconds;
        }
    }

    /// @param callers how many at once
    /// @param count how many verifications in all
    /// @param done is told after each, from any thread, how many there were
    public Report run(int callers, int count, IntConsumer done) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        double[] millis = new double[count];
        CountDownLatch all = new CountDownLatch(callers);
        long began = System.nanoTime();
        for (int i = 0; i < callers; i++) {
            Thread.ofVirtual()
                    .start(() -> {
                        for (int n = next.getAndIncrement();
                                n < count;
                                n = next.getAndIncrement()) {
                            millis[n] = one(photos.get(n % photos.size()), failed);
                            done.accept(ended.incrementAndGet());
                        }
                        all.countDown();
                    });
        }
        all.await();
        double seconds = (System.nanoTime() - began) / NANOS_PER_MILLI / 1000;
        Arrays.sort(millis);
        return new Report(Arrays.stream(millis).boxed().toList(), seconds, failed.get());
    }

    private double one(Photos photo, AtomicInteger failed) {
        long began = System.nanoTime();
        try {
            verifier.compare(photo.reference(), photo.live());
        } catch (FaceException e) {
            failed.incrementAndGet();
        }
        return (System.nanoTime() - began) / NANOS_PER_MILLI;
    }
}
