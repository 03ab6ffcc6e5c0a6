package org.yuanjian.console.audit.place;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yuanjian.console.audit.format.TreeHead;

/// Keeps heads away from the ledger. One thread.
public interface SecondPlace {
    /// What it is called in the records of what was delivered; never with a secret in it.
    String name();

    /// Returns once the heads are safe there. Delivering one again changes nothing.
    ///
    /// @param heads in order
    void deliver(List<TreeHead> heads) throws IOException, InterruptedException;

    /// Where it is in the file system; empty if it is not.
    default Optional<Path> folder() {
        return Optional.empty();
    }
}
