package org.yuanjian.console.finding;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.camera.registry.Region;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.paper.PaperWords;
import org.yuanjian.console.problem.ProblemException;

/// Hands out findings as a sheet and as a bulletin.
@RestController
final class FindingExportController {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;
    private static final MediaType XLSX =
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final FindingScope scope;
    private final FindingStore findings;
    private final Rights rights;
    private final AccountStore accounts;
    private final AuditTrail audit;
    private final InstantSource clock;

    FindingExportController(
            FindingScope scope,
            FindingStore findings,
            Rights rights,
            AccountStore accounts,
            AuditTrail audit,
            InstantSource clock) {
        this.scope = scope;
        this.findings = findings;
        this.rights = rights;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /// Those raised in some days, and what is still open.
    ///
    /// @param format xlsx or pdf
    /// @param from day; empty for thirty days ago
    /// @param to day, with it; empty for today
    /// @param region code; empty for all the caller may know of
    @Needs(Right.FINDINGS)
    @GetMapping("/api/findings/export")
    ResponseEntity<byte[]> export(
            @RequestParam(defaultValue = "xlsx") String format,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String region,
            Person person,
            Locale locale) {
        boolean isSheet = format.equals("xlsx");
        if (!isSheet && !format.equals("pdf")) {
            throw bad();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), CHINA);
        LocalDate first = from.isEmpty() ? today.minusDays(USUAL_DAYS) : day(from);
        LocalDate last = to.isEmpty() ? today : day(to);
        if (last.isBefore(first) || last.isAfter(first.plusDays(MOST_DAYS))) {
            throw bad();
        }
        FindingSheet.Span span =
                new FindingSheet.Span(
                        region(region.isEmpty() ? person.account().region() : region),
                        first.atStartOfDay(CHINA).toInstant(),
                        last.plusDays(1).atStartOfDay(CHINA).toInstant());
        audit.append(
                AuditEvent.done(AuditKind.EXPORT, person.actor(), "")
                        .with("what", "findings")
                        .with("region", region));
        FindingSheet sheet = new FindingSheet(new PaperWords(locale));
        List<FindingView.Row> rows = rows(span, region, person);
        return ResponseEntity.ok()
                .contentType(isSheet ? XLSX : MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("findings." + format)
                                .build()
                                .toString())
                .body(isSheet ? sheet.xlsx(rows) : sheet.bulletin(span, rows));
    }

    private static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < 2000 || day.getYear() > 2999) {
                throw bad();
            }
            return day;
        } catch (DateTimeParseException e) {
            throw bad();
        }
    }

    private static ProblemException bad() {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "BAD_REQUEST", "xlsx or pdf, days such as 2026-11-26");
    }

    private String region(String code) {
        return rights.list().region(code).map(Region::name).orElse("");
    }

    private List<FindingView.Row> rows(FindingSheet.Span span, String region, Person person) {
        Scope known = scope.of(person);
        FindingView view = new FindingView(rights.list(), accounts, clock.instant());
        return findings.since(span.from()).stream()
                .filter(finding -> FindingScope.knows(known, finding))
                .filter(finding -> finding.raised().isBefore(span.to()))
                .filter(finding ->
                        region.isEmpty()
                                || rights.list().contains(region, finding.where().region()))
                .map(view::row)
                .toList();
    }
}
