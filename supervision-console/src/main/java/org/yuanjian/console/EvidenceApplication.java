package org.yuanjian.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `./yuanjian evidence verify`: checks evidence files with nothing else at hand. Exit 0 if the
/// file is whole and the key vouches for it, 4 if only the key enclosed in it does, 1 if it is not
/// genuine or cannot be read, 2 for a wrong command.
public final class EvidenceApplication {
    private EvidenceApplication() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new EvidenceCommand(out, err).run(List.of(arguments)));
    }
}
