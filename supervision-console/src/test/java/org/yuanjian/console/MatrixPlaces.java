package org.yuanjian.console;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.health.HealthMonitor;
import org.yuanjian.camera.health.Maintenance;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.AccessStore;
import org.yuanjian.console.access.Grant;
import org.yuanjian.console.access.GroupStore;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.SensitiveStore;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.evidence.EvidenceClip;
import org.yuanjian.console.evidence.EvidenceStore;
import tools.jackson.databind.JsonNode;

/// Objects in the region of the accounts of the matrix, and others in another one: each call gets
/// fresh ones, so that none finds what another has changed.
final class MatrixPlaces {
    static final String OWN = "440100";
    static final String OTHER = "440300";

    /// Where a webhook may go in the matrix, and nobody listens.
    static final String NOWHERE = "http://127.0.0.1:1/";

    private static final String PROVINCE = "440000";
    private static final String PASSWORD = "a password of the matrix";
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    private final RunningConsole console;
    private final Map<String, Iterator<VideoPoint>> points = new HashMap<>();
    private int made;
    private RunningConsole.@Nullable Browser chief;

    MatrixPlaces(RunningConsole console) {
        this.console = console;
    }

    /// @param place code of a region, or id of a site
    private List<VideoPoint> points(String place) {
        PointList list = list();
        return list.points().stream()
                .filter(point ->
                        point.site().id().equals(place)
                                || list.contains(place, point.site().region()))
                .toList();
    }

    private String region(String place) {
        return list().region(place).isPresent() ? place : point(place).site().region();
    }

    private PointList list() {
        return console.bean(PointRegistry.class).list();
    }

    /// The text with an object of the region, or of the site, for each name in braces.
    String fill(String text, String region) {
        Map<String, String> once = new HashMap<>();
        Matcher names = NAME.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (names.find()) {
            String value = once.computeIfAbsent(names.group(1), name -> object(name, region));
            names.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return names.appendTail(filled).toString();
    }

    private String object(String name, String region) {
        Map<String, Supplier<String>> objects = new HashMap<>();
        objects.put("region", () -> region(region));
        objects.put("code", () -> point(region).code());
        objects.put("site", () -> point(region).site().id());
        objects.put("account", () -> account(region).id());
        objects.put("grant", () -> grant(region));
        objects.put("group", () -> group(region));
        objects.put("request", () -> request(region));
        objects.put("session", () -> session(region));
        objects.put("retired", () -> retired(region));
        objects.put("maintenance", () -> maintenance(region));
        objects.put("device", () -> "none");
        objects.put("platform", () -> platform(region));
        objects.put("webhook", () -> webhook());
        objects.put("clip", () -> clip(region));
        objects.put("notice", () -> "none");
        objects.put("finding", () -> finding(region));
        objects.put("run", () -> tour("/api/runs", region).get("run").get("id").asString());
        objects.put("plan", () -> tour("/api/wall-plans", region).get("id").asString());
        objects.put("part", () -> "part");
        objects.put("number", () -> "0");
        objects.put("until", () -> Instant.now().plus(Duration.ofHours(1)).toString());
        objects.put("fresh", () -> "fresh" + made++);
        Supplier<String> found = objects.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no object for {" + name + "}");
        }
        return found.get();
    }

    /// The next one there; after the last the first again.
    VideoPoint point(String place) {
        Iterator<VideoPoint> left = points.get(place);
        if (left == null || !left.hasNext()) {
            left = points(place).iterator();
            points.put(place, left);
        }
        return left.next();
    }

    private Account account(String region) {
        return console.bean(AccountStore.class)
                .add(
                        new AccountStore.Draft(
                                "made" + made++, "made", AccountRole.INSPECTOR, region(region), ""),
                        "",
                        false)
                .orElseThrow();
    }

