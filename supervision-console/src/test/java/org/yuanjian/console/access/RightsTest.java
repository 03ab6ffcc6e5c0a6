package org.yuanjian.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.ConsoleDatabase;
import org.yuanjian.console.access.Rights.Refusal;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.relay.SettableClock;

/// Rights at the repository's own points.
class RightsTest {
    private static final Path ROOT = Path.of(System.getProperty("yuanjian.root", ".."));
    private static final String OWN = "440100";
    private static final String OTHER = "440300";
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock();
    private SqlStore sql;
    private AccessStore grants;
    private GroupStore groups;
    private SensitiveStore sensitive;
    private AccountStore accounts;
    private Rights rights;
    private int made;

    private void open(TestDatabase database) throws Exception {
        sql = ConsoleDatabase.open(database, folder);
        CredentialVault vault = new CredentialVault(() -> CredentialVault.freshKey("k1"));
        PointRegistry points =
                new PointRegistry(sql, vault, Clock.fixed(clock.instant(), ZoneOffset.UTC));
        points.takeRegions(ROOT.resolve("config/regions.csv"));
        points.importPoints(
                "points.csv", Files.readAllBytes(ROOT.resolve("config/points.csv")), false);
        grants = new AccessStore(sql);
        groups = new GroupStore(sql, clock);
        sensitive = new SensitiveStore(sql, clock);
        accounts = new AccountStore(sql, clock);
        rights = new Rights(points, grants, groups, sensitive, clock);
    }

    @AfterEach
    void close() {
        sql.close();
    }

    private Account account(AccountRole role, String region, String site) {
        String name = "a" + made++;
        return accounts.add(new AccountStore.Draft(name, name, role, region, site), "", false)
                .orElseThrow();
    }

    private VideoPoint point(String region) {
        return rights.list().points().stream()
                .filter(point -> rights.list().contains(region, point.site().region()))
                .findFirst()
                .orElseThrow();
    }

    private void grant(String account, Right right, boolean allows, Grant.Place place) {
        Grant.Cause cause = allows ? Grant.Cause.GIVEN : Grant.Cause.RESTRICTION;
        grant(account, right, allows, place, cause);
    }

    private void grant(
            String account, Right right, boolean allows, Grant.Place place, Grant.Cause cause) {
        Instant now = clock.instant();
        grants.add(
                new Grant(
                        "g" + made++,
                        account,
                        right,
                        allows,
                        place,
                        now,
                        now.plus(HOUR),
                        cause,
                        "for the test",
                        "",
                        null));
    }

    private static Grant.Place at(Grant.Place.Kind kind, String id) {
        return new Grant.Place(kind, id);
    }

    private Optional<Refusal> live(Account account, VideoPoint point) {
        return rights.refusal(account, Right.LIVE, point.code());
    }

