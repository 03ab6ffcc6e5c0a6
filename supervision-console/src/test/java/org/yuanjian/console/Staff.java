package org.yuanjian.console;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Passwords;

/// People of a running console, each with an account of their own and a browser that is signed in.
final class Staff implements AutoCloseable {
    private static final String PASSWORD = "a password of the staff";

    private final RunningConsole console;
    private final Map<String, RunningConsole.Browser> browsers = new HashMap<>();

    /// @param account as it was made
    record Colleague(Account account, RunningConsole.Browser browser) {
        HttpResponse<String> call(String method, String path, Map<String, ?> body)
                throws Exception {
            return browser.call(method, path, RunningConsole.JSON.writeValueAsString(body));
        }

        HttpResponse<String> call(String method, String path) throws Exception {
            return browser.call(method, path, null);
        }

        /// For the small picture of a point.
        HttpResponse<String> ticket(String code) throws Exception {
            return call("POST", "/api/tickets", Map.of("stream", code + "/sub"));
        }
    }

    Staff(RunningConsole console) {
        this.console = console;
    }

    Colleague join(AccountRole role, String region) throws Exception {
        String name = "staff" + browsers.size();
        Account account =
                console.bean(AccountStore.class)
                        .add(
                                new AccountStore.Draft(name, name, role, region, ""),
                                console.bean(Passwords.class).hash(PASSWORD),
                                false)
                        .orElseThrow();
        RunningConsole.Browser browser = console.browser();
        browser.signIn(name, PASSWORD);
        browser.call("PUT", "/api/purpose", "{\"reason\":\"routine_tour\"}");
        browsers.put(name, browser);
        return new Colleague(account, browser);
    }

    /// The first point there.
    VideoPoint point(String region) {
        PointList list = console.bean(PointRegistry.class).list();
        return list.points().stream()
                .filter(point -> list.contains(region, point.site().region()))
                .findFirst()
                .orElseThrow();
    }

    static String kind(HttpResponse<String> answer) {
        return RunningConsole.json(answer).path("kind").asString("");
    }

    @Override
    public void close() {
        browsers.values().forEach(RunningConsole.Browser::close);
    }
}
