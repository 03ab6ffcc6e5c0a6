package org.yuanjian.console.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.yuanjian.console.setting.TlsSettings;

/// Holds the certificate that two files hold, and looks at them every few seconds. What has changed
/// is taken once it was the same in two looks, so that nobody has to copy both at one moment; what
/// cannot be used is refused, and the certificate before stays.
public final class CertificateFiles implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CertificateFiles.class);
    private static final long LOOK_SECONDS = 5;
    private static final long MOST_BYTES = 1024 * 1024;

    private final Path certificate;
    private final Path key;
    private final Consumer<String> refusals;
    private final List<Consumer<NodeCertificate>> users = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("certificate").factory());
    private Contents seen;
    private Contents judged;
    private NodeCertificate current;
    private volatile boolean running;

    /// What stands in the two files.
    private record Contents(String certificate, String key) {
        @Override
        public String toString() {
            return "Contents";
        }
    }

    /// @param refusals told why a changed certificate was not taken
    /// @throws IllegalArgumentException if there is none to begin with
    CertificateFiles(TlsSettings settings, Consumer<String> refusals) {
        this.certificate = Path.of(settings.certificate());
        this.key = Path.of(settings.key());
        this.refusals = refusals;
        this.seen = new Contents(read(certificate), read(key));
        this.judged = seen;
        this.current = first(settings, seen);
        log.info("TLS by {} until {}", certificate, current.until());
    }

    private static NodeCertificate first(TlsSettings settings, Contents contents) {
        try {
            return NodeCertificate.parse(contents.certificate(), contents.key());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "yuanjian.tls.certificate "
                            + settings.certificate()
                            + ", yuanjian.tls.key "
                            + settings.key()
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /// When the certificate ends that lies there.
    ///
    /// @throws IllegalArgumentException if none does that can be used
    public static Instant until(TlsSettings settings) {
        Contents contents =
                new Contents(read(Path.of(settings.certificate())), read(Path.of(settings.key())));
        return first(settings, contents).until();
    }

    synchronized NodeCertificate current() {
        return current;
    }

    /// Tells of each certificate that is taken from now on.
    void onChange(Consumer<NodeCertificate> user) {
        users.add(user);
    }

    @Override
    public void start() {
        thread.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        running = true;
    }

    /// Looks at the files once.
    public synchronized void look() {
        Contents now = new Contents(read(certificate), read(key));
        if (now.equals(seen) && !now.equals(judged)) {
            judged = now;
            judge(now);
        }
        seen = now;
    }

    private void judge(Contents now) {
        try {
            current = NodeCertificate.parse(now.certificate(), now.key());
            users.forEach(user -> user.accept(current));
            log.info("TLS by {} anew, until {}", certificate, current.until());
        } catch (RuntimeException e) {
            String words = String.valueOf(e.getMessage());
            log.error("{} is not taken, the certificate before stays: {}", certificate, words);
            refuse(words);
        }
    }

    private void refuse(String words) {
        try {
            refusals.accept(words);
        } catch (RuntimeException e) {
            log.error("nobody could be told of it", e);
        }
    }

    /// Empty where there is no file that can be read.
    private static String read(Path file) {
        try {
            return Files.size(file) > MOST_BYTES
                    ? ""
                    : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
