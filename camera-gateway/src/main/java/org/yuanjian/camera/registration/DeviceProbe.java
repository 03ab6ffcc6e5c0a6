package org.yuanjian.camera.registration;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.camera.onvif.DeviceClock;
import org.yuanjian.camera.onvif.DeviceInformation;
import org.yuanjian.camera.onvif.DeviceTarget;
import org.yuanjian.camera.onvif.MediaProfile;
import org.yuanjian.camera.onvif.OnvifClient;
import org.yuanjian.camera.onvif.OnvifCredentials;
import org.yuanjian.camera.onvif.OnvifDevice;
import org.yuanjian.camera.onvif.OnvifException;
import org.yuanjian.camera.onvif.OnvifService;
import org.yuanjian.camera.registration.ProbeStep.Name;
import org.yuanjian.camera.registration.ProbeStep.Problem;
import org.yuanjian.media.StreamFault;

/// Looks at a device step by step, from its address and credentials alone. A step that the next
/// ones need and that fails is the last. Any thread that may wait.
public final class DeviceProbe {
    private final OnvifClient onvif;
    private final KeyFrameProbe keyFrames;

    public DeviceProbe(OnvifClient onvif, KeyFrameProbe keyFrames) {
        this.onvif = onvif;
        this.keyFrames = keyFrames;
    }

    /// @param lock of the device: nothing is tried while it is closed, and a refusal closes it
    public ProbeReport probe(ProbeTarget target, DeviceLock lock) {
        Run run = new Run(target, lock);
        run.all();
        return run.report();
    }

    /// One device being looked at.
    private final class Run {
        private final ProbeTarget target;
        private final DeviceLock lock;
        private final OnvifDevice device;
        private final List<ProbeStep> steps = new ArrayList<>();
        private final List<ProfileReport> profiles = new ArrayList<>();
        private List<OnvifService> services = List.of();
        private @Nullable DeviceClock clock;
        private @Nullable DeviceInformation information;

        Run(ProbeTarget target, DeviceLock lock) {
            this.target = target;
            this.lock = lock;
            this.device =
                    onvif.device(
                            DeviceTarget.at(target.host(), target.port(), credentials())
                                    .with(target.addresses()));
        }

        private @Nullable OnvifCredentials credentials() {
            return target.user().isEmpty()
                    ? null
                    : new OnvifCredentials(target.user(), target.password());
        }

        void all() {
            boolean goesOn =
                    reach()
                            && step(Name.SIGN_IN, this::signIn)
                            && step(Name.SERVICES, this::services)
                            && step(Name.PROFILES, this::profiles)
                            && step(Name.STREAM_URI, this::addresses);
            if (goesOn) {
                keyFrame();
                snapshot();
            }
        }

        /// The clock is the first thing asked for. That it is not told does not matter yet.
        private boolean reach() {
            long start = System.nanoTime();
            Optional<OnvifException> failure = readClock();
            long millis = millisSince(start);
            boolean reached = failure.map(e -> isAnswer(e.kind())).orElse(true);
            Problem problem = failure.map(e -> problem(e.kind())).orElse(Problem.NONE);
            if (!reached) {
                steps.add(new ProbeStep(Name.REACH, false, millis, problem, ""));
                return false;
            }
            steps.add(new ProbeStep(Name.REACH, true, millis, Problem.NONE, ""));
            String skew = clock == null ? "" : clock.offset().toSeconds() + " s";
            steps.add(new ProbeStep(Name.CLOCK, clock != null, 0, problem, skew));
            return true;
        }

        private Optional<OnvifException> readClock() {
            try {
                clock = device.readClock();
                return Optional.empty();
            } catch (OnvifException e) {
                return Optional.of(e);
            }
        }

        private static boolean isAnswer(OnvifException.Kind kind) {
            return switch (kind) {
                case UNREACHABLE, TIMEOUT, NOT_ALLOWED -> false;
                case REFUSED, NOT_SUPPORTED, FAULT, MALFORMED, TOO_LARGE -> true;
            };
        }

        private String signIn() throws OnvifException, StepException {
            if (lock.isRefused()) {
                throw new StepException(Problem.REFUSED, lock.words().orElse(""));
            }
            DeviceInformation found = device.information();
            information = found;
            return (found.manufacturer() + " " + found.model()).strip();
        }

        private String services() throws OnvifException {
            services = device.services().stream().sorted().toList();
            return String.join(" ", services.stream().map(OnvifService::name).toList());
        }

