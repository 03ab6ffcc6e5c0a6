package org.yuanjian.console.statistics;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Region;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.finding.RaisedFindings;
import org.yuanjian.console.paper.PaperWords;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.retention.Retained;
import org.yuanjian.console.statistics.StatisticsDesk.Days;
import org.yuanjian.console.tour.LookStore;

/// Tells how places fared, and everybody their own record.
@RestController
final class StatisticsController {
    private static final int MOST_DAYS = 92;
    private static final int USUAL_DAYS = 29;
    private static final MediaType XLSX =
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final StatisticsDesk desk;
    private final DayShares shares;
    private final LookStore looks;
    private final RaisedFindings findings;
    private final Rights rights;
    private final AuditTrail audit;
    private final Retained looksKept;

    StatisticsController(
            StatisticsDesk desk,
            DayShares shares,
            LookStore looks,
            RaisedFindings findings,
            Rights rights,
            AuditTrail audit,
            Retained looksKept) {
        this.looksKept = looksKept;
        this.desk = desk;
        this.shares = shares;
        this.looks = looks;
        this.findings = findings;
        this.rights = rights;
        this.audit = audit;
    }

    /// @param from a day such as 2026-11-26; thirty days ago if it is missing
    /// @param to the last day; today if it is missing
    /// @param by `site`, `county` or `city`
    /// @param region code; empty for all
    private record Question(String from, String to, String by, String region) {}

    record Answer(
            LocalDate from,
            LocalDate to,
            List<PlaceFigures> places,
            List<StatisticsDesk.DayShare> trend) {}

    @Needs(Right.SEE)
    @GetMapping("/api/statistics")
    Answer statistics(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "city") String by,
            @RequestParam(defaultValue = "") String region,
            Person person) {
        return answer(new Question(from, to, by, region), person);
    }

    private Answer answer(Question question, Person person) {
        Days days = days(question);
        PlaceLevel by = PlaceLevel.of(question.by()).orElseThrow(StatisticsController::bad);
        Scope scope = rights.scope(person, Right.SEE);
        PointList list = scope.list();
        String region = question.region();
        List<VideoPoint> points =
                list.points().stream()
                        .filter(scope::covers)
                        .filter(one ->
                                region.isEmpty() || list.contains(region, one.site().region()))
                        .toList();
        return new Answer(
                days.from(),
                days.to(),
                desk.figures(new StatisticsDesk.Wanted(list, points, by, days, known(person))),
                desk.trend(points, days));
    }

    /// Points of whose findings the person may know.
    private Predicate<VideoPoint> known(Person person) {
        Scope findings = rights.scope(person, Right.FINDINGS);
        return findings::covers;
    }

    private Days days(Question question) {
        LocalDate last = day(question.to()).orElse(shares.today());
        LocalDate first = day(question.from()).orElse(last.minusDays(USUAL_DAYS));
        if (last.isBefore(first) || last.isAfter(first.plusDays(MOST_DAYS))) {
            throw bad();
        }
        return new Days(first, last);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            Optional<LocalDate> day =
                    text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
            if (day.filter(one -> one.getYear() < 2000 || one.getYear() > 2999).isPresent()) {
                throw bad();
            }
            return day;
        } catch (DateTimeException e) {
            throw bad();
        }
    }

    private static ProblemException bad() {
        return new ProblemException(HttpStatus.BAD_REQUEST, "BAD_REQUEST", "Not such a time");
    }

    /// @param format xlsx or pdf
    @Needs(Right.SEE)
    @GetMapping("/api/statistics/export")
    ResponseEntity<byte[]> export(
            @RequestParam(defaultValue = "xlsx") String format,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "city") String by,
            @RequestParam(defaultValue = "") String region,
            Person person,
            Locale locale) {
        boolean isSheet = format.equals("xlsx");
        if (!isSheet && !format.equals("pdf")) {
            throw bad();
        }
        Answer answer = answer(new Question(from, to, by, region), person);
        audit.append(
                AuditEvent.done(AuditKind.EXPORT, person.actor(), "")
                        .with("what", "statistics")
                        .with("region", region));
        String code = region.isEmpty() ? person.account().region() : region;
        String name = rights.list().region(code).map(Region::name).orElse("");
        StatisticsSheet sheet = new StatisticsSheet(new PaperWords(locale), name);
        return ResponseEntity.ok()
                .contentType(isSheet ? XLSX : MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("statistics." + format)
                                .build()
                                .toString())
                .body(isSheet ? sheet.xlsx(answer) : sheet.pdf(answer));
    }

    /// @param raised findings raised by the caller
    /// @param deleteOn day on which what was looked at today is deleted
    record Own(List<LookStore.OwnDay> days, int raised, LocalDate deleteOn) {}

    /// What the caller did in the last thirty days. Nobody else is told.
    @Needs(Right.SEE)
    @GetMapping("/api/statistics/own")
    Own own(Person person) {
        Days days = new Days(shares.today().minusDays(USUAL_DAYS), shares.today());
        // In the simulator of rights, of who really sits there.
        String account = person.viewer().id();
        long raised =
                findings.since(days.begin()).stream()
                        .filter(one -> one.raisedBy().equals(account))
                        .filter(one -> !one.raised().isBefore(days.begin()))
                        .count();
        return new Own(
                looks.own(account, days.from(), days.to()),
                (int) raised,
                shares.today().plusDays(looksKept.days()));
    }
}
