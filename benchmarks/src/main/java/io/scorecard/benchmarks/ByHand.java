package io.scorecard.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A KPI as somebody would write it who knows the data and the engine: a statement that answers {@code part, value} on
 * views that say what a part is.
 *
 * @param call how the driver is asked for it
 * @param by the segment that a part is a value of; none where there is but one part
 * @param further whether it is asked of the model that has more tables
 * @param total whether it is not asked by month
 */
record ByHand(String call, Optional<String> by, boolean further, boolean total, String sql) {

    private static final Pattern HEAD = Pattern.compile(
            "-- kpi: (?<call>\\S+)(  by: (?<by>\\w+))?(?<further>  with: further)?(?<total>  total only)?\n");

    /** Parts that have no row of what is counted belong to the answer, too. */
    String ofEveryPart() {
        return "SELECT COALESCE(e.part, h.part) AS part, h.value\nFROM (SELECT DISTINCT " + by.orElseThrow()
                + " AS part FROM customers) e\nFULL JOIN (" + sql + ") h ON h.part = e.part";
    }

    static List<ByHand> all() throws IOException {
        return in("catalogue-by-hand.sql");
    }

    static List<ByHand> in(String file) throws IOException {
        String text = Texts.of(file);
        List<ByHand> all = new ArrayList<>();
        Matcher head = HEAD.matcher(text);
        boolean more = head.find();
        while (more) {
            String call = head.group("call");
            Optional<String> by = Optional.of(Objects.requireNonNullElse(head.group("by"), "industry"))
                    .filter(b -> !b.equals("nothing"));
            boolean further = head.group("further") != null;
            boolean total = head.group("total") != null;
            int from = head.end();
            more = head.find();
            String sql =
                    text.substring(from, more ? head.start() : text.length()).strip();
            all.add(new ByHand(call, by, further, total, sql));
        }
        return all;
    }
}
