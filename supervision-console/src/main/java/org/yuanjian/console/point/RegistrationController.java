package org.yuanjian.console.point;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registration.DeviceRegistrar;
import org.yuanjian.camera.registration.RegistrationOutcome;
import org.yuanjian.camera.registry.Device;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;

/// Tells how the registration of devices goes, and has one looked at once more.
@RestController
final class RegistrationController {
    private static final Logger log = LoggerFactory.getLogger(RegistrationController.class);

    private final DeviceRegistrar registrar;
    private final Rights rights;

    RegistrationController(DeviceRegistrar registrar, Rights rights) {
        this.registrar = registrar;
        this.rights = rights;
    }

    /// @param waiting devices that are looked at now or soon
    /// @param registered devices that are
    /// @param failed those that are not, and why
    record Progress(int waiting, int registered, List<Failure> failed) {}

    /// @param step the one that failed
    /// @param problem why
    /// @param detail the device's own words
    /// @param points the codes of its points
    record Failure(
            String device,
            String host,
            String step,
            String problem,
            String detail,
            @Nullable Long clockSkewSeconds,
            Instant tried,
            List<String> points) {}

    @Needs(Right.SEE)
    @GetMapping("/api/registration")
    Progress progress(Person person) {
        Scope scope = rights.scope(person, Right.SEE);
        PointList list = scope.list();
        List<RegistrationOutcome> outcomes = List.copyOf(registrar.outcomes());
        List<Failure> failed =
                outcomes.stream()
                        .filter(outcome ->
                                !outcome.isRegistered() && isOwn(scope, outcome.device()))
                        .map(outcome -> failure(list, outcome))
                        .toList();
        return new Progress(registrar.waiting(), outcomes.size() - failed.size(), failed);
    }

    private static boolean isOwn(Scope scope, String device) {
        return scope.list().points().stream()
                .filter(point ->
                        point.feed().filter(feed -> feed.device().equals(device)).isPresent())
                .anyMatch(scope::covers);
    }

    private static Failure failure(PointList list, RegistrationOutcome outcome) {
        return new Failure(
                outcome.device(),
                list.device(outcome.device()).map(Device::host).orElse(""),
                Words.of(outcome.step()),
                Words.of(outcome.problem()),
                outcome.detail(),
                outcome.skewSeconds(),
                outcome.tried(),
                list.points().stream()
                        .filter(point ->
                                point.feed()
                                        .filter(feed -> feed.device().equals(outcome.device()))
                                        .isPresent())
                        .map(VideoPoint::code)
                        .toList());
    }

    @Needs(Right.POINTS)
    @PostMapping("/api/registration/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void again(@PathVariable String id, Person person) {
        boolean isOwn = isOwn(rights.scope(person, Right.POINTS), id);
        if (!isOwn || !registrar.again(id)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_DEVICE", "No such device");
        }
        log.atInfo()
                .addKeyValue("person", person.getName())
                .addKeyValue("about", id)
                .log("device to be looked at once more");
    }
}