        private String profiles() throws OnvifException, StepException {
            device.media().profiles().stream()
                    .filter(profile -> !profile.codec().equals("JPEG"))
                    .sorted(Comparator.comparingInt(DeviceProbe::pixels).reversed())
                    .forEach(profile -> profiles.add(new ProfileReport(profile, null, null)));
            if (profiles.isEmpty()) {
                throw new StepException(Problem.NO_VIDEO, "");
            }
            return Integer.toString(profiles.size());
        }

        private String addresses() throws OnvifException {
            for (int i = 0; i < profiles.size(); i++) {
                MediaProfile profile = profiles.get(i).profile();
                URI stream = device.media().streamUri(profile.token());
                profiles.set(i, new ProfileReport(profile, stream, snapshotUri(profile)));
            }
            return String.valueOf(profiles.getFirst().streamUri());
        }

        private @Nullable URI snapshotUri(MediaProfile profile) throws OnvifException {
            try {
                return device.media().snapshotUri(profile.token());
            } catch (OnvifException e) {
                if (!isAnswer(e.kind()) || e.kind() == OnvifException.Kind.REFUSED) {
                    throw e;
                }
                return null;
            }
        }

        private void keyFrame() {
            URI stream = profiles.getFirst().streamUri();
            if (stream == null) {
                return;
            }
            long start = System.nanoTime();
            KeyFrameProbe.Outcome outcome = keyFrames.play(stream, target, lock);
            Problem problem = outcome.fault().map(f -> problem(f.kind())).orElse(Problem.NONE);
            String detail = outcome.fault().map(StreamFault::detail).orElse(outcome.tracks());
            steps.add(
                    new ProbeStep(
                            Name.KEY_FRAME,
                            problem == Problem.NONE,
                            millisSince(start),
                            problem,
                            detail));
        }

        private void snapshot() {
            profiles.stream()
                    .map(ProfileReport::snapshotUri)
                    .filter(uri -> uri != null)
                    .findFirst()
                    .ifPresent(uri ->
                            step(Name.SNAPSHOT, () -> device.media().snapshot(uri).length + " B"));
        }

        private boolean step(Name name, Step step) {
            long start = System.nanoTime();
            ProbeStep taken;
            try {
                String detail = step.take();
                taken = new ProbeStep(name, true, millisSince(start), Problem.NONE, detail);
            } catch (StepException e) {
                taken = new ProbeStep(name, false, millisSince(start), e.problem, e.words);
            } catch (OnvifException e) {
                if (e.kind() == OnvifException.Kind.REFUSED) {
                    lock.refuse(e.words());
                }
                taken =
                        new ProbeStep(
                                name, false, millisSince(start), problem(e.kind()), e.words());
            }
            steps.add(taken);
            return taken.ok();
        }

        ProbeReport report() {
            return new ProbeReport(
                    List.copyOf(steps),
                    Optional.ofNullable(information),
                    Optional.ofNullable(clock),
                    services,
                    List.copyOf(profiles),
                    device.signIn());
        }
    }

    private static int pixels(MediaProfile profile) {
        return profile.width() * profile.height();
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static Problem problem(OnvifException.Kind kind) {
        return switch (kind) {
            case NOT_ALLOWED -> Problem.NOT_ALLOWED;
            case UNREACHABLE -> Problem.UNREACHABLE;
            case TIMEOUT -> Problem.TIMEOUT;
            case REFUSED -> Problem.REFUSED;
            case NOT_SUPPORTED -> Problem.NOT_SUPPORTED;
            case FAULT -> Problem.FAULT;
            case MALFORMED, TOO_LARGE -> Problem.MALFORMED;
        };
    }

    private static Problem problem(StreamFault.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> Problem.UNREACHABLE;
            case REFUSED_CREDENTIALS -> Problem.REFUSED;
            case PROTOCOL, UNKNOWN_STREAM -> Problem.MALFORMED;
            case NO_FRAMES, ENDED, OVERLOADED, LINE_FULL -> Problem.NO_KEY_FRAME;
        };
    }

    /// What a step does; gives what it found, in words.
    @FunctionalInterface
    private interface Step {
        String take() throws OnvifException, StepException;
    }

    /// A step that failed though the device answered.
    private static final class StepException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Problem problem;
        private final String words;

        StepException(Problem problem, String words) {
            super(problem.name());
            this.problem = problem;
            this.words = words;
        }
    }
}
