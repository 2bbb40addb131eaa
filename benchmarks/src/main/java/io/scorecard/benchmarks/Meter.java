package io.scorecard.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * CPU seconds of this process and of the server's processes, those of sessions that come and go as well.
 *
 * <p>Wall-clock time says little on a machine that others use, too. The CPU time that Java tells comes in steps of ten
 * milliseconds; where the system has it by thread in nanoseconds, as Linux does, that is taken.
 */
final class Meter {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long A_REST = 50_000;

    private final Optional<ProcessHandle> server;
    private final boolean fine;

    /** Nanoseconds that each thread or process had used when it was last seen; one that has ended uses no more. */
    private final Map<String, Long> used = new HashMap<>();

    private Meter(Optional<ProcessHandle> server) {
        this.server = server;
        this.fine = Files.exists(Path.of("/proc/self/schedstat"));
    }

    static Meter ofThisProcess() {
        return new Meter(Optional.empty());
    }

    static Meter with(ProcessHandle server) {
        return new Meter(Optional.of(server));
    }

    double cpuSeconds() {
        if (fine) {
            // A thread that runs is told as it was at the system's last tick: so this one rests for a moment.
            LockSupport.parkNanos(A_REST);
            threads("self");
            children().forEach(p -> threads(String.valueOf(p.pid())));
            return seconds();
        }
        children()
                .forEach(p ->
                        p.info().totalCpuDuration().ifPresent(cpu -> used.put(String.valueOf(p.pid()), cpu.toNanos())));
        return PROCESS.getProcessCpuTime() / 1e9 + seconds();
    }

    private Stream<ProcessHandle> children() {
        return server.stream().flatMap(ProcessHandle::children);
    }

    private double seconds() {
        return used.values().stream().mapToLong(Long::longValue).sum() / 1e9;
    }

    private void threads(String process) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", process, "task"))) {
            threads.forEach(this::see);
        } catch (IOException | DirectoryIteratorException e) {
            // The process has ended, and used what was last seen.
        }
    }

    private void see(Path thread) {
        try {
            String told = Files.readString(thread.resolve("schedstat"));
            used.merge(thread.toString(), Long.parseLong(told.split(" ")[0]), Math::max);
        } catch (IOException e) {
            // It has ended, and used what was last seen.
        }
    }
}
