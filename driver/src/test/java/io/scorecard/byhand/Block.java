package io.scorecard.byhand;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One KPI by hand: a statement that answers {@code month, segment, value}, of a file of such.
 *
 * @param call how the KPI is called in SQL, {@code churn_rate('event')}
 * @param total whether it has no segments
 * @param tolerance how far a value may be off; 0 where it must be the same
 */
record Block(String call, boolean total, double tolerance, String sql) {
    static final List<String> FAMILIES = List.of(
            "surveys",
            "customers",
            "churn",
            "revenue",
            "expansion",
            "value",
            "cost",
            "support",
            "deals",
            "usage",
            "feedback",
            "further");

    private static final Pattern HEAD =
            Pattern.compile("-- kpi: (?<call>\\S.*?)(?<total>  by: month)?(?:  tolerance: (?<tolerance>[0-9.]+))?\n");

    static List<Block> all() throws IOException {
        List<Block> all = new ArrayList<>();
        for (String family : FAMILIES) {
            all.addAll(parse(text(family)));
        }
        return all;
    }

    static String text(String name) throws IOException {
        try (InputStream file = Block.class.getResourceAsStream(name + ".sql")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<Block> parse(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher head = HEAD.matcher(text);
        boolean more = head.find();
        while (more) {
            String call = head.group("call");
            boolean total = head.group("total") != null;
            String tolerance = head.group("tolerance");
            int from = head.end();
            more = head.find();
            String sql =
                    text.substring(from, more ? head.start() : text.length()).strip();
            blocks.add(new Block(call, total, tolerance == null ? 0 : Double.parseDouble(tolerance), sql));
        }
        return blocks;
    }

    /** The KPI's name. */
    String kpi() {
        return call.substring(0, call.indexOf('('));
    }

    /** Whether the catalogue offers what the call asks for; options are words from its list. */
    boolean isOffered(Offer offer) {
        return Pattern.compile("'([^']*)'")
                .matcher(call)
                .results()
                .allMatch(word -> offer.options().contains(word.group(1)) || offer.takesName());
    }
}
