package org.yuanjian.console;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yuanjian.camera.registry.Site;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Passwords;

/// Who calls in the matrix: each role in the region of the objects, an officer at a site there, two
/// roles for the whole province, and an administrator of the region who sees the console as its
/// inspector.
final class MatrixCallers implements AutoCloseable {
    static final String WHOLE = "province_";
    static final String VIEWING = "viewing_as";

    private static final String PASSWORD = "a password of the matrix";
    private static final String PROVINCE = "440000";

    private final RunningConsole console;
    private final List<String> names;
    private final String officersSite;
    private final Map<String, RunningConsole.Browser> browsers = new LinkedHashMap<>();

    MatrixCallers(RunningConsole console, MatrixPlaces places, List<String> names) {
        this.console = console;
        this.names = names;
        Site site = places.point(MatrixPlaces.OWN).site();
        this.officersSite = site.id();
        names.forEach(name -> add(name, site));
    }

    private void add(String name, Site site) {
        AccountRole role =
                name.equals(VIEWING)
                        ? AccountRole.ADMINISTRATOR
                        : AccountRole.of(name.replace(WHOLE, "")).orElseThrow();
        boolean isOfficer = role == AccountRole.OFFICER;
        String region = isOfficer ? site.region() : MatrixPlaces.OWN;
        console.bean(AccountStore.class)
                .add(
                        new AccountStore.Draft(
                                account(name),
                                name,
                                role,
                                name.startsWith(WHOLE) ? PROVINCE : region,
                                isOfficer ? site.id() : ""),
                        console.bean(Passwords.class).hash(PASSWORD),
                        false);
    }

    private static String account(String name) {
        return "matrix-" + name;
    }

    /// Each with a fresh browser, and a purpose; nobody has one as well.
    void signIn() throws IOException, InterruptedException {
        close();
        RunningConsole.Browser nobody = console.browser();
        nobody.call("GET", "/api/session", null);
        browsers.put(MatrixFile.NOBODY, nobody);
        for (String name : names) {
            RunningConsole.Browser browser = console.browser();
            browser.signIn(account(name), PASSWORD);
            browser.call("PUT", "/api/purpose", "{\"reason\":\"routine_tour\"}");
            browsers.put(name, browser);
        }
    }

    RunningConsole.Browser browser(String name) throws IOException, InterruptedException {
        RunningConsole.Browser browser = Objects.requireNonNull(browsers.get(name));
        if (name.equals(VIEWING)) {
            view(browser);
        }
        return browser;
    }

    /// Begins again what a call may have ended; refused where it has not.
    private void view(RunningConsole.Browser browser) throws IOException, InterruptedException {
        String shown =
                console.bean(AccountStore.class)
                        .named(account(AccountRole.INSPECTOR.key()))
                        .orElseThrow()
                        .id();
        browser.call("PUT", "/api/view-as", "{\"account\":\"" + shown + "\"}");
    }

    /// An administrator of everything.
    RunningConsole.Browser whole() throws IOException, InterruptedException {
        return browser(WHOLE + AccountRole.ADMINISTRATOR.key());
    }

    List<String> all() {
        return List.copyOf(browsers.keySet());
    }

    /// Where a caller's own objects are: a region, or the officer's site.
    String place(String name) {
        return name.equals(AccountRole.OFFICER.key()) ? officersSite : MatrixPlaces.OWN;
    }

    @Override
    public void close() {
        browsers.values().forEach(RunningConsole.Browser::close);
        browsers.clear();
    }
}
