package org.yuanjian.console.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.audit.export.ExportException;
import org.yuanjian.console.audit.export.ExportException.Kind;
import org.yuanjian.console.audit.export.ExportVerifier;
import org.yuanjian.console.audit.export.ExportVerifier.Held;
import org.yuanjian.console.audit.export.ExportWriter;
import org.yuanjian.console.audit.format.LedgerLeaf;
import org.yuanjian.console.audit.format.TreeHead;

/// What an export tells, and that nothing in it can be changed unseen.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerExportTest {
    private static final int EVENTS = 2_300;
    private static final int SPAN = 1_000;

    @TempDir static Path folder;
    private TestLedger test;
    private String export;
    private String heads;

    @BeforeAll
    void export() throws Exception {
        test = new TestLedger(SqlSettings.sqlite(folder.resolve("ledger.db"))).started();
        test.fill(0, EVENTS);
        test.ledger.deleteText(List.of(12L, 900L), TestLedger.ACTOR, "request");
        export = test.export();
        heads = test.heads();
    }

    @AfterAll
    void close() {
        test.close();
    }

    private static ExportException fault(String export, @Nullable String heads) {
        try {
            ExportChecks.verify(export, heads);
        } catch (ExportException e) {
            return e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("nothing was found");
    }

    @Test
    void verify_export_holdsUpToItsLastHead() throws Exception {
        ExportVerifier.Verified verified = ExportChecks.verify(export, heads);
        assertThat(verified.from()).isZero();
        assertThat(verified.to()).isEqualTo(EVENTS + 2).isEqualTo(verified.last().size());
        assertThat(verified.deleted()).isEqualTo(6);
        assertThat(verified.held()).isEqualTo(new Held(EVENTS + 2, 0));
        ExportVerifier.Verified alone = ExportChecks.verify(export, null);
        assertThat(alone.held()).isNull();
        assertThat(alone.last()).isEqualTo(verified.last());
    }

    @Tag("long")
    @Test
    void verify_thousandDamages_findsAllAndWhereTheyBegin() {
        Random random = new Random(20_261_126);
        for (int i = 0; i < 1_000; i++) {
            String damaged = damage(new ArrayList<>(export.lines().toList()), random, i % 8);
            assertThat(damaged).isNotEqualTo(export);
            ExportException fault = fault(damaged, heads);
            // One more where a line lacks but its end: it is wrong, and reads like the right one.
            int line = firstOther(damaged);
            if (line > 0) {
                assertThat(recordAt(line))
                        .as("damage %d: %s", i, fault.words())
                        .isBetween(fault.from() - SPAN, Math.max(fault.from(), fault.to()) + 1);
            }
        }
    }

    private int firstOther(String damaged) {
        List<String> here = export.lines().toList();
        List<String> there = damaged.lines().toList();
        int line = 0;
        while (line < Math.min(here.size(), there.size())
                && here.get(line).equals(there.get(line))) {
            line++;
        }
        return line;
    }

    /// Number of the record that stands at a line, or next behind it.
    private long recordAt(int line) {
        return export.lines().limit(line).filter(each -> each.contains("\"leaf\"")).count();
    }

    private String damage(List<String> lines, Random random, int kind) {
        int at = random.nextInt(lines.size());
        int other = (at + 1 + random.nextInt(lines.size() - 1)) % lines.size();
        switch (kind) {
            case 0 -> lines.remove(at);
            case 1 -> Collections.swap(lines, at, other);
            case 2 -> lines.add(other, lines.get(at));
            case 3 -> lines.subList(Math.max(1, at), lines.size()).clear();
            case 4 -> lines.set(at, withOtherCharacter(lines.get(at), random));
            case 5 -> {
                String cut = export.substring(0, random.nextInt(export.length()));
                return cut;
            }
            case 6 -> {
                return withForgedRecord(random.nextInt(EVENTS));
            }
            default -> lines.subList(Math.min(at, other), Math.max(at, other)).clear();
        }
        return String.join("\n", lines) + "\n";
    }

    private static String withOtherCharacter(String line, Random random) {
        int at = random.nextInt(line.length());
        char fresh;
        do {
            fresh = (char) (' ' + random.nextInt(95));
        } while (fresh == line.charAt(at));
        return line.substring(0, at) + fresh + line.substring(at + 1);
    }

    private String withLine(int number, UnaryOperator<String> change) {
        List<String> lines = new ArrayList<>(export.lines().toList());
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("\\\"number\\\":" + number + ",")) {
                lines.set(i, change.apply(lines.get(i)));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    @Test
    void verify_textOfARecordChanged_namesIt() {
        String changed = withLine(1_234, line -> line.replace("snapshot", "snapshop"));
        ExportException fault = fault(changed, heads);
        assertThat(fault.kind()).isEqualTo(Kind.CHANGED_RECORD);
        assertThat(fault.from()).isEqualTo(1_234);
        assertThat(fault.words()).contains("the first wrong record is 1234");
    }

    /// With another text and the hash that fits it.
    private String withForgedRecord(int number) {
        String text = test.store.records(number, 1).getFirst().leaf();
        String forged = text.replace("snapshot", "snapshop");
        return withLine(
                number,
                line ->
                        line.replace("snapshot", "snapshop")
                                .replace(
                                        LedgerLeaf.hash(text).toString(),
                                        LedgerLeaf.hash(forged).toString()));
    }

    @Test
    void verify_textAndHashOfARecordChanged_namesTheSpanBetweenHeads() {
        String changed = withForgedRecord(1_234);
        ExportException fault = fault(changed, heads);
        assertThat(fault.kind()).isEqualTo(Kind.REWRITTEN_SPAN);
        assertThat(fault.from()).isLessThanOrEqualTo(1_234);
        assertThat(fault.to()).isGreaterThan(1_234);
        assertThat(fault.to() - fault.from()).isLessThanOrEqualTo(SPAN);
    }

    @Test
    void verify_nameBesideARecordChanged_namesIt() {
        ExportException fault = fault(withLine(77, line -> line.replace("王督察", "李督察")), heads);
        assertThat(fault.kind()).isEqualTo(Kind.CHANGED_TEXT);
        assertThat(fault.from()).isEqualTo(77);
    }

    @Test
    void verify_nameBesideARecordGone_needsAProof() {
        String gone =
                withLine(
                        77,
                        line -> line.replaceFirst("\"name\":\\{[^}]*}", "").replace("},}", "}}"));
        ExportException fault = fault(gone, heads);
        assertThat(fault.kind()).isEqualTo(Kind.UNPROVEN_DELETION);
        assertThat(fault.from()).isEqualTo(77);
    }

    @Test
    void verify_cutLedger_isFoundAgainstTheSecondPlaceAlone() throws Exception {
        TreeHead middle = test.store.headsAfter(100, 1).getFirst();
        String cut =
                "{\"export\":1,\"from\":0,\"size\":"
                        + middle.size()
                        + ",\"to\":"
                        + middle.size()
                        + "}\n"
                        + export.substring(
                                export.indexOf('\n') + 1,
                                export.indexOf(middle.line()) + middle.line().length() + 1);
        // The values beside 12 are gone, and what proves it was cut off as well.
        assertThat(fault(cut, null).kind()).isEqualTo(Kind.UNPROVEN_DELETION);
        String whole = withoutDeletions(middle);
        assertThat(ExportChecks.verify(whole, null).last()).isEqualTo(middle);
        ExportException fault = fault(whole, heads);
        assertThat(fault.kind()).isEqualTo(Kind.CUT);
        assertThat(fault.from()).isEqualTo(middle.size());
    }

    /// A ledger that ended at a head and in which nothing was deleted.
    private String withoutDeletions(TreeHead last) {
        StringBuilder lines = new StringBuilder();
        lines.append(
                "{\"export\":1,\"from\":13,\"size\":%d,\"to\":%d}\n"
                        .formatted(last.size(), last.size()));
        List<String> all = export.lines().toList();
        for (String line : all.subList(1, all.indexOf(last.line()) + 1)) {
            boolean isBefore = lines.toString().lines().count() <= 13;
            lines.append(isBefore ? hidden(line) : line).append('\n');
        }
        return lines.toString();
    }

    private static String hidden(String line) {
        if (line.contains("\"head\":")) {
            return line;
        }
        String hash = line.replaceAll("^.*\"hash\":\"([^\"]*)\".*$", "$1");
        String number = line.replaceAll("^.*\\\\\"number\\\\\":(\\d+),.*$", "$1");
        return "{\"hash\":\"" + hash + "\",\"number\":" + number + "}";
    }

    @Test
    void verify_headOfAnotherHistory_isFound() throws Exception {
        SqlSettings other = SqlSettings.sqlite(folder.resolve("other.db"));
        try (TestLedger forged = new TestLedger(other).started()) {
            forged.fill(0, EVENTS + 5);
            String theirs = forged.export();
            ExportChecks.verify(theirs, null);
            assertThat(fault(theirs, heads).kind()).isEqualTo(Kind.TWO_HISTORIES);
        }
    }

    @Test
    void verify_headsOfAnotherKey_areNotBelieved() {
        String first = heads.lines().findFirst().orElseThrow();
        String forged = first.replaceFirst("\"signature\":\"..", "\"signature\":\"AA");
        assertThat(fault(export.replace(first, forged), null).kind()).isEqualTo(Kind.WRONG_HEAD);
        assertThat(fault(export, forged + "\n").kind()).isEqualTo(Kind.BROKEN_HEAD_FILE);
    }

    @Test
    void verify_halfALineAtTheEndOfTheHeads_isStillBeingWritten() throws Exception {
        ExportChecks.verify(export, heads.substring(0, heads.length() - 20));
    }

    @ParameterizedTest
    @EnumSource
    void verify_partOfATime_tellsItAndHidesTheRest(TestDatabase database) throws Exception {
        try (TestLedger part = new TestLedger(database.fresh(folder)).started()) {
            part.fill(0, 5_000);
            Instant from = TestLedger.START.plusMillis(5L * 2_101);
            Instant to = TestLedger.START.plusMillis(5L * 2_201);
            String lines = part.export(from, to);
            ExportVerifier.Verified verified = ExportChecks.verify(lines, part.heads());
            assertThat(verified.from()).isEqualTo(2_100);
            assertThat(verified.to()).isEqualTo(2_200);
            assertThat(verified.last().size()).isEqualTo(5_001);
            Held held = Objects.requireNonNull(verified.held());
            assertThat(held.size()).isEqualTo(5_001);
            assertThat(held.outside()).isPositive();
            assertThat(lines.lines().filter(line -> line.contains("\"leaf\""))).hasSize(100);
            assertThat(lines.lines().count()).isLessThan(2_300);
            assertPartDamagesAreFound(lines, part.heads());
        }
    }

    /// Rewritten since record 1,000, with heads where the second place has none, as far as the part
    /// goes.
    @Test
    void verify_partOfALedgerRewrittenSince_isNotBelieved() throws Exception {
        Path honest = folder.resolve("honest.db");
        Path forged = folder.resolve("forged.db");
        try (TestLedger first = new TestLedger(SqlSettings.sqlite(honest)).started()) {
            first.fill(0, 1_000);
        }
        Files.copy(honest, forged);
        String second;
        try (TestLedger test = new TestLedger(SqlSettings.sqlite(honest)).started()) {
            test.fill(1_000, 4_000);
            test.ledger.appendSealed(TestLedger.event(1));
            second = test.heads();
        }
        try (TestLedger test = new TestLedger(SqlSettings.sqlite(forged)).started()) {
            test.fill(1_000, 1_700);
            long end = test.ledger.appendSealed(TestLedger.event(1)).size();
            test.fill(1_701, 4_600);
            TreeHead last = test.ledger.appendSealed(TestLedger.event(1));
            StringWriter part = new StringWriter();
            test.exports.write(new ExportWriter.Range(1_200, 1_300, last), part);

            ExportException fault = fault(part.toString(), second);

            assertThat(fault.kind()).isEqualTo(Kind.TWO_HISTORIES);
            assertThat(fault.to()).isEqualTo(end);
        }
    }

    @Test
    void verify_partBeforeTheSecondPlaceBegins_saysThatItHasNoHeadOfIt() throws Exception {
        TreeHead last = test.store.headUpTo(EVENTS + 2).orElseThrow();
        StringWriter part = new StringWriter();
        test.exports.write(new ExportWriter.Range(100, 200, last), part);
        List<TreeHead> behind =
                test.store.headsAfter(1_500, 100).stream()
                        .filter(head -> head.size() < last.size())
                        .toList();
        String later =
                behind.stream().map(head -> head.line() + "\n").collect(Collectors.joining());

        assertThat(ExportChecks.verify(part.toString(), later).held())
                .isEqualTo(new Held(0, behind.size()));
        assertThat(fault(part.toString(), "").kind()).isEqualTo(Kind.BROKEN_HEAD_FILE);
    }

    private void assertPartDamagesAreFound(String lines, String partHeads) {
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            List<String> damaged = new ArrayList<>(lines.lines().toList());
            int at = random.nextInt(damaged.size());
            if (i % 2 == 0) {
                damaged.remove(at);
            } else {
                damaged.set(at, withOtherCharacter(damaged.get(at), random));
            }
            assertThatThrownBy(
                            () -> ExportChecks.verify(String.join("\n", damaged) + "\n", partHeads))
                    .isInstanceOf(ExportException.class);
        }
    }

    @Test
    void verify_whatIsNoExport_isATypedError() {
        assertThat(fault("", null).kind()).isEqualTo(Kind.NO_EXPORT);
        assertThat(fault("hello\n", null).kind()).isEqualTo(Kind.NO_EXPORT);
        assertThat(fault("[".repeat(100_000) + "\n", null).kind()).isEqualTo(Kind.NO_EXPORT);
        assertThat(fault("{}\n", null).kind()).isEqualTo(Kind.NO_EXPORT);
        assertThat(fault("{\"export\":1,\"from\":9,\"size\":3,\"to\":2}\n", null).kind())
                .isEqualTo(Kind.NO_EXPORT);
        char[] endless = new char[600_000];
        Arrays.fill(endless, 'x');
        assertThat(fault(new String(endless) + "\n", null).kind()).isEqualTo(Kind.LONG_LINE);
        assertThat(fault(export.lines().findFirst().orElseThrow() + "\n{\n", null).kind())
                .isEqualTo(Kind.BROKEN_LINE);
        assertThat(fault(export + "{}\n", null).kind()).isEqualTo(Kind.BROKEN_LINE);
    }
}
