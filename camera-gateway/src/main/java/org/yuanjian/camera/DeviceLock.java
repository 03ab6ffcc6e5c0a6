package org.yuanjian.camera;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.yuanjian.relay.rtsp.client.RefusalLatch;

/// What one device said about its credentials, shared by all who talk to it. The first refusal
/// stops every further try, so that no device locks its account because of us; only other
/// credentials, and with them a new lock, open it again. Safe from any thread.
public final class DeviceLock implements RefusalLatch {
    private final AtomicReference<Optional<String>> refusal =
            new AtomicReference<>(Optional.empty());

    @Override
    public boolean isRefused() {
        return refusal.get().isPresent();
    }

    /// Notes the refusal; the first one's words stay.
    ///
    /// @param words what the device said, without credentials
    @Override
    public void refuse(String words) {
        refusal.compareAndSet(Optional.empty(), Optional.of(words));
    }

    /// The device's words; empty while it has refused nothing.
    @Override
    public Optional<String> words() {
        return refusal.get();
    }

    /// Forgets the refusal, because a person wants the device to be tried once more.
    public void reopen() {
        refusal.set(Optional.empty());
    }
}
