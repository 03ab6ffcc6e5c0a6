package org.yuanjian.console.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Puts together what records say of one point: each view with the ticket that was granted for it
/// and with its end, and pictures by person and reason.
final class PointLooks {
    private static final String LIVE = "live";
    private static final String ACTION = "action";

    private final Map<String, LedgerRecord> grants = new HashMap<>();
    private final Map<String, Queue<LedgerRecord>> ends = new HashMap<>();
    private final List<LedgerRecord> starts = new ArrayList<>();
    private final Map<List<String>, Watched> pictures = new LinkedHashMap<>();

    void granted(LedgerRecord grant) {
        grants.put(fact(grant, "ticket"), grant);
    }

    void started(LedgerRecord start) {
        starts.add(start);
    }

    void ended(LedgerRecord end) {
        ends.computeIfAbsent(key(end), _ -> new ArrayDeque<>()).add(end);
    }

    void seen(LedgerRecord picture) {
        List<String> same =
                List.of(picture.kind(), picture.actor(), picture.reason(), picture.text());
        pictures.merge(same, picture(picture), (first, _) -> first.oneMore());
    }

    /// A platform may open several views with its one ticket, and each has a beginning of its own.
    private static String key(LedgerRecord record) {
        return String.join(
                " ", fact(record, "ticket"), fact(record, "stream"), fact(record, "since"));
    }

    private static String fact(LedgerRecord record, String name) {
        return record.facts().getOrDefault(name, "");
    }

    private static Watched picture(LedgerRecord record) {
        return new Watched(
                record.kind(),
                record.object(),
                "",
                record.actor(),
                record.name(),
                record.reason(),
                record.text(),
                record.at(),
                null,
                1);
    }

    List<Watched> all() {
        List<Watched> all = new ArrayList<>(pictures.values());
        starts.forEach(start -> all.add(view(start, ends.get(key(start)))));
        return all;
    }

    /// A person's name and words stand beside the grant of the ticket, a platform's name beside the
    /// view itself.
    private Watched view(LedgerRecord start, @Nullable Queue<LedgerRecord> over) {
        @Nullable LedgerRecord grant = grants.get(fact(start, "ticket"));
        @Nullable LedgerRecord end = over == null ? null : over.poll();
        return new Watched(
                start.facts().getOrDefault(ACTION, LIVE),
                start.object(),
                fact(start, "stream"),
                start.actor(),
                grant == null ? start.name() : grant.name(),
                start.reason(),
                grant == null ? start.text() : grant.text(),
                start.at(),
                end == null ? null : seconds(end),
                1);
    }

    private static @Nullable Long seconds(LedgerRecord end) {
        String text = fact(end, "seconds");
        return text.matches("\\d{1,9}") ? Long.valueOf(text) : null;
    }
}
