package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.LedgerRecord;

/// An inspector's day in a real browser, with a real relay and a camera that plays: a finding, the
/// office's answer from a phone, a tour and its record, the figures. Pictures of the screens stay
/// in `target/shots`.
final class InspectorDayIT {
    private static final String PASSWORD = "a password of the staff";

    @TempDir Path data;

    @Test
    void day_findingAnswerTourRecord_worksMeetsWcagAndIsTakenDown() throws Exception {
        BrowserScript.assumeBrowser();
        try (ConsoleAtCamera here = new ConsoleAtCamera(data)) {
            String region = here.point.site().region();
            join(here, new AccountStore.Draft("zhou", "周映川", AccountRole.INSPECTOR, region, ""));
            join(
                    here,
                    new AccountStore.Draft(
                            "chen", "陈望舒", AccountRole.OFFICER, region, here.point.site().id()));
            Path photo = data.resolve("photo.jpg");
            ImageIO.write(photo(), "jpeg", photo.toFile());
            Path password = data.resolve("password");
            Files.writeString(password, PASSWORD);

            BrowserScript.run(
                    "day",
                    6,
                    here.console.address("/").toString(),
                    here.point.code(),
                    password.toString(),
                    photo.toString(),
                    BrowserScript.SHOTS);

            assertThat(changes(here, AuditKind.FINDING))
                    .contains("raised", "accepted", "answered", "closed");
            assertThat(changes(here, AuditKind.TOUR)).contains("begun", "signed");
            assertThat(here.console.records(AuditKind.SNAPSHOT)).isNotEmpty();
            assertThat(here.console.records(AuditKind.VIEW_START)).isNotEmpty();
        }
    }

    private static void join(ConsoleAtCamera here, AccountStore.Draft draft) {
        String hash = here.console.bean(Passwords.class).hash(PASSWORD);
        assertThat(here.console.bean(AccountStore.class).add(draft, hash, false)).isPresent();
    }

    private static BufferedImage photo() {
        BufferedImage photo = new BufferedImage(1_200, 900, BufferedImage.TYPE_INT_RGB);
        Graphics2D ink = photo.createGraphics();
        ink.setColor(new Color(0x6B7F86));
        ink.fillRect(0, 0, 1_200, 900);
        ink.setColor(new Color(0xC9B48A));
        ink.fillRect(200, 500, 800, 260);
        ink.dispose();
        return photo;
    }

    private static Set<String> changes(ConsoleAtCamera here, AuditKind kind) {
        return here.console.records(kind).stream()
                .map(LedgerRecord::facts)
                .map(facts -> facts.getOrDefault("change", ""))
                .collect(Collectors.toSet());
    }
}
