package org.yuanjian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the formatter and the compiler cannot check.
class HouseRulesTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 50;

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)(\\s+\"[^\"]*\")?\\)");

    // Written in two halves, so that this file keeps its own rules.
    private static final Pattern REGISTRY =
            Pattern.compile(
                    Stream.of(
                                    "repo1?\\.maven\\.",
                                    "repo\\.maven\\.",
                                    "npm" + "js\\.",
                                    "npm" + "mirror\\.",
                                    "yarn" + "pkg\\.",
                                    "sona" + "type\\.",
                                    "(deb|security|ftp)\\.deb" + "ian\\.",
                                    "py" + "pi\\.org",
                                    "python" + "hosted\\.",
                                    "ali" + "yun\\.",
                                    "jit" + "pack\\.",
                                    "maven\\.goo" + "gle\\.",
                                    "npm\\.tao" + "bao\\.")
                            .collect(Collectors.joining("|", "(?i)(", ")")));
    private static final Pattern UNFINISHED =
            Pattern.compile(
                    "\\b(TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK)\\b|\\bnot " + "implemented");
    private static final Pattern SWITCHED_OFF =
            Pattern.compile(
                    "@Dis"
                            + "abled\\b|\\b(it|test|describe)\\.sk"
                            + "ip\\(|\\b(it|test)\\.on"
                            + "ly\\(");
    private static final Pattern SLEEP =
            Pattern.compile(
                    "\\bThread\\.sle"
                            + "ep\\(|\\.park"
                            + "Nanos\\(|TimeUnit\\.\\w+\\.sle"
                            + "ep\\(");
    private static final Pattern PRINT =
            Pattern.compile("System\\.(out|err)\\." + "|print" + "StackTrace\\(");

    private final SourceTree tree;

    HouseRulesTest() throws IOException {
        tree = new SourceTree(Path.of(System.getProperty("yuanjian.root")));
    }

    @Test
    void tree_always_isFound() {
        assertThat(tree.files(".java")).hasSizeGreaterThan(50);
        assertThat(tree.files("yuanjian")).isNotEmpty();
    }

    @Test
    void files_always_areShort() {
        assertThat(
                        tree.files(".java", ".ts", ".vue").stream()
                                .filter(file -> SourceTree.lines(file).size() > FILE_LINES)
                                .map(tree::name))
                .isEmpty();
    }

    @Test
    void methods_always_areShort() throws IOException {
        MethodLengths lengths = new MethodLengths(METHOD_LINES);
        lengths.java(tree.files(".java"));
        tree.files(".ts", ".vue").forEach(lengths::typeScript);
        assertThat(lengths.tooLong()).isEmpty();
    }

    @Test
    void packages_always_sayWhereTheyStand() {
        Set<String> described = new HashSet<>();
        Set<String> packages = new HashSet<>();
        for (Path file : tree.files(".java")) {
            String folder =
                    tree.name(file).replaceFirst("^.*/java/", "").replaceFirst("/[^/]*$", "");
            packages.add(folder);
            if (file.endsWith("package-info.java")) {
                assertThat(String.join("\n", SourceTree.lines(file)))
                        .as(tree.name(file))
                        .contains("///", "@NullMarked");
                described.add(folder);
            }
        }
        packages.removeAll(described);
        assertThat(packages).isEmpty();
    }

    @Test
    void documents_always_linkToWhatIsThere() {
        List<String> broken = new ArrayList<>();
        for (Path file : tree.files(".md")) {
            for (String line : SourceTree.lines(file)) {
                Matcher link = LINK.matcher(line);
                while (link.find()) {
                    String target = link.group(1).replaceFirst("#.*", "");
                    if (!target.matches("[a-z]+:.*|")
                            && !Files.exists(file.resolveSibling(target))) {
                        broken.add(tree.name(file) + " → " + target);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void files_always_nameNoRegistry() {
        assertThat(findings(tree.texts(), REGISTRY, name -> false)).isEmpty();
    }

    @Test
    void files_always_areFinished() {
        assertThat(findings(tree.texts(), UNFINISHED, name -> name.endsWith("package-lock.json")))
                .isEmpty();
        assertThat(findings(tree.files(".java", ".ts", ".vue"), SWITCHED_OFF, name -> false))
                .isEmpty();
    }

    /// Measuring takes its time; nothing else waits for a time to pass.
    @Test
    void code_outsideMeasurements_neverSleeps() {
        assertThat(
                        findings(
                                tree.files(".java"),
                                SLEEP,
                                name -> name.startsWith("benchmarks/src/main/")))
                .isEmpty();
    }

    /// Programs with a main method speak to who started them; everything else logs.
    @Test
    void code_outsideLaunchers_neverPrints() {
        assertThat(
                        findings(
                                tree.files(".java"),
                                PRINT,
                                name ->
                                        name.endsWith("Application.java")
                                                || name.endsWith("/ReadyFile.java")))
                .isEmpty();
    }

    private List<String> findings(List<Path> files, Pattern pattern, Predicate<String> allowed) {
        List<String> findings = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = SourceTree.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find() && !allowed.test(tree.name(file))) {
                    findings.add(tree.name(file) + ":" + (i + 1));
                }
            }
        }
        return findings;
    }
}