    @ParameterizedTest
    @EnumSource
    void refusal_byRole_endsAtTheRegionAndTheSite(TestDatabase database) throws Exception {
        open(database);
        VideoPoint own = point(OWN);
        VideoPoint other = point(OTHER);
        Account inspector = account(AccountRole.INSPECTOR, OWN, "");
        Account officer = account(AccountRole.OFFICER, own.site().region(), own.site().id());
        VideoPoint neighbour =
                rights.list().points().stream()
                        .filter(point -> point.site().region().equals(own.site().region()))
                        .filter(point -> !point.site().equals(own.site()))
                        .findFirst()
                        .orElseThrow();

        assertThat(live(inspector, own)).isEmpty();
        assertThat(live(inspector, other)).contains(Refusal.UNKNOWN);
        assertThat(live(officer, own)).isEmpty();
        assertThat(live(officer, neighbour)).contains(Refusal.UNKNOWN);
        assertThat(rights.refusal(officer, Right.PTZ, own.code())).contains(Refusal.NOT_ALLOWED);
        assertThat(live(account(AccountRole.AUDITOR, OWN, ""), own)).contains(Refusal.NOT_ALLOWED);
        assertThat(rights.refusal(inspector, Right.SEE, "no such point")).contains(Refusal.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void grant_elsewhere_countsForItsTimeAndItsPlaceOnly(TestDatabase database) throws Exception {
        open(database);
        VideoPoint other = point(OTHER);
        Account inspector = account(AccountRole.INSPECTOR, OWN, "");
        grant(inspector.id(), Right.LIVE, true, at(Grant.Place.Kind.POINT, other.code()));

        assertThat(live(inspector, other)).isEmpty();
        assertThat(rights.refusal(inspector, Right.SEE, other.code())).isEmpty();
        assertThat(rights.refusal(inspector, Right.PTZ, other.code()))
                .contains(Refusal.NOT_ALLOWED);
        clock.advance(HOUR);
        assertThat(live(inspector, other)).contains(Refusal.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void grant_ofAGroup_followsTheGroup(TestDatabase database) throws Exception {
        open(database);
        VideoPoint other = point(OTHER);
        Account inspector = account(AccountRole.INSPECTOR, OWN, "");
        String group = groups.add("gates", OTHER, Set.of(other.code())).orElseThrow().id();
        grant(inspector.id(), Right.LIVE, true, at(Grant.Place.Kind.GROUP, group));
        assertThat(live(inspector, other)).isEmpty();

        groups.setPoints(group, Set.of());

        assertThat(live(inspector, other)).contains(Refusal.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void restriction_ofEverybody_countsMoreThanRoleAndGrant(TestDatabase database)
            throws Exception {
        open(database);
        VideoPoint own = point(OWN);
        Account inspector = account(AccountRole.INSPECTOR, OWN, "");
        grant(inspector.id(), Right.LIVE, true, at(Grant.Place.Kind.POINT, own.code()));
        grant("", Right.LIVE, false, at(Grant.Place.Kind.REGION, OWN));

        assertThat(live(inspector, own)).contains(Refusal.RESTRICTED);
        assertThat(rights.refusal(inspector, Right.SEE, own.code())).isEmpty();
        assertThat(live(account(AccountRole.INSPECTOR, OTHER, ""), point(OTHER))).isEmpty();
        clock.advance(HOUR);
        assertThat(live(inspector, own)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sensitive_point_needsASecondOrBrokenGlass(TestDatabase database) throws Exception {
        open(database);
        VideoPoint own = point(OWN);
        Account one = account(AccountRole.INSPECTOR, OWN, "");
        Account other = account(AccountRole.INSPECTOR, OWN, "");
        sensitive.mark(own.code(), "a visit room", "");

        assertThat(live(one, own)).contains(Refusal.NEEDS_SECOND);
        assertThat(rights.refusal(one, Right.SEE, own.code())).isEmpty();
        String ask = sensitive.ask(own.code(), one.id(), "a complaint").id();
        sensitive.answer(
                ask, SensitiveStore.Ask.Answer.GIVEN, other.id(), clock.instant().plus(HOUR));
        assertThat(live(one, own)).isEmpty();
        assertThat(live(other, own)).contains(Refusal.NEEDS_SECOND);
        grant(
                other.id(),
                Right.LIVE,
                true,
                at(Grant.Place.Kind.SITE, own.site().id()),
                Grant.Cause.BREAK_GLASS);
        assertThat(live(other, own)).isEmpty();
        clock.advance(HOUR);
        assertThat(live(one, own)).contains(Refusal.NEEDS_SECOND);
        assertThat(live(other, own)).contains(Refusal.NEEDS_SECOND);
    }

    /// Nobody both administers and reads the ledger, whatever the role.
    @ParameterizedTest
    @EnumSource
    void anywhere_everyRole_partsAdministrationFromTheLedger(TestDatabase database)
            throws Exception {
        open(database);
        for (AccountRole role : AccountRole.values()) {
            Set<Right> all = rights.anywhere(account(role, "440000", ""));
            assertThat(all.contains(Right.ACCOUNTS) && all.contains(Right.LEDGER))
                    .as(role.key())
                    .isFalse();
        }
        assertThat(rights.anywhere(account(AccountRole.AUDITOR, "440000", "")))
                .contains(Right.LEDGER);
        assertThat(rights.anywhere(account(AccountRole.AUDITOR, OWN, "")))
                .doesNotContain(Right.LEDGER);
    }
}
