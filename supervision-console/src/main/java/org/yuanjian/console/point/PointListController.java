package org.yuanjian.console.point;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registry.ImportPlan;
import org.yuanjian.camera.registry.PointExport;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.table.TableException;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Reach;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.problem.ProblemException;

/// Lets points be looked at, changed, imported and exported.
@RestController
final class PointListController {
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final MediaType XLSX =
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final PointRegistry registry;
    private final Rights rights;
    private final Reach reach;
    private final AuditTrail audit;

    PointListController(PointRegistry registry, Rights rights, Reach reach, AuditTrail audit) {
        this.registry = registry;
        this.rights = rights;
        this.reach = reach;
        this.audit = audit;
    }

    @Needs(value = Right.SEE, at = "code")
    @GetMapping("/api/points/{code}")
    PointView point(@PathVariable String code) {
        PointList list = registry.list();
        return list.point(code).map(point -> PointView.of(list, point)).orElseThrow(this::unknown);
    }

    private ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_POINT", "No such point");
    }

    /// The body is the file itself.
    @Needs(Right.POINTS)
    @PostMapping("/api/points/import")
    ResponseEntity<ImportView> take(
            @RequestParam(defaultValue = "list") String file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            InputStream body,
            Locale locale,
            Person person)
            throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        try {
            OwnPoints own = own(person);
            ImportPlan plan = registry.importPoints(file, bytes, own::isDeviceOwn, true);
            own.require(plan);
            if (!dryRun && plan.problems().isEmpty()) {
                note(person, "imported", "", plan.points().size());
                plan = registry.importPoints(file, bytes, own::isDeviceOwn, false);
            }
            return answer(ImportView.of(plan, dryRun, locale), dryRun);
        } catch (TableException e) {
            return answer(ImportView.refused(e.problems(), locale), dryRun);
        }
    }

    /// A dry run that finds problems did what it was asked for.
    private static ResponseEntity<ImportView> answer(ImportView view, boolean dryRun) {
        boolean isFine = view.done() || dryRun;
        return ResponseEntity.status(isFine ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .body(view);
    }

    private OwnPoints own(Person person) {
        return new OwnPoints(
                registry.list(), rights.scope(person, Right.POINTS), reach.withheld(person));
    }

    private void note(Person person, String change, String code, int points) {
        audit.append(
                AuditEvent.done(AuditKind.POINT, person.actor(), code)
                        .with("change", change)
                        .with("points", Integer.toString(points)));
    }

    /// Adds a point or changes one; the body has values by the columns of a list of points.
    @Needs(Right.POINTS)
    @PutMapping("/api/points/{code}")
    ResponseEntity<ImportView> put(
            @PathVariable String code,
            @RequestBody Map<String, String> values,
            Locale locale,
            Person person) {
        OwnPoints own = own(person);
        own.requireOwn(code);
        ImportPlan plan = registry.plan(code, values, own::isDeviceOwn);
        own.require(plan);
        if (plan.problems().isEmpty()) {
            note(person, "changed", code, plan.points().size());
            plan = registry.put(code, values, own::isDeviceOwn);
        }
        return answer(ImportView.of(plan, false, locale), false);
    }

    @Needs(value = Right.POINTS, at = "code")
    @DeleteMapping("/api/points/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(@PathVariable String code, Person person) {
        note(person, "retired", code, 1);
        if (!registry.retire(code)) {
            throw unknown();
        }
    }

    @Needs(Right.POINTS)
    @PostMapping("/api/points/{code}/restore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restore(@PathVariable String code, Person person) {
        Scope scope = rights.scope(person.account(), Right.POINTS);
        if (registry.list().known(code).filter(scope::covers).isEmpty()) {
            throw unknown();
        }
        note(person, "restored", code, 1);
        if (!registry.restore(code)) {
            throw unknown();
        }
    }

    /// @param region code; empty for all
    @Needs(Right.POINTS)
    @GetMapping("/api/points/export")
    ResponseEntity<byte[]> export(
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "") String region,
            Person person) {
        if (!List.of("csv", "xlsx").contains(format)) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "BAD_REQUEST", "csv or xlsx");
        }
        if (!region.isEmpty()) {
            reach.requireRegion(person, region);
        }
        PointList list = registry.list();
        Scope scope = rights.scope(person, Right.POINTS);
        audit.append(
                AuditEvent.done(AuditKind.EXPORT, person.actor(), "")
                        .with("what", "points")
                        .with("region", region));
        Predicate<VideoPoint> wanted =
                point ->
                        scope.covers(point)
                                && (region.isEmpty()
                                        || list.contains(region, point.site().region()));
        boolean isXlsx = format.equals("xlsx");
        return ResponseEntity.ok()
                .contentType(isXlsx ? XLSX : CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("points." + format)
                                .build()
                                .toString())
                .body(isXlsx ? PointExport.xlsx(list, wanted) : PointExport.csv(list, wanted));
    }
}
