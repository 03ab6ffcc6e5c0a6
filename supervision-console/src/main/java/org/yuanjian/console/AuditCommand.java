package org.yuanjian.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditException;
import org.yuanjian.console.audit.Ledger;
import org.yuanjian.console.audit.LedgerExports;
import org.yuanjian.console.audit.export.ExportException;
import org.yuanjian.console.audit.export.ExportVerifier;
import org.yuanjian.console.audit.export.ExportVerifier.Held;
import org.yuanjian.console.audit.export.ExportVerifier.Verified;
import org.yuanjian.console.audit.export.ExportWriter;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.audit.format.LedgerPublicKeys;

/// Does what `./yuanjian audit` was asked for. `verify` needs nothing but the files.
final class AuditCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_COMMAND = 2;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final PrintStream out;
    private final PrintStream err;

    AuditCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// @return the exit code
    int run(List<String> words) {
        try {
            AuditOrder order = AuditOrder.parse(words);
            return order.verb().equals("verify") ? verify(order) : withLedger(order);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return WRONG_COMMAND;
        } catch (AuditException e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (FileSystemException e) {
            err.println(e.getFile() + ": cannot be read or written");
            return FAILED;
        } catch (IOException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private int withLedger(AuditOrder order) throws IOException {
        Instant from = time(order.option("--from"), Instant.EPOCH);
        Instant to = time(order.option("--to"), Instant.MAX);
        return order.line()
                .with(
                        AuditApplication.class,
                        context -> {
                            carryOut(order, context, from, to);
                            return DONE;
                        });
    }

    private void carryOut(
            AuditOrder order, ConfigurableApplicationContext context, Instant from, Instant to)
            throws IOException {
        switch (order.verb()) {
            case "key" -> out.print(context.getBean(LedgerKey.class).publicPem());
            case "export" -> {
                LedgerExports exports = context.getBean(LedgerExports.class);
                export(exports, exports.prepare(from, to, Actor.MACHINE), order);
            }
            default -> deleteText(order, context.getBean(Ledger.class));
        }
    }

    /// A moment, or the beginning of a day of China.
    private static Instant time(String text, Instant absent) {
        try {
            if (text.isEmpty()) {
                return absent;
            }
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(CHINA).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\" is neither a day such as 2026-11-26 nor a moment such as 2026-11-26T00:00:00Z",
                    e);
        }
    }

    private void export(LedgerExports exports, ExportWriter.Range range, AuditOrder order)
            throws IOException {
        Path file = Path.of(order.option("--out"));
        long records;
        try (Writer lines = ownFile(file)) {
            records = exports.write(range, lines);
        }
        out.printf(
                "%d records in %s, which ends with head %d of %s%n",
                records, file, range.last().size(), range.last().at());
    }

    /// For this user alone: names and addresses stand in it.
    private static Writer ownFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.newBufferedWriter(file);
    }

    private void deleteText(AuditOrder order, Ledger ledger) {
        for (long proof : ledger.deleteText(order.numbers(), Actor.MACHINE, "operator")) {
            out.printf("deleted; record %d is the proof%n", proof);
        }
    }

    private int verify(AuditOrder order) throws IOException {
        @Nullable String heads = order.line().options().get("--head");
        try (InputStream export = Files.newInputStream(Path.of(order.file()));
                @Nullable InputStream second =
                        heads == null ? null : Files.newInputStream(Path.of(heads))) {
            LedgerPublicKeys keys =
                    LedgerPublicKeys.parse(Files.readString(Path.of(order.option("--key"))));
            tell(new ExportVerifier(keys).verify(export, second));
            return DONE;
        } catch (ExportException e) {
            out.println("NOT GENUINE: " + e.words());
            return FAILED;
        } catch (FormatException e) {
            err.println(order.option("--key") + ": " + e.getMessage());
            return WRONG_COMMAND;
        }
    }

    private void tell(Verified verified) {
        out.printf(
                "complete up to head %d of time %s%n",
                verified.last().size(), verified.last().at());
        out.printf(
                "records %d to %d are told; %d values beside them were deleted%n",
                verified.from(), verified.to() - 1, verified.deleted());
        out.println(heldWords(verified));
    }

    /// No more than was shown.
    private static String heldWords(Verified verified) {
        @Nullable Held held = verified.held();
        if (held == null) {
            return "whether later records were cut off shows only with --head";
        }
        if (held.size() == 0) {
            return "the second place has no head of this part, and knows of no later record";
        }
        String borneOut =
                held.size() >= verified.to()
                        ? "bears out all of this"
                        : "bears out the records before " + held.size();
        return held.outside() == 0
                ? "the second place %s, and knows of no other and no later record"
                        .formatted(borneOut)
                : "the second place %s, and knows of no later record; %d of its heads are outside of this part and were not held against it"
                        .formatted(borneOut, held.outside());
    }
}
