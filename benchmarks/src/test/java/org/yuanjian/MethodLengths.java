package org.yuanjian;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Finds methods and functions that are too long.
final class MethodLengths {
    /// The first line of a function in TypeScript: a declaration, a method, or a named arrow.
    private static final Pattern FUNCTION =
            Pattern.compile(
                    "\\s*(export\\s+)?(default\\s+)?(async\\s+)?"
                            + "(function\\b.*|(const|let)\\s+\\w+\\s*=.*=>\\s*"
                            + "|((private|public|protected|static|readonly|get|set)\\s+)*"
                            + "(?!(if|for|while|switch|catch|return|describe|it|test)\\b)[#\\w]+\\(.*\\)"
                            + "(\\s*:\\s*[^=]+)?\\s*)\\{");

    private final int limit;
    private final List<String> tooLong = new ArrayList<>();

    MethodLengths(int limit) {
        this.limit = limit;
    }

    /// What was found: `file:line name: lines`.
    List<String> tooLong() {
        return tooLong;
    }

    void java(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Methods(positions, unit).scan(unit, null);
            }
        }
    }

    private final class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final SourcePositions positions;
        private final CompilationUnitTree unit;

        Methods(SourcePositions positions, CompilationUnitTree unit) {
            this.positions = positions;
            this.unit = unit;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            long start = positions.getStartPosition(unit, method);
            long end = positions.getEndPosition(unit, method);
            if (start >= 0 && end >= 0) {
                long first = unit.getLineMap().getLineNumber(start);
                long lines = unit.getLineMap().getLineNumber(end) - first + 1;
                note(unit.getSourceFile().getName(), first, method.getName().toString(), lines);
            }
            return super.visitMethod(method, null);
        }
    }

    /// A function ends where a closing brace stands under its first line.
    void typeScript(Path file) {
        List<String> lines = SourceTree.lines(file);
        for (int first = 0; first < lines.size(); first++) {
            String line = lines.get(first);
            if (!FUNCTION.matcher(line).matches()) {
                continue;
            }
            String end = line.substring(0, line.length() - line.stripLeading().length()) + "}";
            int last = first + 1;
            while (last < lines.size() && !lines.get(last).startsWith(end)) {
                last++;
            }
            note(file.toString(), first + 1, line.strip(), last - first + 1);
        }
    }

    private void note(String file, long line, String name, long lines) {
        if (lines > limit) {
            tooLong.add(file + ":" + line + " " + name + ": " + lines + " lines");
        }
    }
}
