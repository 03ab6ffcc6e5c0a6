package org.yuanjian.console.point;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import org.yuanjian.console.problem.ProblemException;

/// Lets points be looked at, changed, imported and exported.
@RestController
final class PointListController {
    private static final Logger log = LoggerFactory.getLogger(PointListController.class);
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final MediaType XLSX =
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final PointRegistry registry;

    PointListController(PointRegistry registry) {
        this.registry = registry;
    }

    @GetMapping("/api/points/{code}")
    PointView point(@PathVariable String code) {
        PointList list = registry.list();
        return list.point(code).map(point -> PointView.of(list, point)).orElseThrow(this::unknown);
    }

    private ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_POINT", "No such point");
    }

    /// The body is the file itself.
    @PostMapping("/api/points/import")
    ResponseEntity<ImportView> take(
            @RequestParam(defaultValue = "list") String file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            InputStream body,
            Locale locale,
            Principal person)
            throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        try {
            ImportPlan plan = registry.importPoints(file, bytes, dryRun);
            note(person, "points imported", file, plan, dryRun);
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

    private static void note(
            Principal person, String what, String about, ImportPlan plan, boolean dryRun) {
        if (!dryRun) {
            log.atInfo()
                    .addKeyValue("person", person.getName())
                    .addKeyValue("about", about)
                    .addKeyValue("points", plan.points().size())
                    .addKeyValue("problems", plan.problems().size())
                    .log(what);
        }
    }

    /// Adds a point or changes one; the body has values by the columns of a list of points.
    @PutMapping("/api/points/{code}")
    ResponseEntity<ImportView> put(
            @PathVariable String code,
            @RequestBody Map<String, String> values,
            Locale locale,
            Principal person) {
        ImportPlan plan = registry.put(code, values);
        note(person, "point changed", code, plan, false);
        return answer(ImportView.of(plan, false, locale), false);
    }

    @DeleteMapping("/api/points/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(@PathVariable String code, Principal person) {
        if (!registry.retire(code)) {
            throw unknown();
        }
        log.atInfo()
                .addKeyValue("person", person.getName())
                .addKeyValue("about", code)
                .log("point taken out of use");
    }

    @PostMapping("/api/points/{code}/restore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restore(@PathVariable String code, Principal person) {
        if (!registry.restore(code)) {
            throw unknown();
        }
        log.atInfo()
                .addKeyValue("person", person.getName())
                .addKeyValue("about", code)
                .log("point put back into use");
    }

    /// @param region code; empty for all
    @GetMapping("/api/points/export")
    ResponseEntity<byte[]> export(
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "") String region) {
        if (!List.of("csv", "xlsx").contains(format)) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "BAD_REQUEST", "csv or xlsx");
        }
        PointList list = registry.list();
        Predicate<VideoPoint> wanted =
                point -> region.isEmpty() || list.contains(region, point.site().region());
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
