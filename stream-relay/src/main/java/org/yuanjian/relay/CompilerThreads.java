package org.yuanjian.relay;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the threads that carry media go before those that compile. On one or two cores a compiler
/// at work would else hold up for some milliseconds whoever joins, and joining is what gives it
/// work. Linux only; elsewhere nothing changes.
public final class CompilerThreads {
    static final Path TASKS = Path.of("/proc/self/task");
    static final int NICE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(CompilerThreads.class);
    private static final List<String> NAMES = List.of("C1 Compiler", "C2 Compiler");
    private static final int PRIO_PROCESS = 0;

    private CompilerThreads() {}

    /// For the compiler threads there are now: have the JVM start them all at once
    /// (`-XX:-UseDynamicNumberOfCompilerThreads`).
    public static void yieldToMedia() {
        if (Files.notExists(TASKS)) {
            return;
        }
        try (Stream<Path> tasks = Files.list(TASKS)) {
            MethodHandle setpriority = setpriority();
            for (Path task : tasks.filter(CompilerThreads::isCompiler).toList()) {
                int thread = Integer.parseInt(task.getFileName().toString());
                int failed = (int) setpriority.invokeExact(PRIO_PROCESS, thread, NICE);
                LOG.debug("compiler thread={} gives way={}", thread, failed == 0);
            }
        } catch (Throwable e) {
            LOG.warn("compilers do not give way to media: {}", e.toString());
        }
    }

    /// A thread that ends meanwhile is none.
    static boolean isCompiler(Path task) {
        try {
            String name = Files.readString(task.resolve("comm"));
            return NAMES.stream().anyMatch(name::startsWith);
        } catch (IOException e) {
            return false;
        }
    }

    @SuppressWarnings("restricted") // setpriority(2): int which, id_t who, int priority
    private static MethodHandle setpriority() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setpriority"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT));
    }
}
