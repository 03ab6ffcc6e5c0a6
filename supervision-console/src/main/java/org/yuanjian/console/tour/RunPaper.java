package org.yuanjian.console.tour;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.yuanjian.console.paper.Paper;
import org.yuanjian.console.paper.PaperWords;
import org.yuanjian.console.tour.RunRecord.RecordFinding;
import org.yuanjian.console.tour.RunRecord.RecordLook;

/// Prints the record of a tour as it was signed.
final class RunPaper {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(LookStore.CHINA);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(LookStore.CHINA);

    private final PaperWords words;

    RunPaper(PaperWords words) {
        this.words = words;
    }

    byte[] print(RunRecord record, TourRun.Seal seal) {
        try (Paper paper = new Paper(record.number())) {
            paper.title(words.of("run.title"));
            paper.text(words.of("run.who", record.number(), record.inspector(), record.name()));
            paper.text(
                    words.of(
                            "run.when",
                            SECOND.format(record.started()),
                            SECOND.format(record.ended()),
                            purpose(record.purpose()),
                            record.region()));
            RunRecord.Counts counts = record.counts();
            paper.text(
                    words.of(
                            "run.counts",
                            counts.points(),
                            counts.seen(),
                            counts.tried(),
                            counts.missed(),
                            record.findings().size()));
            paper.text(
                    words.of(
                            "run.course",
                            record.secondsPerPage(),
                            record.pages(),
                            Duration.ofMillis(record.pausedMillis()).toSeconds()));
            if (!record.words().isEmpty()) {
                paper.text(record.words());
            }
            findings(paper, record.findings());
            looks(paper, record.looks());
            paper.heading(words.of("run.seal"));
            paper.note(words.of("run.digest", seal.digest(), Long.toString(seal.leaf())));
            return paper.finish();
        }
    }

    private String purpose(String key) {
        String[] parts = key.split(":", 2);
        String name = words.named("purpose", parts[0]);
        return parts.length == 1 ? name : name + " " + parts[1];
    }

    private void findings(Paper paper, List<RecordFinding> findings) {
        paper.heading(words.of("run.findings"));
        if (findings.isEmpty()) {
            paper.text(words.of("run.no_findings"));
            return;
        }
        paper.table(
                List.of(
                        new Paper.Column(words.of("head.number"), 1.2),
                        new Paper.Column(words.of("head.point"), 3),
                        new Paper.Column(words.of("head.seen"), 3),
                        new Paper.Column(words.of("head.due"), 1.5)),
                findings.stream().map(this::row).toList());
    }

    private List<String> row(RecordFinding finding) {
        String kind = words.named("kind", finding.kind());
        return List.of(
                finding.number(),
                finding.site() + " · " + finding.name(),
                finding.words().isEmpty() ? kind : kind + ": " + finding.words(),
                DAY.format(finding.due()));
    }

    private void looks(Paper paper, List<RecordLook> looks) {
        paper.heading(words.of("run.looks"));
        paper.table(
                List.of(
                        new Paper.Column(words.of("head.point"), 4),
                        new Paper.Column(words.of("head.state"), 2),
                        new Paper.Column(words.of("head.seconds"), 1),
                        new Paper.Column(words.of("head.time"), 1.6)),
                looks.stream().map(this::row).toList());
    }

    private List<String> row(RecordLook look) {
        String state = words.named("look", look.state());
        return List.of(
                look.site() + " · " + look.name(),
                look.why().isEmpty() ? state : state + " (" + words.named("why", look.why()) + ")",
                Long.toString(Math.round(look.seconds())),
                look.first().isEmpty() ? "" : DAY.format(Instant.parse(look.first())));
    }
}
