package org.yuanjian.console.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.table.XlsxWriter;
import org.yuanjian.console.paper.Paper;
import org.yuanjian.console.paper.PaperWords;

/// Writes how places fared as a sheet, and as a report that can be printed.
final class StatisticsSheet {
    private static final double PERCENT = 100;

    private final PaperWords words;
    private final String region;

    /// @param region name
    StatisticsSheet(PaperWords words, String region) {
        this.words = words;
        this.region = region;
    }

    byte[] xlsx(StatisticsController.Answer answer) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(heads());
        answer.places().forEach(place -> lines.add(line(place)));
        return XlsxWriter.write(words.of("statistics.sheet"), lines);
    }

    private List<String> heads() {
        return List.of(
                words.of("head.region"),
                words.of("head.points"),
                words.of("head.share"),
                words.of("head.looked"),
                words.of("head.raised_count"),
                words.of("head.closed_count"),
                words.of("head.open_count"),
                words.of("state.overdue"),
                words.of("head.on_time"));
    }

    private static List<String> line(PlaceFigures place) {
        return List.of(
                place.name(),
                Integer.toString(place.points()),
                percent(place.share()),
                percent(place.looked()),
                Integer.toString(place.raised()),
                Integer.toString(place.closed()),
                Integer.toString(place.open()),
                Integer.toString(place.overdue()),
                percent(place.onTime()));
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "—" : String.format(Locale.ROOT, "%.1f %%", share * PERCENT);
    }

    byte[] pdf(StatisticsController.Answer answer) {
        String title = words.of("statistics.title", region);
        try (Paper paper = new Paper(title)) {
            paper.title(title);
            paper.text(
                    words.of("statistics.span", answer.from().toString(), answer.to().toString()));
            sums(paper, answer);
            paper.heading(words.of("statistics.places"));
            List<Paper.Column> columns = new ArrayList<>();
            List<String> heads = heads();
            for (int i = 0; i < heads.size(); i++) {
                columns.add(new Paper.Column(heads.get(i), i == 0 ? 2.4 : 1));
            }
            paper.table(
                    columns,
                    answer.places().stream()
                            .sorted(
                                    Comparator.comparingDouble(place ->
                                            Objects.requireNonNullElse(place.share(), 2.0)))
                            .map(StatisticsSheet::line)
                            .toList());
            paper.note(words.of("statistics.how"));
            return paper.finish();
        }
    }

    private void sums(Paper paper, StatisticsController.Answer answer) {
        List<PlaceFigures> places = answer.places();
        int points = places.stream().mapToInt(PlaceFigures::points).sum();
        paper.text(
                words.of(
                        "statistics.sums",
                        points,
                        percent(average(answer)),
                        percent(looked(places, points)),
                        places.stream().mapToInt(PlaceFigures::raised).sum(),
                        places.stream().mapToInt(PlaceFigures::closed).sum(),
                        places.stream().mapToInt(PlaceFigures::overdue).sum()));
    }

    private static @Nullable Double average(StatisticsController.Answer answer) {
        double points = 0;
        double sum = 0;
        for (PlaceFigures place : answer.places()) {
            if (place.share() != null) {
                points += place.points();
                sum += place.points() * place.share();
            }
        }
        return points == 0 ? null : sum / points;
    }

    private static @Nullable Double looked(List<PlaceFigures> places, int points) {
        double sum =
                places.stream()
                        .mapToDouble(place ->
                                Objects.requireNonNullElse(place.looked(), 0.0) * place.points())
                        .sum();
        return points == 0 ? null : sum / points;
    }
}
