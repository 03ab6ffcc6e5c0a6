package org.yuanjian.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.yuanjian.camera.StreamBudgets;
import org.yuanjian.camera.StreamBudgets.Usage;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.Site;

/// Shows how much of each site's line is used, for sites that have a limit or are watched.
final class SiteLines {
    private final PointRegistry points;
    private final StreamBudgets budgets;
    private final MultiGauge kbps;
    private final MultiGauge limit;
    private final MultiGauge streams;
    private final MultiGauge refused;

    SiteLines(MeterRegistry meters, PointRegistry points, StreamBudgets budgets) {
        this.points = points;
        this.budgets = budgets;
        this.kbps = gauge(meters, "yuanjian.site.kbps", "What streams of a site take");
        this.limit = gauge(meters, "yuanjian.site.kbps.limit", "What a site's line may carry");
        this.streams = gauge(meters, "yuanjian.site.streams", "Open streams of a site");
        this.refused =
                gauge(meters, "yuanjian.site.refused", "Streams refused as line or device is full");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String what) {
        return MultiGauge.builder(name).description(what).register(meters);
    }

    void refresh() {
        Map<String, Site> sites =
                points.list().sites().stream().collect(Collectors.toMap(Site::id, site -> site));
        Map<String, Usage> usage = budgets.usage();
        kbps.register(rows(sites, usage, Usage::kbps), true);
        limit.register(rows(sites, usage, Usage::limitKbps), true);
        streams.register(rows(sites, usage, Usage::streams), true);
        refused.register(rows(sites, usage, Usage::refused), true);
    }

    private static List<Row<?>> rows(
            Map<String, Site> sites, Map<String, Usage> usage, ToDoubleFunction<Usage> value) {
        List<Row<?>> rows = new ArrayList<>();
        usage.forEach((id, used) -> {
            Site site = sites.get(id);
            if (site != null) {
                rows.add(Row.of(tags(site), value.applyAsDouble(used)));
            }
        });
        return rows;
    }

    private static Tags tags(Site site) {
        return Tags.of("site", site.name(), "region", site.region());
    }
}
