package io.scorecard.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Two sides measured in turns, and the reference against itself.
 *
 * <p>The order changes from round to round, so that neither side always finds warm caches. How far the
 * reference is from itself is the noise below which a difference means nothing.
 */
final class Race {

    private static final int ROUNDS = 15;
    private static final double SECONDS_OF_A_TURN = 0.3;
    private static final double SECONDS_TO_WARM = 10 * SECONDS_OF_A_TURN;

    private final Meter meter;
    private final double secondsOfATurn;

    Race(Meter meter) {
        this(meter, SECONDS_OF_A_TURN);
    }

    Race(Meter meter, double secondsOfATurn) {
        this.meter = meter;
        this.secondsOfATurn = secondsOfATurn;
    }

    /** CPU and wall-clock time of the driver divided by the reference's, and the reference's by its own. */
    record Outcome(Spread cpu, Spread wall, Spread noise) {}

    private record Turn(double cpu, double wall) {}

    Outcome run(Side driver, Side reference) throws Exception {
        return run(driver, reference, ROUNDS);
    }

    Outcome run(Side driver, Side reference, int rounds) throws Exception {
        int repeats = repeats(reference);
        warm(driver);
        warm(reference);
        List<Double> cpu = new ArrayList<>();
        List<Double> wall = new ArrayList<>();
        List<Double> noise = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            boolean first = round % 2 == 0;
            Turn before = turn(first ? driver : reference, repeats);
            Turn middle = turn(reference, repeats);
            Turn after = turn(first ? reference : driver, repeats);
            Turn ours = first ? before : after;
            Turn again = first ? after : before;
            cpu.add(ours.cpu / middle.cpu);
            wall.add(ours.wall / middle.wall);
            noise.add(again.cpu / middle.cpu);
        }
        return new Outcome(Spread.of(cpu), Spread.of(wall), Spread.of(noise));
    }

    /** What a JVM compiles for a side that is new to it would count as the side's work. */
    private void warm(Side side) throws Exception {
        long began = System.nanoTime();
        do {
            side.run();
        } while ((System.nanoTime() - began) / 1e9 < SECONDS_TO_WARM);
    }

    private int repeats(Side side) throws Exception {
        turn(side, 2);
        double seconds = turn(side, 1).wall;
        return (int) Math.max(1, Math.ceil(secondsOfATurn / Math.max(seconds, 1e-4)));
    }

    private Turn turn(Side side, int repeats) throws Exception {
        long began = System.nanoTime();
        double cpu = meter.cpuSeconds();
        for (int i = 0; i < repeats; i++) {
            side.run();
        }
        return new Turn(meter.cpuSeconds() - cpu, (System.nanoTime() - began) / 1e9);
    }
}
