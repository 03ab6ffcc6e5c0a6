package org.yuanjian.benchmark.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.benchmark.load.NodeScript;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;

/// An inspector's day from the first sign-in to the month report, with the office that answers and
/// the auditor who reads what was done. Every picture is one of the simulated fleet's. Pictures of
/// the screens stay in `target/shots`.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("long")
final class InspectorDayIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path ROOT = Path.of(System.getProperty("yuanjian.root"));
    private static final String ONCE = "a password for one time";

    @TempDir Path folder;

    @Test
    void day_signInToMonthReport_worksMeetsWcagAndIsTakenDown() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "needs Debian's chromium");
        try (ConsoleAtFleet here = new ConsoleAtFleet(folder)) {
            VideoPoint point = here.movable();
            here.join(draft(AccountRole.INSPECTOR, "zhou", "周映川", ""), ONCE);
            here.join(draft(AccountRole.OFFICER, "chen", "陈望舒", point.site().id()), ONCE);
            // Who reads the ledger reads the whole province's.
            here.join(
                    new AccountStore.Draft(
                            "lin", "林知微", AccountRole.AUDITOR, ConsoleAtFleet.PROVINCE, ""),
                    ONCE);

            List<String> said =
                    new NodeScript(
                                    ROOT,
                                    "supervision-console/ui/test/browser/day.mjs",
                                    List.of(
                                            here.address(),
                                            point.code(),
                                            Integer.toString(ConsoleAtFleet.POINTS),
                                            Path.of("target/shots").toAbsolutePath().toString()))
                            .run(List.of(ONCE));

            assertThat(said).as("steps of the day").isNotEmpty();
        }
    }

    private static AccountStore.Draft draft(
            AccountRole role, String name, String fullName, String site) {
        return new AccountStore.Draft(name, fullName, role, ConsoleAtFleet.COUNTY, site);
    }
}