    private String grant(String region) {
        String id = "grant" + made++;
        Instant now = Instant.now();
        console.bean(AccessStore.class)
                .add(
                        new Grant(
                                id,
                                account(region).id(),
                                Right.LIVE,
                                true,
                                new Grant.Place(Grant.Place.Kind.REGION, region(region)),
                                now,
                                now.plus(Duration.ofHours(1)),
                                Grant.Cause.GIVEN,
                                "made for the matrix",
                                "",
                                null));
        return id;
    }

    private String group(String region) {
        return console.bean(GroupStore.class)
                .add("group" + made++, region(region), Set.of(point(region).code()))
                .orElseThrow()
                .id();
    }

    private String request(String region) {
        return console.bean(SensitiveStore.class)
                .ask(point(region).code(), account(region).id(), "made for the matrix")
                .id();
    }

    private String session(String region) {
        String name = "made" + made++;
        AccountStore accounts = console.bean(AccountStore.class);
        accounts.add(
                new AccountStore.Draft(name, name, AccountRole.INSPECTOR, region(region), ""),
                console.bean(Passwords.class).hash(PASSWORD),
                false);
        try (RunningConsole.Browser browser = console.browser()) {
            browser.signIn(name, PASSWORD);
            return RunningConsole.json(browser.call("GET", "/api/sessions", null))
                    .get(0)
                    .get("session")
                    .get("id")
                    .asString();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String retired(String region) {
        String code = point(region).code();
        console.bean(PointRegistry.class).retire(code);
        return code;
    }

    private String maintenance(String region) {
        String id = "work" + made++;
        Instant now = Instant.now();
        console.bean(HealthMonitor.class)
                .plan(
                        new Maintenance(
                                id,
                                Maintenance.Kind.POINT,
                                point(region).code(),
                                "made for the matrix",
                                "matrix",
                                now,
                                now.plus(Duration.ofHours(1))));
        return id;
    }

    private String platform(String region) {
        return made(
                "/api/platform-tickets",
                "{\"name\":\"made\",\"stream\":\"" + point(region).code() + "/sub\"}");
    }

    /// One that is recorded by a node that is not there.
    private String clip(String region) {
        String id = "clip" + made++;
        console.bean(EvidenceStore.class)
                .add(
                        new EvidenceClip(
                                id,
                                EvidenceClip.State.RECORDING,
                                new EvidenceClip.Order(
                                        point(region).code(),
                                        "made for the matrix",
                                        "sub",
                                        account(region).id(),
                                        "routine_tour",
                                        "",
                                        "another node",
                                        Instant.now()),
                                EvidenceClip.Media.NONE));
        return id;
    }

    private String webhook() {
        return made("/api/webhooks", "{\"name\":\"made\",\"url\":\"" + NOWHERE + "\"}");
    }

    private String finding(String region) {
        String wish = "{\"point\":\"" + point(region).code() + "\",\"kind\":\"moved\"}";
        return byChief("/api/findings", wish).get("finding").get("number").asString();
    }

    /// Of a chief of the whole province.
    private JsonNode tour(String path, String region) {
        String code = point(region).code();
        return byChief(path, "{\"kind\":\"tour\",\"name\":\"made\",\"points\":[\"" + code + "\"]}");
    }

    private JsonNode byChief(String path, String wish) {
        try {
            if (chief == null) {
                chief = console.browser();
                String name = "made" + made++;
                console.bean(AccountStore.class)
                        .add(
                                new AccountStore.Draft(
                                        name, name, AccountRole.REGION_CHIEF, PROVINCE, ""),
                                console.bean(Passwords.class).hash(PASSWORD),
                                false);
                chief.signIn(name, PASSWORD);
                chief.call("PUT", "/api/purpose", "{\"reason\":\"routine_tour\"}");
            }
            return RunningConsole.json(chief.call("POST", path, wish));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// By an administrator of the whole province.
    ///
    /// @return its id
    private String made(String path, String wish) {
        try (RunningConsole.Browser browser = console.browser()) {
            browser.signIn("admin", console.ready().get("password").asString());
            return RunningConsole.json(browser.call("POST", path, wish)).get("id").asString();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
