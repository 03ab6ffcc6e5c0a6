package org.yuanjian.console.finding;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yuanjian.camera.table.XlsxWriter;
import org.yuanjian.console.paper.Paper;
import org.yuanjian.console.paper.PaperWords;

/// Writes findings as a sheet, and as a bulletin that can be printed and sent round.
final class FindingSheet {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(CHINA);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(CHINA);

    private final PaperWords words;

    FindingSheet(PaperWords words) {
        this.words = words;
    }

    byte[] xlsx(List<FindingView.Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(
                List.of(
                        words.of("head.number"),
                        words.of("head.region"),
                        words.of("head.site"),
                        words.of("head.point"),
                        words.of("head.kind"),
                        words.of("head.seen"),
                        words.of("head.state"),
                        words.of("head.by"),
                        words.of("head.raised"),
                        words.of("head.due"),
                        words.of("head.changed")));
        rows.forEach(row -> lines.add(line(row)));
        return XlsxWriter.write(words.of("findings.sheet"), lines);
    }

    private List<String> line(FindingView.Row row) {
        return List.of(
                row.number(),
                String.join(" ", row.regions()),
                row.siteName(),
                row.pointName(),
                words.named("kind", row.kind()),
                row.words(),
                state(row),
                row.raisedBy(),
                MINUTE.format(row.raised()),
                MINUTE.format(row.due()),
                MINUTE.format(row.changed()));
    }

    private String state(FindingView.Row row) {
        return row.overdue() ? words.of("state.overdue") : words.named("state", row.state());
    }

    /// What a bulletin is about.
    ///
    /// @param region name of the region
    record Span(String region, Instant from, Instant to) {}

    byte[] bulletin(Span span, List<FindingView.Row> rows) {
        String title = words.of("bulletin.title", span.region());
        try (Paper paper = new Paper(title)) {
            paper.title(title);
            paper.text(
                    words.of(
                            "bulletin.span",
                            DAY.format(span.from()),
                            DAY.format(span.to().minusSeconds(1))));
            long closed = rows.stream().filter(row -> row.state().equals("closed")).count();
            long late = rows.stream().filter(FindingView.Row::overdue).count();
            paper.text(
                    words.of("bulletin.counts", rows.size(), closed, rows.size() - closed, late));
            byPlace(paper, rows);
            late(paper, rows);
            all(paper, rows);
            return paper.finish();
        }
    }

    /// How many there are in each region below, those with the most first.
    private void byPlace(Paper paper, List<FindingView.Row> rows) {
        Map<String, List<FindingView.Row>> places =
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        row ->
                                                row.regions().isEmpty()
                                                        ? ""
                                                        : row.regions().getFirst(),
                                        TreeMap::new,
                                        Collectors.toList()));
        paper.heading(words.of("bulletin.by_place"));
        paper.table(
                List.of(
                        new Paper.Column(words.of("head.region"), 3),
                        new Paper.Column(words.of("head.all"), 1),
                        new Paper.Column(words.of("state.closed"), 1),
                        new Paper.Column(words.of("state.overdue"), 1)),
                places.entrySet().stream()
                        .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                        .map(place -> place(place.getKey(), place.getValue()))
                        .toList());
    }

    private static List<String> place(String name, List<FindingView.Row> rows) {
        return List.of(
                name,
                Integer.toString(rows.size()),
                Long.toString(rows.stream().filter(row -> row.state().equals("closed")).count()),
                Long.toString(rows.stream().filter(FindingView.Row::overdue).count()));
    }

    private void late(Paper paper, List<FindingView.Row> rows) {
        List<FindingView.Row> late = rows.stream().filter(FindingView.Row::overdue).toList();
        if (!late.isEmpty()) {
            paper.heading(words.of("bulletin.late"));
            table(paper, late);
        }
    }

    private void all(Paper paper, List<FindingView.Row> rows) {
        paper.heading(words.of("bulletin.all"));
        if (rows.isEmpty()) {
            paper.text(words.of("bulletin.none"));
        } else {
            table(paper, rows);
        }
    }

    private void table(Paper paper, List<FindingView.Row> rows) {
        paper.table(
                List.of(
                        new Paper.Column(words.of("head.number"), 1.1),
                        new Paper.Column(words.of("head.point"), 3),
                        new Paper.Column(words.of("head.seen"), 3),
                        new Paper.Column(words.of("head.state"), 1.6),
                        new Paper.Column(words.of("head.due"), 1.5)),
                rows.stream()
                        .map(row -> {
                            String kind = words.named("kind", row.kind());
                            return List.of(
                                    row.number(),
                                    String.join(" ", row.regions())
                                            + " "
                                            + row.siteName()
                                            + " · "
                                            + row.pointName(),
                                    row.words().isEmpty() ? kind : kind + ": " + row.words(),
                                    state(row),
                                    DAY.format(row.due()));
                        })
                        .toList());
    }
}
