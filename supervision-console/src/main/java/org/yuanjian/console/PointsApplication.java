package org.yuanjian.console;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.yuanjian.camera.registry.ImportPlan;
import org.yuanjian.camera.registry.ImportPlan.Change;
import org.yuanjian.camera.registry.PointExport;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.table.TableException;
import org.yuanjian.camera.table.TableProblem;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditConfiguration;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.point.ImportView;
import org.yuanjian.console.setting.YuanjianSettings;
import tools.jackson.databind.json.JsonMapper;

/// `./yuanjian points import` and `export`, on the database of the gateway, which may run. Exit 0
/// if it was done, 1 if the list has problems, 2 for a wrong command.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YuanjianSettings.class)
@Import({RegistryConfiguration.class, AuditConfiguration.class})
public class PointsApplication {
    private static final String SETTING = "--yuanjian.";
    private static final String SPRING = "--spring.";
    private static final int MOST_SHOWN = 20;

    /// What was asked for.
    private record Order(
            String verb,
            String file,
            boolean isDryRun,
            boolean isJson,
            @Nullable String region,
            List<String> settings) {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    static int run(List<String> words, PrintStream out, PrintStream err) throws IOException {
        return CommandLine.exit(err, () -> carryOut(parse(words), out));
    }

    private static int carryOut(Order order, PrintStream out) throws IOException {
        return new CommandLine(order.verb(), List.of(), Map.of(), order.settings())
                .with(PointsApplication.class, context -> carryOut(order, context, out));
    }

    private static Order parse(List<String> arguments) {
        List<String> plain = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        boolean isDryRun = false;
        boolean isJson = false;
        @Nullable String region = null;
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (word.startsWith(SETTING) || word.startsWith(SPRING)) {
                settings.add(word);
            } else if (word.equals("--dry-run")) {
                isDryRun = true;
            } else if (word.equals("--json")) {
                isJson = true;
            } else if (word.equals("--region") && words.hasNext()) {
                region = words.next();
            } else if (word.startsWith("-")) {
                throw new IllegalArgumentException("points does not know \"" + word + "\"");
            } else {
                plain.add(word);
            }
        }
        if (plain.size() != 2 || !List.of("import", "export").contains(plain.getFirst())) {
            throw new IllegalArgumentException("points import FILE, or points export FILE");
        }
        return new Order(plain.getFirst(), plain.get(1), isDryRun, isJson, region, settings);
    }

    private static int carryOut(
            Order order, ConfigurableApplicationContext context, PrintStream out)
            throws IOException {
        PointRegistry registry = context.getBean(PointRegistry.class);
        if (order.verb().equals("export")) {
            context.getBean(AuditTrail.class)
                    .append(
                            AuditEvent.done(AuditKind.EXPORT, Actor.MACHINE, "")
                                    .with("what", "points")
                                    .with("region", order.region() == null ? "" : order.region()));
            return export(order, registry.list(), out);
        }
        try {
            return take(order, context, out);
        } catch (TableException e) {
            return refused(order, e.problems(), out);
        }
    }

    private static int take(Order order, ConfigurableApplicationContext context, PrintStream out)
            throws IOException, TableException {
        PointRegistry registry = context.getBean(PointRegistry.class);
        AuditTrail audit = context.getBean(AuditTrail.class);
        Path regions = context.getBean(YuanjianSettings.class).regions();
        if (!registry.knowsRegions(regions)) {
            audit.append(StartLists.taken(List.of("regions")));
            registry.takeRegions(regions);
        }
        Path file = Path.of(order.file());
        String name = String.valueOf(file.getFileName());
        byte[] bytes = Files.readAllBytes(file);
        ImportPlan plan = registry.importPoints(name, bytes, true);
        if (!order.isDryRun() && plan.problems().isEmpty()) {
            audit.append(
                    AuditEvent.done(AuditKind.POINT, Actor.MACHINE, "")
                            .with("change", "imported")
                            .with("points", Integer.toString(plan.points().size())));
            plan = registry.importPoints(name, bytes, false);
        }
        if (!plan.problems().isEmpty()) {
            return refused(order, plan.problems(), out);
        }
        if (order.isJson()) {
            out.println(json(ImportView.of(plan, order.isDryRun(), Locale.ENGLISH)));
        } else {
            out.printf(
                    "%s%d added, %d changed, %d as they were%n",
                    order.isDryRun() ? "Would be: " : "",
                    plan.count(Change.ADDED),
                    plan.count(Change.CHANGED),
                    plan.count(Change.UNCHANGED));
        }
        return 0;
    }

    private static int refused(Order order, List<TableProblem> problems, PrintStream out) {
        if (order.isJson()) {
            out.println(json(ImportView.refused(problems, Locale.ENGLISH)));
            return 1;
        }
        problems.stream()
                .limit(MOST_SHOWN)
                .forEach(problem -> out.println(problem.words(Locale.ENGLISH)));
        if (problems.size() > MOST_SHOWN) {
            out.printf("… and %d more%n", problems.size() - MOST_SHOWN);
        }
        out.println("Nothing was changed.");
        return 1;
    }

    private static String json(ImportView view) {
        return JsonMapper.shared().writeValueAsString(view);
    }

    private static int export(Order order, PointList list, PrintStream out) throws IOException {
        @Nullable String region = order.region();
        Predicate<VideoPoint> wanted =
                point -> region == null || list.contains(region, point.site().region());
        byte[] bytes =
                order.file().endsWith(".xlsx")
                        ? PointExport.xlsx(list, wanted)
                        : PointExport.csv(list, wanted);
        Files.write(Path.of(order.file()), bytes);
        out.printf("%d points%n", list.points().stream().filter(wanted).count());
        return 0;
    }
}
