package org.yuanjian.console.evidence;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.evidence.EvidenceClip.State;
import org.yuanjian.console.finding.KnownFindings;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.setting.EvidenceSettings;
import org.yuanjian.console.ticket.Purpose;
import org.yuanjian.console.ticket.Purposes;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.record.ClipEnd;
import org.yuanjian.relay.record.ClipOrder;

/// Takes orders for clips and sees each through to its end, over a restart as well. Any thread.
public final class EvidenceClips implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EvidenceClips.class);

    /// Clips must not take the room that the ledger needs.
    private static final long LEAST_FREE_BYTES = 1L << 30;

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final EvidenceSeal seal;
    private final EvidenceStore store;
    private final AuditTrail audit;
    private final EvidenceRecorder recorder;
    private final EvidenceSettings settings;
    private final Allowed allowed;
    private final String node;
    private final InstantSource clock;
    private final TimeOrderedIds ids;
    private final Map<String, String> running = new HashMap<>();
    private final ScheduledExecutorService later =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("evidence").factory());

    /// What it works with.
    ///
    /// @param node name of this process
    public record Around(
            EvidenceStore store,
            AuditTrail audit,
            EvidenceRecorder recorder,
            InstantSource clock,
            String node) {}

    /// Who may, why, and for which findings.
    public record Allowed(Rights rights, Purposes purposes, KnownFindings findings) {}

    EvidenceClips(EvidenceSeal seal, EvidenceSettings settings, Allowed allowed, Around around) {
        this.seal = seal;
        this.allowed = allowed;
        this.settings = settings;
        this.store = around.store();
        this.audit = around.audit();
        this.recorder = around.recorder();
        this.clock = around.clock();
        this.node = around.node();
        this.ids = new TimeOrderedIds(clock);
    }

    /// What the process left unfinished when it ended is completed now.
    public void start() {
        for (EvidenceClip clip : store.recording(node)) {
            if (recorder.isHere()) {
                later.execute(() -> complete(clip));
            }
        }
    }

    private void complete(EvidenceClip clip) {
        try {
            ended(clip, seal.broken(clip));
        } catch (IOException | RuntimeException e) {
            log.atError().addKeyValue("clip", clip.id()).setCause(e).log("clip not completed");
            again(() -> complete(clip));
        }
    }

    /// Orders a clip of a stream for a finding, at a point where the person has the rights to
    /// inspect, to look and to take stills, for the purpose they said.
    ///
    /// @param reference the number of the finding, as people write it
    /// @throws ProblemException if it may not or cannot be
    public EvidenceClip order(StreamId stream, Person person, String reference) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        requireWork(person, stream.point(), reference);
        Purpose purpose = allowed.purposes().need(person);
        if (!recorder.isHere()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "RECORDED_ELSEWHERE",
                    "Another process carries the streams and records no clips yet");
        }
        EvidenceClip clip =
                new EvidenceClip(
                        ids.next(),
                        State.RECORDING,
                        new EvidenceClip.Order(
                                stream.point(),
                                pointName(stream.point()),
                                stream.name(),
                                person.accountId(),
                                purpose.key(),
                                reference,
                                node,
                                now),
                        EvidenceClip.Media.NONE);
        reserve(clip);
        boolean isRunning = false;
        try {
            isRunning = begin(clip, person, purpose);
            return clip;
        } finally {
            if (!isRunning) {
                release(clip);
            }
        }
    }

    private void requireWork(Person person, String point, String reference) {
        allowed.rights().require(person, Right.INSPECT, point);
        allowed.rights().require(person, Right.SNAPSHOT, point);
        allowed.rights().require(person, Right.LIVE, point);
        if (!allowed.findings().isKnown(person, reference, point)) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "CLIP_FINDING",
                    "A clip belongs to a finding of its point");
        }
    }

    private String pointName(String code) {
        return allowed.rights().list().point(code).map(VideoPoint::name).orElse("");
    }

    private static String slot(EvidenceClip clip) {
        EvidenceClip.Order order = clip.order();
        return ofAccount(clip) + order.point() + '/' + order.stream();
    }

    private static String ofAccount(EvidenceClip clip) {
        return clip.order().account() + ' ';
    }

    private synchronized void reserve(EvidenceClip clip) {
        if (running.containsKey(slot(clip))) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "ALREADY_RECORDING", "A clip of this stream is recorded");
        }
        String own = ofAccount(clip);
        if (running.keySet().stream().filter(slot -> slot.startsWith(own)).count()
                >= EvidenceSettings.CLIPS_OF_ACCOUNT) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "TOO_MANY_OWN_CLIPS",
                    "Two clips of this account are recorded");
        }
        if (running.size() >= settings.clips()) {
            throw noPlace();
        }
        running.put(slot(clip), clip.id());
    }

    private static ProblemException noPlace() {
        return new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE, "TOO_MANY_CLIPS", "Too many clips at once");
    }

    private synchronized void release(EvidenceClip clip) {
        running.remove(slot(clip), clip.id());
    }

    private boolean begin(EvidenceClip clip, Person person, Purpose purpose) {
        requireRoom();
        audit.append(
                AuditEvent.done(AuditKind.EVIDENCE, person.actor(), clip.order().point())
                        .because(purpose.key(), purpose.text())
                        .with("change", "ordered")
                        .with("clip", clip.id())
                        .with("stream", clip.order().stream())
                        .with("reference", clip.order().reference()));
        store.add(clip);
        try {
            return record(clip);
        } catch (IOException e) {
            log.atError().addKeyValue("clip", clip.id()).setCause(e).log("clip not begun");
            again(() -> complete(clip));
            throw full();
        }
    }

    private void requireRoom() {
        try {
            if (seal.freeBytes() >= LEAST_FREE_BYTES) {
                return;
            }
        } catch (IOException e) {
            log.atError().setCause(e).log("no folder for clips");
        }
        throw full();
    }

    private static ProblemException full() {
        return new ProblemException(
                HttpStatus.INSUFFICIENT_STORAGE, "DISK_FULL", "No room for a clip");
    }

    private boolean record(EvidenceClip clip) throws IOException {
        EvidenceClip.Order order = clip.order();
        ClipOrder wish =
                new ClipOrder(
                        new StreamId(order.point(), order.stream()),
                        seal.prepare(clip.id()),
                        order.ordered(),
                        settings.before(),
                        settings.after());
        if (!recorder.record(wish, end -> ended(clip, end))) {
            // The gateway is about to end.
            complete(clip);
            throw noPlace();
        }
        return true;
    }

    private void ended(EvidenceClip clip, ClipEnd end) {
        release(clip);
        try {
            seal.finish(clip, end);
        } catch (IOException | RuntimeException e) {
            log.atError().addKeyValue("clip", clip.id()).setCause(e).log("clip not sealed yet");
            again(() -> ended(clip, end));
        }
    }

    private void again(Runnable work) {
        if (!later.isShutdown()) {
            var _ = later.schedule(work, RETRY.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /// What is not sealed by now is at the next start.
    @Override
    public void close() {
        later.shutdownNow();
    }
}
