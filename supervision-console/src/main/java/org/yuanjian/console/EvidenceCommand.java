package org.yuanjian.console;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.LedgerPublicKeys;
import org.yuanjian.console.evidence.EvidenceException;
import org.yuanjian.console.evidence.EvidenceVerifier;
import org.yuanjian.console.evidence.EvidenceVerifier.Verified;

/// Does what `./yuanjian evidence` was asked for. Needs nothing but the files.
final class EvidenceCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_COMMAND = 2;
    private static final int ENCLOSED_KEY_ONLY = 4;
    private static final String KEY = "--key";
    private static final long MOST_KEY_BYTES = 1 << 20;

    private final PrintStream out;
    private final PrintStream err;

    EvidenceCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// @return the exit code
    int run(List<String> words) {
        try {
            return CommandLine.exit(err, () -> verify(line(words)));
        } catch (FileSystemException e) {
            err.println(e.getFile() + ": cannot be read");
            return FAILED;
        } catch (IOException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private static CommandLine line(List<String> words) {
        CommandLine line = CommandLine.parse("evidence ", words, List.of(KEY));
        if (!line.verb().equals("verify") || line.plain().size() != 1) {
            throw new IllegalArgumentException("evidence verify FILE [--key PUBLIC-KEY-FILE]");
        }
        return line;
    }

    private int verify(CommandLine line) throws IOException {
        @Nullable String key = line.options().get(KEY);
        try {
            @Nullable LedgerPublicKeys keys = key == null ? null : keys(Path.of(key));
            return tell(
                    new EvidenceVerifier(keys).verify(Path.of(line.plain().getFirst())),
                    key != null);
        } catch (EvidenceException e) {
            out.println("NOT GENUINE: " + e.getMessage());
            return FAILED;
        } catch (FormatException e) {
            err.println(key + ": " + e.getMessage());
            return WRONG_COMMAND;
        }
    }

    /// Whatever file that is.
    private static LedgerPublicKeys keys(Path file) throws IOException, FormatException {
        if (Files.size(file) > MOST_KEY_BYTES) {
            throw new FormatException("no file of keys");
        }
        return LedgerPublicKeys.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    private int tell(Verified verified, boolean isKeyGiven) {
        out.printf("clip %s of %s%n", verified.clip(), verified.about());
        out.printf(
                "whole: %d fragments, pictures from %s to %s%n",
                verified.media().fragments().size(),
                verified.media().first().orElseThrow(),
                verified.media().last().orElseThrow());
        if (verified.isVouched()) {
            out.printf("signed by the key given, %s%n", verified.key());
            return DONE;
        }
        out.printf(
                isKeyGiven
                        ? "NOT signed by the key given: only the key enclosed in the file, %s, vouches for it, and anybody can enclose one%n"
                        : "only the key enclosed in the file, %s, vouches for it, and anybody can enclose one: check with --key%n",
                verified.key());
        return ENCLOSED_KEY_ONLY;
    }
}
