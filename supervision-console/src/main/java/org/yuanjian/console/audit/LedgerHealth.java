package org.yuanjian.console.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.place.SecondPlace;

/// Tells how the ledger is, for people and for the doctor.
public final class LedgerHealth {
    /// Less room than this is too little.
    public static final long LITTLE_BYTES = 2L * 1024 * 1024 * 1024;

    private final Ledger ledger;
    private final LedgerStore store;
    private final HeadDelivery delivery;
    private final Path data;

    /// How the second place is.
    public enum Place {
        /// None is set: who owns the machine can cut the ledger unseen.
        NONE,
        /// It is on the disk of the data folder.
        SAME_DISK,
        /// Its folder is not there.
        MISSING,
        /// Heads wait for it.
        BEHIND,
        FINE
    }

    /// What everybody who works with the console may have to know.
    public enum Warning {
        FINE,
        LOW_ON_DISK,
        /// Nobody signs in, and no picture opens.
        FAILING
    }

    /// @param failingSince since when nothing can be taken down; null while all is well
    /// @param size records
    /// @param lost events that could wait and were not taken down in time
    /// @param isRewritable whether the application's own account could rewrite the ledger in place
    /// @param head the last; null before the first
    /// @param delivered records of the last head in the second place
    /// @param freeBytes room on the disk of the data folder
    /// @param isLowOnDisk whether that is too little
    public record State(
            @Nullable Instant failingSince,
            long size,
            long lost,
            boolean isRewritable,
            @Nullable TreeHead head,
            Place place,
            long delivered,
            long freeBytes,
            boolean isLowOnDisk) {}

    /// @param data the data folder
    LedgerHealth(Ledger ledger, LedgerStore store, HeadDelivery delivery, Path data) {
        this.ledger = ledger;
        this.store = store;
        this.delivery = delivery;
        this.data = data;
    }

    public State state() {
        long free = freeBytes();
        Optional<TreeHead> head = store.headUpTo(Long.MAX_VALUE - 1);
        return new State(
                ledger.failingSince().orElse(null),
                ledger.size(),
                ledger.lost(),
                store.isRewritable(),
                head.orElse(null),
                place(),
                delivery.delivered(),
                free,
                free < LITTLE_BYTES);
    }

    /// Asks nothing of the database.
    public Warning warning() {
        if (ledger.failingSince().isPresent()) {
            return Warning.FAILING;
        }
        return freeBytes() < LITTLE_BYTES ? Warning.LOW_ON_DISK : Warning.FINE;
    }

    public Place place() {
        Optional<SecondPlace> place = delivery.place();
        if (place.isEmpty()) {
            return Place.NONE;
        }
        Optional<Path> folder = place.get().folder();
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            return Place.MISSING;
        }
        if (folder.isPresent() && isOnSameDisk(folder.get())) {
            return Place.SAME_DISK;
        }
        return delivery.failingSince().isPresent() ? Place.BEHIND : Place.FINE;
    }

    private boolean isOnSameDisk(Path folder) {
        try {
            return Files.getAttribute(folder, "unix:dev")
                    .equals(Files.getAttribute(data, "unix:dev"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long freeBytes() {
        try {
            return Files.getFileStore(data).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
