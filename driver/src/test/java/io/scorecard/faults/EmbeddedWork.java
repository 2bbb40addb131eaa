package io.scorecard.faults;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The processor time of an engine that lives in this process: that of its threads without the JVM's own
 * compilers and collectors, which on a small machine are busy for seconds whatever the engine does. Where
 * threads cannot be told apart (not Linux) it is the whole process's.
 */
final class EmbeddedWork {

    private static final Path THREADS = Path.of("/proc/self/task");
    private static final List<String> OF_THE_JVM =
            List.of("C1 ", "C2 ", "GC ", "G1 ", "VM ", "Sweeper", "Common-Clean");

    private EmbeddedWork() {}

    /** Whether more than a third of a processor was at work in a tenth of a second. */
    static boolean isBusy() throws Exception {
        long before = nanos();
        Thread.sleep(100);
        return nanos() - before > TimeUnit.MILLISECONDS.toNanos(30);
    }

    private static long nanos() throws IOException {
        if (!Files.isDirectory(THREADS)) {
            return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        }
        long nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                nanos += nanos(thread);
            }
        }
        return nanos;
    }

    private static long nanos(Path thread) {
        try {
            String name = Files.readString(thread.resolve("comm"));
            return OF_THE_JVM.stream().anyMatch(name::startsWith)
                    ? 0
                    : Long.parseLong(
                            Files.readString(thread.resolve("schedstat")).split(" ")[0]);
        } catch (IOException e) {
            // It has ended; what it did is no work any more.
            return 0;
        }
    }
}
