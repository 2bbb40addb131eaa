package io.scorecard.benchmarks;

/**
 * A line of the table.
 *
 * @param measured the ratio or the time, with its spread
 * @param noise what the reference differs from itself by, or empty
 */
record Result(String what, String measured, String noise, String limit, boolean good) {

    static Result ratio(String what, Race.Outcome outcome, double limit) {
        Spread cpu = outcome.cpu();
        String measured = limit < 1
                ? new Spread(1 / cpu.median(), 1 / cpu.high(), 1 / cpu.low()) + " times faster"
                : cpu.toString();
        String wanted = limit < 1 ? "at least " + Math.round(1 / limit) : "at most " + limit;
        return new Result(what, measured, outcome.noise().toString(), wanted, cpu.median() <= limit);
    }

    /** @param noise null where it was not measured */
    static Result unlimited(String what, Spread measured, Spread noise) {
        return new Result(what, measured.toString(), noise == null ? "" : noise.toString(), "", true);
    }

    String row() {
        return "| " + what + " | " + measured + " | " + noise + " | " + limit + " | "
                + (!good ? "no" : limit.isEmpty() ? "" : "yes") + " |";
    }
}
