package org.yuanjian.console.finding;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Region;
import org.yuanjian.camera.registry.Site;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.page.PlainText;
import org.yuanjian.console.problem.ProblemException;

/// Findings as callers are told of them, with the names of places and people.
final class FindingView {
    private final PointList list;
    private final AccountStore accounts;
    private final Instant now;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> sites;

    FindingView(PointList list, AccountStore accounts, Instant now) {
        this.list = list;
        this.accounts = accounts;
        this.now = now;
        this.sites = list.sites().stream().collect(Collectors.toMap(Site::id, Site::name));
    }

    /// One line of a list.
    ///
    /// @param number as people say it
    /// @param point its code
    /// @param regions names, from the city down
    record Row(
            String id,
            String number,
            String kind,
            String state,
            boolean overdue,
            String point,
            String pointName,
            String site,
            String siteName,
            List<String> regions,
            String words,
            String raisedBy,
            Instant raised,
            Instant due,
            Instant changed) {}

    /// @param by name of who did it
    /// @param own whether the caller did it
    record StepRow(
            String kind,
            String by,
            boolean own,
            String words,
            @Nullable Instant due,
            Instant at,
            List<String> pictures) {}

    /// One as a whole.
    ///
    /// @param waiting pictures the caller put there for an answer
    /// @param earlier others of the same kind at the point
    /// @param deleteOn day on which it is deleted; null while it is open
    record Whole(
            Row finding,
            String run,
            List<StepRow> steps,
            List<String> waiting,
            List<Row> earlier,
            @Nullable LocalDate deleteOn) {}

    Row row(Finding finding) {
        Finding.Where where = finding.where();
        return new Row(
                finding.id(),
                finding.name(),
                finding.kind().key(),
                finding.state().key(),
                finding.isOverdue(now),
                where.point(),
                list.known(where.point()).map(VideoPoint::name).orElse(""),
                where.site(),
                sites.getOrDefault(where.site(), ""),
                regions(where.region()),
                finding.words(),
                name(finding.raisedBy()),
                finding.raised(),
                finding.due(),
                finding.changed());
    }

    /// Without the province, which all have in common.
    private List<String> regions(String code) {
        return list.path(code).stream()
                .filter(region -> region.level() != Region.Level.PROVINCE)
                .map(Region::name)
                .toList();
    }

    String name(String account) {
        return names.computeIfAbsent(
                account, id -> accounts.account(id).map(Account::fullName).orElse(""));
    }

    StepRow step(FindingStep step, String caller) {
        return new StepRow(
                step.kind().key(),
                name(step.account()),
                step.account().equals(caller),
                step.words(),
                step.due(),
                step.at(),
                step.pictures());
    }

    /// What people wrote, without blanks around it.
    ///
    /// @throws ProblemException if it is too long, or holds what is no letter
    static String words(@Nullable String text, int longest) {
        return PlainText.of(text, longest)
                .orElseThrow(() ->
                        FindingDesk.refused("FINDING_WORDS", "At most " + longest + " letters"));
    }
}
