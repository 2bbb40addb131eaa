package io.scorecard.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A KPI as somebody would write it who knows the data and the engine: a statement that answers {@code part, value} on
 * views that say what a part is.
 *
 * @param call how the driver is asked for it
 * @param whole whether it has no industries
 * @param total whether it is not asked by month
 */
record ByHand(String call, boolean whole, boolean total, String sql) {

    private static final Pattern HEAD =
            Pattern.compile("-- kpi: (?<call>\\S+)(?<whole>  by: nothing)?(?<total>  total only)?\n");

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
            boolean whole = head.group("whole") != null;
            boolean total = head.group("total") != null;
            int from = head.end();
            more = head.find();
            String sql =
                    text.substring(from, more ? head.start() : text.length()).strip();
            all.add(new ByHand(call, whole, total, sql));
        }
        return all;
    }
}
