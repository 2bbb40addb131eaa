package io.scorecard.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * CPU seconds of this process and of the server processes that work for it.
 *
 * <p>Wall-clock time says little on a machine that others use, too. CPU time comes in steps of some
 * milliseconds, so what is measured must last much longer.
 */
final class Meter {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<Long> servers;

    Meter(List<Long> servers) {
        this.servers = List.copyOf(servers);
    }

    double cpuSeconds() {
        double seconds = PROCESS.getProcessCpuTime() / 1e9;
        for (long pid : servers) {
            Duration used = ProcessHandle.of(pid)
                    .flatMap(p -> p.info().totalCpuDuration())
                    .orElseThrow(() -> new IllegalStateException("a server process has ended"));
            seconds += used.toNanos() / 1e9;
        }
        return seconds;
    }
}
