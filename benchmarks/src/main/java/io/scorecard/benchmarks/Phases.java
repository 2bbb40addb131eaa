package io.scorecard.benchmarks;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which part of the compiler a thread was found in, looked at every millisecond.
 *
 * <p>A thread can only be looked at where it may be stopped, so this is a hint at where the time goes and no
 * measurement.
 */
final class Phases implements AutoCloseable {

    /** From the innermost: a rewrite that validates a formula is validating. */
    private static final List<Map.Entry<String, String>> OWNERS = List.of(
            Map.entry("SqlTexts", "parse"),
            Map.entry("Naming", "name"),
            Map.entry("KpiCalls", "name"),
            Map.entry("Frontend.validate", "validate"),
            Map.entry("Frontend.convert", "convert"),
            Map.entry("Simplifier", "simplify"),
            Map.entry("Printer", "print"),
            Map.entry("Rewrite", "rewrite"),
            Map.entry("Settle", "rewrite"),
            Map.entry("KpiRelation", "rewrite"));

    private final Map<String, Integer> seen = new LinkedHashMap<>();
    private final Thread watched = Thread.currentThread();
    private final Thread watcher = new Thread(this::watch, "phases");
    private volatile boolean over;

    Phases() {
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        try {
            while (!over) {
                Thread.sleep(1);
                seen.merge(phase(watched.getStackTrace()), 1, Integer::sum);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String phase(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().startsWith("io.scorecard.compiler.")) {
                String place =
                        frame.getClassName().substring("io.scorecard.compiler.".length()) + "." + frame.getMethodName();
                for (Map.Entry<String, String> owner : OWNERS) {
                    if (place.contains(owner.getKey())) {
                        return owner.getValue();
                    }
                }
            }
        }
        return "other";
    }

    String shares() {
        double all = seen.values().stream().mapToInt(Integer::intValue).sum();
        return seen.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(e -> e.getKey() + " " + Math.round(100 * e.getValue() / all) + " %")
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        watcher.join();
    }
}
