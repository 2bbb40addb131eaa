package io.scorecard.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * CPU seconds of this process and of the server's processes, those of sessions that come and go as well.
 *
 * <p>Wall-clock time says little on a machine that others use, too. CPU time comes in steps of some
 * milliseconds, so what is measured must last much longer.
 */
final class Meter {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Optional<ProcessHandle> server;

    /** What each process of the server had used when it was last seen; one that has ended uses no more. */
    private final Map<Long, Duration> used = new HashMap<>();

    private Meter(Optional<ProcessHandle> server) {
        this.server = server;
    }

    static Meter ofThisProcess() {
        return new Meter(Optional.empty());
    }

    static Meter with(ProcessHandle server) {
        return new Meter(Optional.of(server));
    }

    double cpuSeconds() {
        server.ifPresent(s ->
                s.children().forEach(p -> p.info().totalCpuDuration().ifPresent(cpu -> used.put(p.pid(), cpu))));
        return PROCESS.getProcessCpuTime() / 1e9
                + used.values().stream().mapToLong(Duration::toNanos).sum() / 1e9;
    }
}
