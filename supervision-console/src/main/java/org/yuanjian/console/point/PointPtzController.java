package org.yuanjian.console.point;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.onvif.PtzPreset;
import org.yuanjian.camera.onvif.PtzVector;
import org.yuanjian.camera.ptz.PtzCommand;
import org.yuanjian.camera.ptz.PtzController;
import org.yuanjian.camera.ptz.PtzException;
import org.yuanjian.camera.ptz.PtzOperator;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.ticket.Purposes;

/// Lets a person move a camera. A page that moves one says so several times a second for as long as
/// the key is held.
@RestController
final class PointPtzController {
    private static final int MOST_COMMANDS = 100;
    private static final int MOST_NAME = 32;

    private final PtzController cameras;
    private final PointRegistry registry;
    private final Purposes purposes;
    private final PtzRecord record;

    PointPtzController(
            PtzController cameras,
            PointRegistry registry,
            Purposes purposes,
            AuditTrail audit,
            InstantSource clock) {
        this.cameras = cameras;
        this.registry = registry;
        this.purposes = purposes;
        this.record = new PtzRecord(audit, clock);
    }

    /// @param movable whether anything moves there at all
    /// @param holder who moves it now; empty if nobody does
    record Status(
            boolean movable, List<PtzPreset> presets, String holder, @Nullable Instant until) {
        private static final Status FIXED = new Status(false, List.of(), "", null);
    }

    @Needs(value = Right.SEE, at = "code")
    @GetMapping("/api/points/{code}/ptz")
    Status status(@PathVariable String code) {
        if (registry.list().point(code).isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_POINT", "No such point");
        }
        try {
            PtzController.Status status = cameras.status(code);
            return new Status(true, status.presets(), status.holder(), status.until().orElse(null));
        } catch (PtzException e) {
            return switch (e.kind()) {
                case UNKNOWN, NOT_SUPPORTED -> Status.FIXED;
                default -> throw problem(e);
            };
        }
    }

    /// The newest first.
    ///
    /// @param before `at` of the last one of the page before
    @Needs(value = Right.SEE, at = "code")
    @GetMapping("/api/points/{code}/ptz/commands")
    List<PtzCommand> commands(
            @PathVariable String code, @RequestParam(required = false) @Nullable Instant before) {
        return cameras.commands(code, PageEnd.of(before), MOST_COMMANDS);
    }

    /// @param action `move`, `stop`, `go`, `keep`, `remove` or `home`
    /// @param pan speed from −1 to 1, right positive
    /// @param tilt speed from −1 to 1, up positive
    /// @param zoom speed from −1 to 1, nearer positive
    /// @param preset token of a view
    /// @param name of a view that is to be kept
    record Order(
            @Nullable String action,
            @Nullable Double pan,
            @Nullable Double tilt,
            @Nullable Double zoom,
            @Nullable String preset,
            @Nullable String name) {}

    @Needs(value = Right.PTZ, at = "code")
    @PostMapping("/api/points/{code}/ptz")
    Status move(@PathVariable String code, @RequestBody Order order, Person person) {
        String reason = reason(order, person);
        PtzOperator operator =
                new PtzOperator(person.getName(), priority(person.account().role()), reason);
        note(code, order, person, reason);
        try {
            carryOut(code, order, operator);
            return new Status(true, List.of(), person.getName(), null);
        } catch (PtzException e) {
            throw problem(e);
        }
    }

    /// Who answers for a region goes before who inspects, who inspects before all others.
    private static int priority(AccountRole role) {
        return switch (role) {
            case REGION_CHIEF -> 3;
            case INSPECTOR -> 2;
            default -> 1;
        };
    }

    private void note(String code, Order order, Person person, String reason) {
        switch (order.action() == null ? "" : order.action()) {
            case "move" -> record.moves(person, code, reason);
            case "go", "keep", "remove", "home" ->
                    record.does(person, code, String.valueOf(order.action()), reason);
            default -> {
                // A stop belongs to the movement before; anything else is refused.
            }
        }
    }

    /// Whoever moves a camera may always let it rest, also when the purpose has just ended.
    private String reason(Order order, Person person) {
        return "stop".equals(order.action())
                ? purposes.current(person).map(set -> set.purpose().key()).orElse("")
                : purposes.need(person).key();
    }

    private void carryOut(String code, Order order, PtzOperator operator) throws PtzException {
        switch (order.action() == null ? "" : order.action()) {
            case "move" -> cameras.move(code, operator, speed(order));
            case "stop" -> cameras.stop(code, operator);
            case "go" -> cameras.goTo(code, operator, text(order.preset()));
            case "keep" -> cameras.keep(code, operator, text(order.name()));
            case "remove" -> cameras.remove(code, operator, text(order.preset()));
            case "home" -> cameras.home(code, operator);
            default -> throw refused();
        }
    }

    private static PtzVector speed(Order order) {
        return new PtzVector(speed(order.pan()), speed(order.tilt()), speed(order.zoom()));
    }

    private static double speed(@Nullable Double value) {
        double speed = value == null ? 0 : value;
        if (!(speed >= -1 && speed <= 1)) {
            throw refused();
        }
        return speed;
    }

    private static String text(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > MOST_NAME) {
            throw refused();
        }
        return text.strip();
    }

    private static ProblemException refused() {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_CONTENT, "PTZ_ORDER", "No such movement");
    }

    private static ProblemException problem(PtzException e) {
        return switch (e.kind()) {
            case UNKNOWN ->
                    new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_POINT", "No such device");
            case NOT_SUPPORTED ->
                    new ProblemException(HttpStatus.NOT_FOUND, "NO_PTZ", "It cannot be moved");
            case HELD ->
                    new ProblemException(
                            HttpStatus.CONFLICT, "PTZ_HELD", "Somebody else moves the camera");
            case REFUSED ->
                    new ProblemException(
                            HttpStatus.BAD_GATEWAY, "PTZ_REFUSED", "It refuses the account");
            case UNREACHABLE ->
                    new ProblemException(
                            HttpStatus.BAD_GATEWAY, "PTZ_UNREACHABLE", "It does not answer");
            case FAULT ->
                    new ProblemException(
                            HttpStatus.BAD_GATEWAY, "PTZ_FAULT", "It answered with a fault");
        };
    }
}
